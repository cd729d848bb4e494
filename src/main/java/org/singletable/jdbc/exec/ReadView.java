package org.singletable.jdbc.exec;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;

/**
 * How one statement sees the table: items that its transaction has changed before are as that left them. Is told what the
 * statement reads, for what has to be checked at commit. Thread-safe.
 */
public interface ReadView {
    /** The view of a statement in no transaction: the table as it is. */
    ReadView TABLE = new ReadView() {
        @Override
        public boolean isTransaction() {
            return false;
        }

        @Override
        public boolean isChanged(Item key) {
            return false;
        }

        @Override
        public Optional<Item> changed(Item key) {
            return Optional.empty();
        }

        @Override
        public List<Item> changedItems() {
            return List.of();
        }

        @Override
        public boolean hasChanges() {
            return false;
        }

        @Override
        public boolean keepsReads() {
            return false;
        }

        @Override
        public void read(ItemCodec codec, Item item) {
            // Nothing is checked later.
        }

        @Override
        public void lookedUp(ItemCodec codec, Item key, @Nullable Item item) {
            // Nothing is checked later.
        }
    };

    boolean isTransaction();

    /** Whether the transaction has changed the item, so that what the table holds does not count. */
    boolean isChanged(Item key);

    /** What the transaction has made of an item; empty where it has deleted it, or not changed it. */
    Optional<Item> changed(Item key);

    /** The items that the transaction has changed or put, without those it has deleted. */
    List<Item> changedItems();

    boolean hasChanges();

    /** Whether a row is checked whole at commit, so that none of its attributes may be left out of reading. */
    boolean keepsReads();

    /** A row was read. */
    void read(ItemCodec codec, Item item);

    /** A key was looked up; {@code item} null where the table has none there. */
    void lookedUp(ItemCodec codec, Item key, @Nullable Item item);
}
