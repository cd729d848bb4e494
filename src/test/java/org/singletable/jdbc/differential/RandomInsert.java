package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Table;

/** Writes INSERT, with all that can follow it, and UPSERT. */
final class RandomInsert {
    private static final String EXCLUDED = "excluded";

    /** What columns of the row that is there are qualified with until it is known for which database. */
    private static final String PRESENT = "\u0002";

    private final RandomSchema schema;
    private final Table table;
    private final Random random;
    private final Marks marks = new Marks();
    private final RandomExpressions expressions;
    private final RandomValues values;
    private final List<Column> columns;

    /** The columns, in parentheses. */
    private final String names;

    private int rows;

    RandomInsert(RandomSchema schema, Table table, Random random) {
        this.schema = schema;
        this.table = table;
        this.random = random;
        this.expressions = new RandomExpressions(schema, random, marks);
        this.values = new RandomValues(table, expressions, random, marks);
        this.columns = columns();
        this.names = "(" + RandomSchema.names(columns) + ")";
    }

    Write insert() {
        boolean fromQuery = random.nextInt(5) == 0;
        String source = fromQuery ? query() : rows();
        boolean all = columns.equals(table.columns()) && random.nextBoolean();
        String insert = "INSERT INTO " + table.name() + (all ? "" : " " + names) + " " + source;
        return switch (random.nextInt(5)) {
            case 0 -> byRow(insert + onConflictDoNothing(List.of()), source, fromQuery, missing(constraints()));
            case 1 -> {
                List<Column> target = any(constraints());
                yield byRow(insert + onConflictDoNothing(target), source, fromQuery, missing(List.of(target)));
            }
            case 2 -> onConflictDoUpdate(insert, source);
            default -> plain(insert);
        };
    }

    Write upsert() {
        boolean fromQuery = random.nextInt(6) == 0;
        String source = fromQuery ? query() : rows();
        String upsert = any(List.of("UPSERT INTO ", "REPLACE INTO ")) + table.name() + " " + names + " " + source;
        Map<String, String> set = new LinkedHashMap<>();
        table.others().forEach(column -> set.put(column.name(), EXCLUDED + "." + column.name()));
        return byRow(upsert, source, fromQuery, merge(table.key(), set, ""));
    }

    private Write plain(String insert) {
        boolean oneFault = hasOneFault();
        if (random.nextInt(4) > 0) {
            Marks.Text text = marks.finish(insert);
            return new Write(text, new Write.Statement(text), false, oneFault);
        }
        String items = items();
        return new Write(
                marks.finish(insert + " RETURNING " + items),
                new Write.Statement(marks.finish(finalTable(insert, items))),
                true,
                oneFault);
    }

    private boolean hasOneFault() {
        long missing = table.assignable().stream()
                .filter(column -> column.isRequired() && !columns.contains(column))
                .count();
        return rows == 1 && values.faults() + missing <= 1;
    }

    private Write onConflictDoUpdate(String insert, String source) {
        List<Column> target =
                any(constraints().stream().filter(table::tellsTheRow).toList());
        From row = From.table(table, table.name(), PRESENT, schema);
        List<From.Visible> visible = new ArrayList<>(row.columns());
        visible.addAll(From.table(table, EXCLUDED, EXCLUDED, schema).columns());
        From both = new From("", visible, List.of(), List.of());
        List<Column> assigned = new ArrayList<>(table.assignable());
        Collections.shuffle(assigned, random);
        Map<String, String> set = new LinkedHashMap<>();
        for (Column column : assigned.subList(0, 1 + random.nextInt(Math.min(4, assigned.size())))) {
            boolean isKey = table.key().contains(column);
            // A row that gets the key of another new one would be changed twice: an error here, as in PostgreSQL.
            boolean mayMeetAnother = target.contains(column) && rows != 1;
            if (!mayMeetAnother && (!isKey || random.nextInt(6) == 0)) {
                String value = !isKey && random.nextInt(3) == 0
                        ? EXCLUDED + "." + column.name()
                        : values.assigned(column, both);
                // A query within sees none of the statement's rows, but those before it where they are written one by
                // one.
                set.put(column.name(), rows == 1 || !value.contains("SELECT") ? value : EXCLUDED + "." + column.name());
            }
        }
        if (set.isEmpty()) {
            set.put("note", EXCLUDED + ".note");
        }
        String where = random.nextInt(3) == 0 ? expressions.predicate(both, 1) : "";
        String text = insert + " ON CONFLICT (" + RandomSchema.names(target) + ") DO UPDATE SET " + assignments(set)
                + (where.isEmpty() ? "" : " WHERE " + where);
        String each = merge(target, set, where.isEmpty() ? "" : " AND (" + where + ")");
        // H2 sees two columns of each name.
        String qualifier = random.nextBoolean() ? "" : table.name() + ".";
        return byRow(
                text.replace(PRESENT + ".", qualifier), source, true, each.replace(PRESENT + ".", table.name() + "."));
    }

