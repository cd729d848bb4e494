package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;

/** What the values that an operator gives are called, by their slots, for EXPLAIN. */
final class SlotNames {
    /**
     * Characters of an expression that stands for its value. A longer one has the number of its column: a query that
     * names a value twice which the query below it has named twice, and so on, would have a text without end.
     */
    private static final int LONGEST_NAME = 200;

    private final TableSchema table;
    private final boolean showsValues;

    /** @param showsValues false to have constants hidden */
    SlotNames(TableSchema table, boolean showsValues) {
        this.table = table;
        this.showsValues = showsValues;
    }

    /** Columns carry the name of their table where the frame has several tables. */
    Map<Integer, String> of(Rel rel) {
        return of(rel, false);
    }

    private Map<Integer, String> of(Rel rel, boolean qualified) {
        if (rel instanceof Rel.Read read) {
            return columns(read.source(), qualified);
        } else if (rel instanceof Rel.Items items) {
            return from(items.offset(), itemColumns());
        } else if (rel instanceof Rel.Derived derived) {
            Map<Integer, String> inner = of(derived.query(), false);
            Map<Integer, String> names = new HashMap<>();
            for (int i = 0; i < derived.columns(); i++) {
                names.put(derived.offset() + i, inner.getOrDefault(i, "#" + (i + 1)));
            }
            return names;
        } else if (rel instanceof Rel.Count) {
            return Map.of(0, "COUNT(*)");
        } else if (rel instanceof Rel.Aggregate aggregate) {
            ExprText text = new ExprText(of(aggregate.input(), qualified), showsValues);
            List<String> names = new ArrayList<>();
            aggregate.keys().forEach(key -> names.add(text.of(key)));
            aggregate.aggregates().forEach(call -> names.add(text.aggregate(call)));
            return from(0, names);
        } else if (rel instanceof Rel.Project project) {
            ExprText text = new ExprText(of(project.input(), qualified), showsValues);
            return from(0, project.outputs().stream().map(text::of).toList());
        } else if (rel instanceof Rel.UnionAll union) {
            return of(union.inputs().get(0), false);
        }
        boolean isJoin = rel.inputs().size() > 1;
        Map<Integer, String> names = new HashMap<>();
        rel.inputs().forEach(input -> names.putAll(of(input, qualified || isJoin)));
        return names;
    }

    private static Map<Integer, String> columns(Source source, boolean qualified) {
        Map<Integer, String> names = new HashMap<>();
        for (Column column : source.entity().columns()) {
            names.put(
                    source.offset() + column.ordinal(),
                    qualified ? source.name() + "." + column.name() : column.name());
        }
        return names;
    }

    private List<String> itemColumns() {
        List<String> names = new ArrayList<>();
        names.add(table.hashKey().name());
        table.sortKey().map(KeyAttribute::name).ifPresent(names::add);
        names.add("_entity");
        names.add("_item");
        return names;
    }

    private static Map<Integer, String> from(int offset, List<String> texts) {
        Map<Integer, String> names = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            names.put(offset + i, text.length() > LONGEST_NAME ? "#" + (offset + i + 1) : text);
        }
        return names;
    }
}
