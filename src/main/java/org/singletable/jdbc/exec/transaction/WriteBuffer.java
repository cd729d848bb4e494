package org.singletable.jdbc.exec.transaction;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.StoredSize;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WriteErrors;

/** The items that writes are about, by key: those of a statement that is sent at once, or of a transaction. Thread-safe. */
public final class WriteBuffer {
    private final Map<Item, Kept> items = new LinkedHashMap<>();

    /** An item with what is to be sent for it. */
    private static final class Kept {
        private final PendingItem item;
        private final Optional<ItemWrite> write;
        /** What it counts in a transaction, negative until it is asked for: of an item by itself it never is. */
        private long bytes = -1;

        Kept(PendingItem item) {
            this.item = item;
            this.write = item.write();
        }

        PendingItem item() {
            return item;
        }

        boolean isWritten() {
            return write.isPresent();
        }

        long bytes() {
            if (bytes < 0) {
                bytes = write.map(StoredSize::of).orElse(0L);
            }
            return bytes;
        }
    }

    /** What is pending of the item with this key. */
    public synchronized Optional<PendingItem> find(Item key) {
        return Optional.ofNullable(items.get(key)).map(Kept::item);
    }

    /**
     * Keeps an item, in the place of what was pending of it.
     *
     * @throws DriverException 54000 where there are more items or bytes than one transaction takes; it is not kept then
     */
    public synchronized void keep(PendingItem item) {
        Kept before = items.put(item.key(), new Kept(item));
        try {
            checkLimits();
        } catch (DriverException e) {
            if (before == null) {
                items.remove(item.key());
            } else {
                items.put(item.key(), before);
            }
            throw e;
        }
    }

    private void checkLimits() {
        long writes = items.values().stream().filter(Kept::isWritten).count();
        if (writes > TableClient.MAX_TRANSACT) {
            throw WriteErrors.tooManyItems(TableClient.MAX_TRANSACT);
        }
        // A single item has a limit of its own, which is less.
        if (writes > 1 && items.values().stream().mapToLong(Kept::bytes).sum() > StoredSize.MAX_TRANSACTION) {
            throw WriteErrors.tooManyBytes(StoredSize.MAX_TRANSACTION);
        }
    }

    public synchronized Collection<PendingItem> all() {
        return items.values().stream().map(Kept::item).toList();
    }

    /** Those that something has to be sent for. */
    public synchronized List<PendingItem> writes() {
        return items.values().stream().filter(Kept::isWritten).map(Kept::item).toList();
    }

    /** The state to go back to. */
    public synchronized Map<Item, PendingItem> snapshot() {
        Map<Item, PendingItem> snapshot = new LinkedHashMap<>();
        items.forEach((key, kept) -> snapshot.put(key, kept.item()));
        return snapshot;
    }

    public synchronized void restore(Map<Item, PendingItem> snapshot) {
        items.clear();
        snapshot.forEach((key, item) -> items.put(key, new Kept(item)));
    }
}
