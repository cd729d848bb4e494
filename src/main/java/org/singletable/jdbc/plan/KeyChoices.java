package org.singletable.jdbc.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;

/**
 * The values that key columns can have: a union of alternatives, each of them the product of its columns' choices. All
 * alternatives have the same columns. {@code a = 1 AND b IN (2, 3)} is one alternative; {@code (a = 1 AND b = 2) OR (a = 3
 * AND b = 4)} and {@code (a, b) IN ((1, 2), (3, 4))} are two.
 */
public record KeyChoices(List<Map<Column, Choice>> alternatives) {
    public KeyChoices {
        alternatives = List.copyOf(alternatives);
    }

    /** The values that one column can have. Those that turn out to be NULL or no value of its type are none. */
    public sealed interface Choice {}

    /** One value, known before any row is read; in a lookup join it may be read from the left row. */
    public record One(BoundExpr value) implements Choice {}

    /** One of several values. */
    public record Any(List<BoundExpr> values) implements Choice {
        public Any {
            values = List.copyOf(values);
        }
    }

    /** One of the values that a query gives in its only column: index into {@link Plan.QueryPlan#subqueries()}. */
    public record FromQuery(int query) implements Choice {}

    /** One value a column. */
    public static KeyChoices of(Map<Column, BoundExpr> values) {
        Map<Column, Choice> alternative = new LinkedHashMap<>();
        values.forEach((column, value) -> alternative.put(column, new One(value)));
        return new KeyChoices(List.of(alternative));
    }

    public Set<Column> columns() {
        return alternatives.isEmpty() ? Set.of() : alternatives.get(0).keySet();
    }

    /** Whether it is known how many combinations there are at most. */
    boolean isCounted() {
        return alternatives.stream()
                .flatMap(alternative -> alternative.values().stream())
                .noneMatch(FromQuery.class::isInstance);
    }

    /** Whether there is at most one combination. */
    public boolean isSingle() {
        return alternatives.size() == 1 && alternatives.get(0).values().stream().allMatch(One.class::isInstance);
    }
}
