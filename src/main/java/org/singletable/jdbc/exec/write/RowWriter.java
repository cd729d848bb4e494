package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.TransactionErrors;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.transaction.PendingItem;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.exec.transaction.Unchanged;
import org.singletable.jdbc.exec.write.Sentinels.Sentinel;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;

/**
 * Turns what one statement does to rows into what becomes of items, those of unique constraints too.
 *
 * <p>What a row gives up is noted at once, what it takes only by {@link #finish}: so rows may take what other rows of the
 * same statement give up, and values can be swapped. Where each row is to meet what the ones before it have left, it is finished
 * after each.
 */
final class RowWriter {
    private final Codecs codecs;
    private final Sentinels sentinels;
    private final Expiry expiry;
    private final KnownItems items;
    private final List<Runnable> takes = new ArrayList<>();

    RowWriter(Codecs codecs, Sentinels sentinels, Expiry expiry, KnownItems items) {
        this.codecs = codecs;
        this.sentinels = sentinels;
        this.expiry = expiry;
        this.items = items;
    }

    /** Reads what will be asked for of new rows, where that is read at all. */
    void prefetch(Entity entity, List<NewRows.NewItem> rows) {
        items.prefetch(rows.stream().flatMap(row -> keys(entity, row).stream()).toList());
    }

    /** The keys of the items that a new row takes. */
    private List<Item> keys(Entity entity, NewRows.NewItem row) {
        List<Item> keys = new ArrayList<>();
        keys.add(codecs.of(entity).keyOf(row.item()));
        sentinels.of(entity, row.values()).forEach(sentinel -> keys.add(sentinel.key()));
        return keys;
    }

    /** The item at the key of a new row. */
    Optional<Item> present(Entity entity, NewRows.NewItem row) {
        Subject subject = new Subject.Row(entity, () -> Rows.describeKey(entity, row.values()));
        return present(codecs.of(entity).keyOf(row.item()), subject);
    }

    /** The item at a key: stored, or left by what was finished. */
    Optional<Item> present(Item key, Subject subject) {
        return present(items.at(key, subject), subject);
    }

    private Optional<Item> present(PendingItem there, Subject subject) {
        return there.now().filter(item -> !expiry.isGone(subject, item));
    }

    /** An item at a key that is free. */
    private void take(PendingItem there, Item item, Subject subject) {
        Optional<Condition> expired = there.now().flatMap(gone -> expiry.expired(subject));
        PendingItem free =
                expired.map(condition -> there.expecting(List.of(condition))).orElse(there);
        items.keep(free.put(item, subject));
    }

    /** A new row where there must be none. */
    void insert(Entity entity, Item item, ColumnValues values) {
        Item key = codecs.of(entity).keyOf(item);
        takes.add(() -> put(entity, key, item, values));
        claim(sentinels.of(entity, values));
    }

    private void put(Entity entity, Item key, Item item, ColumnValues values) {
        Subject subject = new Subject.Row(entity, () -> Rows.describeKey(entity, values));
        PendingItem there = items.at(key, subject);
        present(there, subject).ifPresent(present -> {
            throw taken(codecs.of(entity), values, present);
        });
        take(there, item, subject);
    }

    /** The error of a key that an item has already. */
    static RuntimeException taken(ItemCodec codec, ColumnValues values, Item present) {
        Entity entity = codec.entity();
        return codec.belongs(present)
                ? WriteErrors.duplicateKey(entity.name(), Rows.describeKey(entity, values))
                : WriteErrors.keyTaken(entity.name(), codec.describeKey(present));
    }

    /**
     * A new row in the place of the one that was read.
     *
     * @param read the columns that decided that it may be
     */
    void replace(Entity entity, StoredRow row, Item item, ColumnValues values, Set<Column> read) {
        PendingItem pending = known(entity, row, read);
        items.keep(pending.put(item, pending.subject()));
        List<Sentinel> before = sentinels.of(entity, row.values());
        if (!before.isEmpty() || !entity.uniqueConstraints().isEmpty()) {
            hand(before, sentinels.of(entity, values));
        }
    }

    /** A new row in the place of whatever row of the entity has its key, which was not read. */
    void replaceUnread(Entity entity, Item item, ColumnValues values) {
        ItemCodec codec = codecs.of(entity);
        Subject subject = new Subject.Row(entity, () -> Rows.describeKey(entity, values));
        Condition isThisRow = new Condition.All(Rows.isThisRow(entity, codec, values));
        items.keep(PendingItem.overwriting(
                codec.keyOf(item), subject, item, new Condition.Any(List.of(Rows.absent(entity), isThisRow))));
    }

    /** @param read the columns that decided that it is deleted */
    void delete(Entity entity, StoredRow row, Set<Column> read) {
        List<Sentinel> before = sentinels.of(entity, row.values());
        items.keep(known(entity, row, withSentinels(entity, read)).delete());
        before.forEach(this::release);
    }

