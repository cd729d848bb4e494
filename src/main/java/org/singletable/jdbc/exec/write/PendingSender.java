package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.List;
import org.singletable.jdbc.dynamo.Image;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.TransactOutcome;
import org.singletable.jdbc.dynamo.WriteOutcome;
import org.singletable.jdbc.exec.transaction.PendingItem;

/** Sends what one statement has made of items: one write by itself, several as a transaction. */
final class PendingSender {
    private final TableClient table;
    private final RequestContext context;
    private final boolean tokens;

    /** @param tokens single writes go as transactions, too */
    PendingSender(TableClient table, RequestContext context, boolean tokens) {
        this.table = table;
        this.context = context;
        this.tokens = tokens;
    }

    /**
     * @param items those that something has to be sent for
     * @param forNew what is done about a new row by itself when nobody knows whether it was put
     * @return empty where all was written, else nothing was
     * @throws org.singletable.jdbc.error.DriverException 58030 where nobody knows, and what requests meet
     */
    List<Refusal> send(List<PendingItem> items, Resend forNew) {
        if (items.isEmpty()) {
            return List.of();
        }
        return items.size() == 1 && !tokens ? sendOne(items.get(0), forNew) : sendAll(items);
    }

    private List<Refusal> sendAll(List<PendingItem> items) {
        TransactOutcome outcome = table.transact(
                items.stream().map(item -> item.write().orElseThrow()).toList(), context);
        if (outcome instanceof TransactOutcome.Unknown unknown) {
            throw unknown.error();
        }
        List<Refusal> refusals = new ArrayList<>();
        if (outcome instanceof TransactOutcome.Refused refused) {
            refused.refusals()
                    .forEach(refusal -> refusals.add(new Refusal(items.get(refusal.index()), refusal.stored())));
        }
        return refusals;
    }

    private List<Refusal> sendOne(PendingItem item, Resend forNew) {
        ItemWrite write = alone(item.write().orElseThrow());
        WriteOutcome outcome = new SingleWrite(item.key(), SingleWrite.Versions.of(item), table, context)
                .send(write, Image.NONE, resend(item, write, forNew));
        return outcome instanceof WriteOutcome.Refused refused
                ? List.of(new Refusal(item, refused.stored()))
                : List.of();
    }

    /** A check by itself is an update that changes nothing. */
    private static ItemWrite alone(ItemWrite write) {
        return write instanceof ItemWrite.Check check
                ? new ItemWrite.Update(check.key(), List.of(), check.condition())
                : write;
    }

    private static Resend resend(PendingItem item, ItemWrite write, Resend forNew) {
        if (!(write instanceof ItemWrite.Put) || item.base() != null) {
            return Resend.NEVER;
        }
        return item.overwrites() ? Resend.ALWAYS : forNew;
    }
}
