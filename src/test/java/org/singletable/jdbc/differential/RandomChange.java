package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Table;

/** Writes UPDATE and DELETE. */
final class RandomChange {
    private final Table table;
    private final Random random;
    private final Marks marks = new Marks();
    private final RandomExpressions expressions;
    private final RandomValues values;

    /** The table's name with its alias, if any. */
    private final String target;

    /** What its columns are qualified with. */
    private final String qualifier;

    private final From from;

    RandomChange(RandomSchema schema, Table table, Random random) {
        this.table = table;
        this.random = random;
        this.expressions = new RandomExpressions(schema, random, marks);
        this.values = new RandomValues(table, expressions, random, marks);
        boolean aliased = random.nextBoolean();
        this.qualifier = aliased ? expressions.alias("t") : table.name();
        this.target = aliased ? table.name() + (random.nextBoolean() ? " AS " : " ") + qualifier : table.name();
        this.from = From.table(table, target, random.nextInt(3) == 0 ? "" : qualifier, schema);
    }

    Write update() {
        List<Column> assigned = new ArrayList<>(table.assignable());
        Collections.shuffle(assigned, random);
        Map<String, String> assignments = new LinkedHashMap<>();
        for (Column column : assigned.subList(0, 1 + random.nextInt(Math.min(4, assigned.size())))) {
            if (!table.key().contains(column) || random.nextInt(3) == 0) {
                assignments.put(column.name(), values.assigned(column, from));
            }
        }
        if (assignments.isEmpty()) {
            assignments.put("note", "NULL");
        }
        String set = assignments.entrySet().stream()
                .map(entry ->
                        (random.nextInt(5) == 0 ? qualifier + "." : "") + entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
        // H2 knows no DEFAULT in a list.
        String list =
                "(" + String.join(", ", assignments.keySet()) + ") = (" + String.join(", ", assignments.values()) + ")";
        boolean asList = assignments.size() > 1 && random.nextInt(6) == 0;
        String where = where();
        String update = "UPDATE " + target + " SET ";
        return write(
                update + (asList ? list : set) + where,
                update + set + table.automatic(qualifier, assignments.keySet()) + where,
                "FINAL");
    }

    Write delete() {
        String text = "DELETE FROM " + target + (random.nextInt(4) == 0 ? where() : " WHERE " + byKey());
        return write(text, text, "OLD");
    }

    private String where() {
        return switch (random.nextInt(5)) {
            case 0 -> " WHERE " + byKey();
            case 1 -> " WHERE " + byKey() + " AND " + expressions.predicate(from, 0);
            default -> expressions.where(from);
        };
    }

    private String byKey() {
        return table.key().stream()
                .map(column -> qualifier + "." + column.name() + " = " + expressions.operand(values.key(column)))
                .collect(Collectors.joining(" AND "));
    }

    /** @param rows whether H2 gives the rows as they were or as they have become: OLD or FINAL */
    private Write write(String text, String reference, String rows) {
        if (random.nextInt(4) > 0) {
            return new Write(marks.finish(text), new Write.Statement(marks.finish(reference)), false, false);
        }
        String items = values.returned(from);
        return new Write(
                marks.finish(text + " RETURNING " + items),
                new Write.Statement(
                        marks.finish("SELECT " + items + " FROM " + rows + " TABLE (" + reference + ") " + qualifier)),
                true,
                false);
    }
}
