package org.singletable.jdbc.dynamo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Single writes to tables whose key is pk and sk. What nobody answered is not sent again: it throws. */
final class Writes {
    private Writes() {}

    static WriteOutcome put(TableClient client, Item item, Condition condition, RequestContext context) {
        return known(client.write(new ItemWrite.Put(keyOf(item), item, condition), Image.NONE, Resend.NEVER, context));
    }

    static WriteOutcome update(
            TableClient client, Item key, List<UpdateAction> actions, Condition condition, RequestContext context) {
        return known(client.write(new ItemWrite.Update(key, actions, condition), Image.NONE, Resend.NEVER, context));
    }

    static WriteOutcome delete(TableClient client, Item key, Condition condition, RequestContext context) {
        return known(client.write(new ItemWrite.Delete(key, condition), Image.NONE, Resend.NEVER, context));
    }

    private static WriteOutcome known(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Unknown unknown) {
            throw unknown.error();
        }
        return outcome;
    }

    static Item keyOf(Item item) {
        Map<String, StoredValue> key = new HashMap<>();
        item.get("pk").ifPresent(value -> key.put("pk", value));
        item.get("sk").ifPresent(value -> key.put("sk", value));
        return new Item(key);
    }
}
