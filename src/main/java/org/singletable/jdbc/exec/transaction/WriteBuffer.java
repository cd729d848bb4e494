package org.singletable.jdbc.exec.transaction;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.WriteErrors;

/** The items that writes are about, by key: those of a statement that is sent at once, or of a transaction. Thread-safe. */
public final class WriteBuffer {
    private final Map<Item, PendingItem> items = new LinkedHashMap<>();

    /** What is pending of the item with this key. */
    public synchronized Optional<PendingItem> find(Item key) {
        return Optional.ofNullable(items.get(key));
    }

    /**
     * Keeps an item, in the place of what was pending of it.
     *
     * @throws org.singletable.jdbc.error.DriverException 54000 where there are more than one transaction takes; it is not kept
     *     then
     */
    public synchronized void keep(PendingItem item) {
        PendingItem before = items.put(item.key(), item);
        if (items.size() > TableClient.MAX_TRANSACT && writes().size() > TableClient.MAX_TRANSACT) {
            if (before == null) {
                items.remove(item.key());
            } else {
                items.put(item.key(), before);
            }
            throw WriteErrors.tooManyItems(TableClient.MAX_TRANSACT);
        }
    }

    public synchronized Collection<PendingItem> all() {
        return List.copyOf(items.values());
    }

    /** Those that something has to be sent for. */
    public synchronized List<PendingItem> writes() {
        return items.values().stream().filter(item -> item.write().isPresent()).toList();
    }

    /** The state to go back to. */
    public synchronized Map<Item, PendingItem> snapshot() {
        return new LinkedHashMap<>(items);
    }

    public synchronized void restore(Map<Item, PendingItem> snapshot) {
        items.clear();
        items.putAll(snapshot);
    }
}
