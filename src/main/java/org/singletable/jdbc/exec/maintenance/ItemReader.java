package org.singletable.jdbc.exec.maintenance;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.KeptMemory;
import org.singletable.jdbc.exec.MemoryBudget;

/** Reads items by their keys, strongly consistently, as many as one BatchGetItem takes at a time. Used by one thread. */
final class ItemReader {
    private final TableClient table;
    private final RequestContext context;
    private final KeptMemory memory;
    private final List<String> keyAttributes;

    /** @param keyAttributes of the table: the hash key first */
    ItemReader(TableClient table, RequestContext context, MemoryBudget memory, List<String> keyAttributes) {
        this.table = table;
        this.context = context;
        this.memory = new KeptMemory(memory);
        this.keyAttributes = List.copyOf(keyAttributes);
    }

    Item keyOf(Item item) {
        Map<String, StoredValue> key = new LinkedHashMap<>();
        keyAttributes.forEach(name -> item.get(name).ifPresent(value -> key.put(name, value)));
        return new Item(key);
    }

    /**
     * The items by their keys; keys without an item are missing. They are held until {@link #release}.
     *
     * @throws org.singletable.jdbc.error.DriverException 54001 where the statement would hold more than it may
     */
    Map<Item, Item> read(Collection<Item> keys, Reading reading) {
        Map<Item, Item> found = new HashMap<>();
        table.eachItem(keys, reading, context, item -> {
            hold(ItemSize.of(item));
            found.put(keyOf(item), item);
        });
        return found;
    }

    /** Counts memory that is held beside what was read, and let go with it. */
    void hold(long bytes) {
        memory.keep(bytes);
    }

    /** Lets go of what was read. */
    void release() {
        memory.releaseAll();
    }
}
