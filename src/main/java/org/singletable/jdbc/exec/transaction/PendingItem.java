package org.singletable.jdbc.exec.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Assignment;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.ItemWrite;

/**
 * One item, what writes that are not sent yet have made of it, and what must still be so when they are. However many writes
 * there were, one action on the item comes out of it. Immutable.
 *
 * @param key the attributes of the table key
 * @param base the item before the writes, as it was read or is taken to be; null where there is none
 * @param current the item after the writes; null where there is none
 * @param replaced whether {@code current} is a new item, which has nothing of {@code base}
 * @param overwrites whether it takes the place of what is stored, which was not read
 * @param edits what makes {@code current} of {@code base}, where neither is null and it is not replaced
 * @param expectations conditions on the stored item
 */
public record PendingItem(
        Item key,
        Subject subject,
        @Nullable Item base,
        @Nullable Item current,
        boolean replaced,
        boolean overwrites,
        ItemEdits edits,
        Set<Condition> expectations) {
    public PendingItem {
        expectations = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(expectations));
    }

    /** An item that is there, unchanged so far. */
    public static PendingItem of(Item key, Subject subject, Item base) {
        return new PendingItem(key, subject, base, base, false, false, ItemEdits.NONE, Set.of());
    }

    /** A key at which there is no item so far. */
    public static PendingItem absent(Item key, Subject subject) {
        return new PendingItem(key, subject, null, null, false, false, ItemEdits.NONE, Set.of());
    }

    /** A whole new item in the place of whatever is stored, as far as the expectations allow. */
    public static PendingItem overwriting(Item key, Subject subject, Item item, Condition expectation) {
        return new PendingItem(key, subject, null, item, true, true, ItemEdits.NONE, Set.of(expectation));
    }

    public Optional<Item> now() {
        return Optional.ofNullable(current);
    }

    /** The item with further conditions on what is stored. */
    public PendingItem expecting(Collection<Condition> conditions) {
        Set<Condition> all = new LinkedHashSet<>(expectations);
        all.addAll(conditions);
        return new PendingItem(key, subject, base, current, replaced, overwrites, edits, all);
    }

    /** A whole new item in its place. */
    public PendingItem put(Item item, Subject newSubject) {
        return new PendingItem(key, newSubject, base, item, true, overwrites, ItemEdits.NONE, expectations);
    }

    /** Places of it changed. */
    public PendingItem edit(ItemEdits more) {
        if (current == null) {
            throw new IllegalStateException("there is nothing to edit at " + key);
        }
        return new PendingItem(
                key,
                subject,
                base,
                more.applyTo(current),
                replaced,
                overwrites,
                replaced || base == null ? ItemEdits.NONE : edits.then(more),
                expectations);
    }

    public PendingItem delete() {
        return new PendingItem(key, subject, base, null, false, overwrites, ItemEdits.NONE, expectations);
    }

    /** Whether sending it changes anything. */
    public boolean isChange() {
        return current == null ? base != null : base == null || replaced || !edits.isEmpty();
    }

    /** The action to send; empty where nothing changes and nothing is expected. */
    public Optional<ItemWrite> write() {
        if (!isChange()) {
            return expectations.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ItemWrite.Check(key, condition(List.of())));
        }
        if (current == null) {
            return Optional.of(new ItemWrite.Delete(key, condition(List.of())));
        }
        if (base == null || replaced) {
            return Optional.of(new ItemWrite.Put(key, current, condition(List.of())));
        }
        Assignment assignment = edits.assignment(base);
        return Optional.of(new ItemWrite.Update(key, assignment.actions(), condition(assignment.conditions())));
    }

    private Condition condition(List<Condition> more) {
        List<Condition> all = new ArrayList<>(expectations);
        all.addAll(more);
        return new Condition.All(all);
    }
}
