package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Member;
import org.singletable.jdbc.mapping.AttributePath.Step;

/**
 * Changes of places in an item. No place lies within another one: a mapping has no such columns. Immutable.
 *
 * <p>The same edits can be made to an item at hand, to see what becomes of it, and be sent as an UpdateItem, which leaves
 * alone whatever others do to other places meanwhile.
 */
public final class ItemEdits {
    /** Changes nothing. */
    public static final ItemEdits NONE = new ItemEdits(Map.of());

    private final Map<AttributePath, Edit> byPath;

    /** What becomes of one place. */
    public sealed interface Edit {}

    public record Assign(StoredValue value) implements Edit {}

    public record Clear() implements Edit {}

    /**
     * A number grows by an amount, whatever it is when the write arrives.
     *
     * @param amount negative to make it less
     * @param least the least that the sum may be, null for no limit
     * @param most the most that the sum may be, null for no limit
     */
    public record Add(
            BigDecimal amount,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) implements Edit {}

    private ItemEdits(Map<AttributePath, Edit> byPath) {
        this.byPath = byPath;
    }

    public static ItemEdits of(Map<AttributePath, Edit> edits) {
        return new ItemEdits(new LinkedHashMap<>(edits));
    }

    public boolean isEmpty() {
        return byPath.isEmpty();
    }

    /** The places that change. */
    public Set<AttributePath> paths() {
        return java.util.Collections.unmodifiableSet(byPath.keySet());
    }

    /** These edits and then others, as one. */
    public ItemEdits then(ItemEdits later) {
        Map<AttributePath, Edit> merged = new LinkedHashMap<>(byPath);
        later.byPath.forEach((path, edit) -> merged.merge(path, edit, ItemEdits::merge));
        return new ItemEdits(merged);
    }

    private static Edit merge(Edit first, Edit second) {
        if (!(second instanceof Add more)) {
            return second;
        }
        if (first instanceof Add add) {
            return new Add(add.amount().add(more.amount()), more.least(), more.most());
        }
        if (first instanceof Assign assigned) {
            return new Assign(sum(assigned.value(), more));
        }
        throw new IllegalStateException("nothing can be added to what was cleared");
    }

    /** What becomes of an item. */
    public Item applyTo(Item item) {
        Map<String, StoredValue> attributes = new LinkedHashMap<>(item.attributes());
        byPath.forEach((path, edit) -> {
            StoredValue stored = attributes.get(path.attribute());
            StoredValue then = edited(stored, path.steps(), edit, path);
            if (then == null) {
                attributes.remove(path.attribute());
            } else {
                attributes.put(path.attribute(), then);
            }
        });
        return new Item(attributes);
    }

    private static @Nullable StoredValue edited(
            @Nullable StoredValue now, List<Step> steps, Edit edit, AttributePath path) {
        if (steps.isEmpty()) {
            return edit instanceof Add add ? sum(now, add) : value(edit);
        }
        List<Step> rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof Member member) {
            Map<String, StoredValue> members = new LinkedHashMap<>();
            if (now != null && !now.isNull()) {
                members.putAll(now.m());
            } else if (edit instanceof Clear) {
                return now;
            }
            StoredValue child = edited(members.get(member.name()), rest, edit, path);
            if (child == null) {
                members.remove(member.name());
            } else {
                members.put(member.name(), child);
            }
            return StoredValue.map(members);
        }
        int index = ((Element) steps.get(0)).index();
        if (now == null || now.type() != StoredValue.Type.L || index >= now.l().size()) {
            throw ItemErrors.unreachable(path.toString());
        }
        List<StoredValue> elements = new ArrayList<>(now.l());
        StoredValue child = edited(elements.get(index), rest, edit, path);
        // The places of the elements behind it must stay what they are.
        elements.set(index, child == null ? StoredValue.NULL : child);
        return StoredValue.list(elements);
    }

    private static @Nullable StoredValue value(Edit edit) {
        return edit instanceof Assign assign ? assign.value() : null;
    }

    private static StoredValue sum(@Nullable StoredValue number, Add add) {
        if (number == null || number.type() != StoredValue.Type.N) {
            throw new IllegalStateException("only a number can grow");
        }
        return StoredValue.number(new BigDecimal(number.n()).add(add.amount()));
    }

    /**
     * The edits as an UpdateItem.
     *
     * @param stored the item as read, so that maps it lacks can be written; null where it is not known: the conditions
     *     then ask for the maps that places inside maps need
     * @throws org.singletable.jdbc.error.DriverException 22023 for a list element that there is none of
     */
    public Assignment assignment(@Nullable Item stored) {
        AssignmentBuilder builder = new AssignmentBuilder(stored);
        byPath.forEach((path, edit) -> {
            if (edit instanceof Add add) {
                builder.add(path, add);
            } else {
                builder.assign(path, value(edit));
            }
        });
        return builder.build();
    }

    /** Whether places of an item have the values that were assigned to them; not where something was added to one. */
    public boolean areIn(Item item) {
        return byPath.entrySet().stream().allMatch(entry -> {
            Optional<StoredValue> found = Optional.ofNullable(ItemPaths.find(item, entry.getKey()));
            return entry.getValue() instanceof Assign assign
                    ? found.filter(value -> StoredEquality.same(value, assign.value()))
                            .isPresent()
                    : entry.getValue() instanceof Clear && found.isEmpty();
        });
    }

    /** The same edits of an item that is known: sums are assigned. */
    public ItemEdits absolute(Item edited) {
        Map<AttributePath, Edit> assigned = new LinkedHashMap<>(byPath);
        assigned.replaceAll((path, edit) -> {
            StoredValue sum = edit instanceof Add ? ItemPaths.find(edited, path) : null;
            return sum == null ? edit : new Assign(sum);
        });
        return new ItemEdits(assigned);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemEdits that && byPath.equals(that.byPath);
    }

    @Override
    public int hashCode() {
        return byPath.hashCode();
    }

    @Override
    public String toString() {
        return byPath.toString();
    }
}
