package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Step;

/**
 * Makes an {@link Assignment}. DynamoDB refuses to change a path whose parent is missing, so parents that the item lacks
 * are written whole, on condition that they are still missing.
 */
final class AssignmentBuilder {
    private static final String VALUE = "value";

    private final @Nullable Item stored;
    private final List<UpdateAction> actions = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<AttributePath, ItemBuilder> missing = new LinkedHashMap<>();

    /** @param stored the item as read, null where it is not known: its parents are then taken as there */
    AssignmentBuilder(@Nullable Item stored) {
        this.stored = stored;
    }

    /** @param value null to remove it */
    void assign(AttributePath path, @Nullable StoredValue value) {
        if (path.isTopLevel()) {
            actions.add(action(path, value));
        } else if (path.steps().get(path.steps().size() - 1) instanceof Element) {
            // Beyond the end, DynamoDB would append.
            conditions.add(new Condition.Exists(path));
            if (stored != null && ItemPaths.find(stored, path) == null) {
                throw ItemErrors.unreachable(path.toString());
            }
            // The places of the elements behind it must stay what they are.
            actions.add(action(path, value == null ? StoredValue.NULL : value));
        } else {
            assignMember(path, value);
        }
    }

    /** Numbers that grow are attributes of their own or members of maps that are there. */
    void add(AttributePath path, ItemEdits.Add add) {
        actions.add(new UpdateAction.Add(path, StoredValue.number(add.amount())));
        conditions.add(new Condition.IsNumber(path));
        boolean less = add.amount().signum() < 0;
        BigDecimal bound = less ? add.least() : add.most();
        if (bound != null) {
            conditions.add(new Condition.Compare(
                    path,
                    less ? Condition.Comparator.GE : Condition.Comparator.LE,
                    StoredValue.number(bound.subtract(add.amount()))));
        }
    }

    private void assignMember(AttributePath path, @Nullable StoredValue value) {
        for (int depth = 0; depth < path.steps().size(); depth++) {
            AttributePath parent =
                    new AttributePath(path.attribute(), path.steps().subList(0, depth));
            if (stored != null && isMissing(ItemPaths.find(stored, parent))) {
                if (value != null) {
                    List<Step> rest = path.steps().subList(depth, path.steps().size());
                    missing.computeIfAbsent(parent, key -> new ItemBuilder())
                            .put(new AttributePath(VALUE, rest), value);
                }
                return;
            }
        }
        conditions.add(new Condition.Exists(new AttributePath(
                path.attribute(), path.steps().subList(0, path.steps().size() - 1))));
        actions.add(action(path, value));
    }

    private static boolean isMissing(@Nullable StoredValue value) {
        return value == null || value.isNull();
    }

    private static UpdateAction action(AttributePath path, @Nullable StoredValue value) {
        return value == null ? new UpdateAction.Remove(path) : new UpdateAction.Put(path, value);
    }

    Assignment build() {
        missing.forEach((parent, members) -> {
            StoredValue value = members.build().get(VALUE).orElseThrow();
            actions.add(new UpdateAction.Put(parent, value));
            conditions.add(new Condition.Any(
                    List.of(new Condition.NotExists(parent), new Condition.Equal(parent, StoredValue.NULL))));
        });
        return new Assignment(actions, conditions.stream().distinct().toList());
    }
}