    private String onConflictDoNothing(List<Column> target) {
        return " ON CONFLICT " + (target.isEmpty() ? "" : "(" + RandomSchema.names(target) + ") ") + "DO NOTHING";
    }

    /** Inserts the row if no row is equal to it in all columns of one of the constraints. */
    private String missing(List<List<Column>> constraints) {
        String all = RandomSchema.names(table.columns());
        return "INSERT INTO " + table.name() + " (" + all + ") SELECT " + all + " FROM " + row() + " WHERE NOT EXISTS ("
                + "SELECT 1 FROM " + table.name() + " WHERE "
                + constraints.stream()
                        .map(columns -> "(" + equal(columns) + ")")
                        .collect(Collectors.joining(" OR "))
                + ")";
    }

    private String merge(List<Column> target, Map<String, String> set, String condition) {
        String all = RandomSchema.names(table.columns());
        return "MERGE INTO " + table.name() + " USING " + row() + " ON " + equal(target) + " WHEN MATCHED" + condition
                + " THEN UPDATE SET " + assignments(set) + table.automatic(table.name(), set.keySet())
                + " WHEN NOT MATCHED THEN INSERT (" + all + ") VALUES ("
                + table.columns().stream()
                        .map(column -> EXCLUDED + "." + column.name())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String assignments(Map<String, String> set) {
        return set.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private String row() {
        return "(SELECT * FROM " + H2Writes.incoming(table) + " WHERE seq = " + H2Writes.ROW + ") " + EXCLUDED;
    }

    private String equal(List<Column> columns) {
        return columns.stream()
                .map(column -> table.name() + "." + column.name() + " = " + EXCLUDED + "." + column.name())
                .collect(Collectors.joining(" AND "));
    }

    private Write byRow(String text, String source, boolean inAnyOrder, String each) {
        boolean returning = random.nextInt(4) == 0;
        String items = returning ? items() : "";
        boolean oneFault = hasOneFault();
        return new Write(
                marks.finish(returning ? text + " RETURNING " + items : text),
                new Write.ByRow(
                        table,
                        marks.finish("INSERT INTO " + H2Writes.incoming(table) + " " + names + " " + source),
                        inAnyOrder,
                        marks.finish(returning ? finalTable(each, items) : each)),
                returning,
                oneFault);
    }

    private String finalTable(String write, String items) {
        return "SELECT " + items + " FROM FINAL TABLE (" + write + ") " + table.name();
    }

    private String items() {
        return values.returned(From.table(table, table.name(), table.name(), schema));
    }

    /** The primary key, and what else is kept unique. */
    private List<List<Column>> constraints() {
        List<List<Column>> constraints = new ArrayList<>(table.unique());
        constraints.add(table.key());
        return constraints;
    }

    private List<Column> columns() {
        List<Column> all = table.assignable();
        if (random.nextInt(4) == 0) {
            return all;
        }
        List<Column> some = new ArrayList<>(all.stream()
                .filter(column -> random.nextInt(column.isRequired() ? 200 : 4) > 0)
                .toList());
        Collections.shuffle(some, random);
        return some.isEmpty() ? all : some;
    }

    private String rows() {
        rows = random.nextInt(5) < 3 ? 1 : random.nextInt(8) == 0 ? 5 + random.nextInt(8) : 2 + random.nextInt(3);
        return "VALUES "
                + IntStream.range(0, rows)
                        .mapToObj(
                                i -> columns.stream().map(values::inserted).collect(Collectors.joining(", ", "(", ")")))
                        .collect(Collectors.joining(", "));
    }

    private String query() {
        return random.nextInt(6) == 0 ? select() + " UNION ALL " + select() : select();
    }

    private String select() {
        From from = expressions.table();
        String items = columns.stream().map(column -> item(column, from)).collect(Collectors.joining(", "));
        return "SELECT " + items + " FROM " + from.sql() + expressions.where(from);
    }

    /** Of a key column its values elsewhere, so that there are rows that do not exist yet. */
    private String item(Column column, From from) {
        if (!table.key().contains(column)) {
            // Few computed texts fit into three characters.
            return column.domain() == Domain.SHORT_STRING && random.nextInt(10) > 0
                    ? RandomExpressions.literal(column.domain(), column.domain().ofType(random))
                    : expressions.value(column.domain(), from, 1);
        }
        List<From.Visible> same = from.columns().stream()
                .filter(other -> other.sql().endsWith("." + column.name()))
                .toList();
        return same.isEmpty() || random.nextBoolean()
                ? RandomExpressions.literal(column.domain(), values.key(column))
                : same.get(0).sql();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
