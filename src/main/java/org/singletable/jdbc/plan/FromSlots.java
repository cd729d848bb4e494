package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.singletable.jdbc.mapping.TableSchema;

/** Which slots of the frame the items of FROM fill. */
final class FromSlots {
    private final int itemColumns;

    FromSlots(TableSchema table) {
        this.itemColumns = (table.sortKey().isPresent() ? 2 : 1) + 2;
    }

    Set<Integer> of(FromBlock.Node node) {
        if (node instanceof FromBlock.Table table) {
            return range(table.source().offset(), table.source().width());
        } else if (node instanceof FromBlock.Items items) {
            return range(items.offset(), itemColumns);
        } else if (node instanceof FromBlock.Derived derived) {
            return range(derived.offset(), derived.columns());
        }
        FromBlock.Join join = (FromBlock.Join) node;
        Set<Integer> slots = of(join.left());
        slots.addAll(of(join.right()));
        return slots;
    }

    private static Set<Integer> range(int from, int count) {
        return IntStream.range(from, from + count).boxed().collect(Collectors.toSet());
    }

    /** The conditions that read these slots only, and at least one of them. */
    static List<BoundExpr> within(Set<Integer> slots, List<BoundExpr> conditions) {
        return conditions.stream()
                .filter(condition -> {
                    Set<Integer> read = Expressions.slots(condition);
                    return !read.isEmpty() && slots.containsAll(read);
                })
                .toList();
    }

    /** The conditions that read no row. */
    static List<BoundExpr> rowFree(List<BoundExpr> conditions) {
        return conditions.stream()
                .filter(condition -> Expressions.slots(condition).isEmpty())
                .toList();
    }
}
