package org.singletable.jdbc.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;

/** Plans as short text: {@code wide k x2 d>=< backward fetch}, {@code hash(key id, table doc)}. */
final class PathText {
    private PathText() {}

    static String of(Rel rel) {
        if (rel instanceof Rel.Read read) {
            return of(read.access());
        } else if (rel instanceof Rel.HashJoin join) {
            return (join.outer() ? "left" : "hash") + join.leftKeys().size() + "(" + of(join.left()) + ", "
                    + of(join.right()) + ")";
        } else if (rel instanceof Rel.LookupJoin join) {
            return (join.outer() ? "leftlookup(" : "lookup(") + of(join.left()) + ", " + of(join.right()) + ")";
        } else if (rel instanceof Rel.Filter filter) {
            return "filter" + filter.conjuncts().size() + "(" + of(filter.input()) + ")";
        } else if (rel instanceof Rel.Items items) {
            return "items" + (items.partition() == null ? "" : " partition") + (items.sort() == null ? "" : " sort")
                    + (items.segment() == null ? "" : " segment");
        } else if (rel instanceof Rel.Derived derived) {
            return "derived" + derived.residual().size();
        }
        return rel instanceof Rel.OneRow
                ? "one"
                : rel.getClass().getSimpleName() + "(" + of(rel.inputs().get(0)) + ")";
    }

    static String of(Access access) {
        if (access instanceof Access.ByKeys byKeys) {
            return "key" + of(byKeys.keys());
        } else if (access instanceof Access.ByKey byKey) {
            return "key" + names(byKey.key().keySet().stream().toList());
        } else if (access instanceof Access.ByQuery query) {
            KeyRange range = query.range();
            return (query.index() == null ? "table" : query.index().name())
                    + of(query.known())
                    + (range == null ? "" : " " + of(range))
                    + (query.descending() ? " backward" : "")
                    + (query.fetch() ? " fetch" : "");
        } else if (access instanceof Access.Union union) {
            return union.ways().stream().map(way -> of(way.access())).collect(Collectors.joining(" + "));
        } else if (access instanceof Access.ByCollection collection) {
            return "collection" + collection.collection()
                    + names(collection.known().keySet().stream().toList());
        } else if (access instanceof Access.Scan scan) {
            return "scan" + (scan.allowed() ? " allowed" : "") + (scan.segment() == null ? "" : " segment");
        }
        return "nothing";
    }

    private static String of(KeyChoices choices) {
        boolean queried = choices.alternatives().stream()
                .flatMap(alternative -> alternative.values().stream())
                .anyMatch(KeyChoices.FromQuery.class::isInstance);
        long combinations = Estimates.combinations(choices);
        return names(choices.columns().stream().toList())
                + (queried ? " queried" : combinations == 1 ? "" : " x" + combinations);
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> " " + column.name()).sorted().collect(Collectors.joining());
    }

    private static String of(KeyRange range) {
        if (range instanceof KeyRange.Bounds bounds) {
            return bounds.column()
                    + bounds.low().stream()
                            .map(bound -> bound.inclusive() ? ">=" : ">")
                            .collect(Collectors.joining())
                    + bounds.high().stream()
                            .map(bound -> bound.inclusive() ? "<=" : "<")
                            .collect(Collectors.joining());
        } else if (range instanceof KeyRange.BeginsWith prefix) {
            return prefix.column() + "~";
        } else if (range instanceof KeyRange.Like like) {
            return like.column() + "%";
        }
        KeyRange.Seek seek = (KeyRange.Seek) range;
        return seek.columns().stream().map(Column::name).collect(Collectors.joining("+"))
                + (seek.greater() ? ">" : "<")
                + (seek.inclusive() ? "=" : "");
    }
}
