package org.singletable.jdbc.exec.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.ReadView;

/** {@link ReadView} of a statement in a transaction, as that is when the statement begins. */
final class TransactionView implements ReadView {
    private final Transaction transaction;
    private final Map<Item, Optional<Item>> changed = new LinkedHashMap<>();
    private final boolean keepsReads;

    /** @param keepsReads whether what is read must still be so at commit */
    TransactionView(Transaction transaction, Iterable<PendingItem> pending, boolean keepsReads) {
        this.transaction = transaction;
        this.keepsReads = keepsReads;
        for (PendingItem item : pending) {
            if (item.isChange()) {
                changed.put(item.key(), item.now());
            }
        }
    }

    @Override
    public boolean isTransaction() {
        return true;
    }

    @Override
    public boolean hasChanges() {
        return !changed.isEmpty();
    }

    @Override
    public boolean isChanged(Item key) {
        return changed.containsKey(key);
    }

    @Override
    public Optional<Item> changed(Item key) {
        return changed.getOrDefault(key, Optional.empty());
    }

    @Override
    public List<Item> changedItems() {
        List<Item> items = new ArrayList<>();
        changed.values().forEach(item -> item.ifPresent(items::add));
        return items;
    }

    @Override
    public boolean keepsReads() {
        return keepsReads;
    }

    @Override
    public void read(ItemCodec codec, Item item) {
        if (keepsReads) {
            transaction.keepRead(codec, item);
        }
    }

    @Override
    public void lookedUp(ItemCodec codec, Item key, @Nullable Item item) {
        transaction.keepLookup(codec, key, item);
    }
}