    /**
     * @param read the columns that decided what is changed, and to what
     * @return the item after the change
     */
    Item update(Entity entity, StoredRow row, RowChange change, Set<Column> read) {
        ItemCodec codec = codecs.of(entity);
        ColumnValues after = change.after(row.values());
        Set<Column> depends = new LinkedHashSet<>(read);
        depends.addAll(change.otherInputs());
        if (change.changesJsonContainer()) {
            entity.columns().stream().filter(Column::inContainer).forEach(depends::add);
        }
        ItemEdits edits = change.edits(row.values(), row.item());
        boolean moves = entity.primaryKey().stream().anyMatch(change::changes);
        Item newKey = moves ? codec.key(after) : codec.keyOf(row.item());
        boolean moved = !newKey.equals(codec.keyOf(row.item()));
        boolean concernsSentinels = moved || sentinels.columns(entity).stream().anyMatch(change::changes);
        List<Sentinel> before = concernsSentinels ? sentinels.of(entity, row.values()) : List.of();
        if (concernsSentinels) {
            depends.addAll(withSentinels(entity, Set.of()));
        }
        Item changed = edits.applyTo(row.item());
        if (moved) {
            changed = move(entity, row, changed, newKey, after);
        } else {
            items.keep(known(entity, row, depends).edit(edits));
        }
        if (concernsSentinels) {
            hand(before, sentinels.of(entity, after));
        }
        return changed;
    }

    /** All that the item has moves with it, so that all must still be as it was read. */
    private Item move(Entity entity, StoredRow row, Item changed, Item newKey, ColumnValues after) {
        PendingItem old = known(entity, row, entity.columns());
        Item base = old.base();
        Set<String> keys = Rows.tableKeys(entity);
        List<Condition> whole = base == null
                ? List.of()
                : base.attributes().entrySet().stream()
                        .filter(attribute -> !keys.contains(attribute.getKey()))
                        .<Condition>map(attribute ->
                                new Condition.Equal(Rows.attribute(attribute.getKey()), attribute.getValue()))
                        .toList();
        items.keep(old.expecting(whole).delete());
        Map<String, StoredValue> attributes = new LinkedHashMap<>(changed.attributes());
        attributes.putAll(newKey.attributes());
        Item moved = new Item(attributes);
        takes.add(() -> put(entity, newKey, moved, after));
        return moved;
    }

    /** The item of a row that was read, with the condition that what was read of it is still so. */
    private PendingItem known(Entity entity, StoredRow row, Collection<Column> read) {
        ItemCodec codec = codecs.of(entity);
        Item key = codec.keyOf(row.item());
        Subject subject = new Subject.Row(entity, () -> Rows.describeKey(entity, row.values()));
        PendingItem pending = pending(key, subject, row.item());
        Item base = pending.base();
        if (base == null) {
            return pending;
        }
        if (!pending.isChange() && !Arrays.deepEquals(codec.decode(base), row.row())) {
            // What the transaction has read before is so no more. Were it so again at commit, what is decided now would
            // not
            // fit.
            throw TransactionErrors.lostRace(subject.describe());
        }
        List<Condition> unchanged =
                new ArrayList<>(Rows.isThisRow(entity, codec, ColumnValues.ofRow(codec.decode(base))));
        unchanged.addAll(Unchanged.since(base, entity, read));
        return pending.expecting(unchanged);
    }

    /** Of a row that appeared where the transaction had found none, that there is none is expected still: it cannot commit. */
    private PendingItem pending(Item key, Subject subject, Item stored) {
        PendingItem read = PendingItem.of(key, subject, stored);
        return items.find(key)
                .map(known ->
                        known.base() == null && known.current() == null ? read.expecting(known.expectations()) : known)
                .orElse(read);
    }

    /** What a row held and what it is to hold: one that stays is written anew only where it says something else. */
    private void hand(List<Sentinel> before, List<Sentinel> after) {
        Map<Item, Sentinel> kept = new HashMap<>();
        after.forEach(sentinel -> kept.put(sentinel.key(), sentinel));
        for (Sentinel old : before) {
            Sentinel same = kept.remove(old.key());
            if (same == null) {
                release(old);
            } else if (!same.item().equals(old.item())) {
                items.keep(held(old).put(same.item(), same.subject()));
            }
        }
        claim(after.stream()
                .filter(sentinel -> kept.containsKey(sentinel.key()))
                .toList());
    }

    private void release(Sentinel sentinel) {
        items.keep(held(sentinel).delete());
    }

    /** Not read: that it is there, and this row's, is a condition of the write. */
    private PendingItem held(Sentinel sentinel) {
        return items.find(sentinel.key())
                .orElseGet(() -> PendingItem.of(sentinel.key(), sentinel.subject(), sentinel.item())
                        .expecting(sentinel.owned()));
    }

    private void claim(List<Sentinel> claimed) {
        claimed.forEach(sentinel -> takes.add(() -> {
            PendingItem there = items.at(sentinel.key(), sentinel.subject());
            if (present(there, sentinel.subject()).isPresent()) {
                throw duplicate(sentinel.subject());
            }
            take(there, sentinel.item(), sentinel.subject());
        }));
    }

    /** The error of unique values that another row has. */
    static RuntimeException duplicate(Subject subject) {
        Subject.Sentinel sentinel = (Subject.Sentinel) subject;
        return WriteErrors.duplicateUnique(
                sentinel.entity().name(), sentinel.constraint().name(), sentinel.values());
    }

    private Set<Column> withSentinels(Entity entity, Set<Column> columns) {
        Set<Column> all = new LinkedHashSet<>(sentinels.columns(entity));
        // What the key tells cannot change without it.
        all.removeAll(entity.primaryKey());
        all.addAll(columns);
        return all;
    }

    /** Notes the items that rows take. */
    void finish() {
        takes.forEach(Runnable::run);
        takes.clear();
    }

    /** Where a statement finds what is known of items. */
    interface KnownItems {
        /** What is pending of the item. */
        Optional<PendingItem> find(Item key);

        /** The item that may be at a key where one is to be put. */
        PendingItem at(Item key, Subject subject);

        /** Several of them will be asked for. */
        default void prefetch(Collection<Item> keys) {
            // Nothing to do where nothing is read.
        }

        void keep(PendingItem item);
    }
}
