package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Table;

/** Writes statements that both databases take: one text, one list of parameters. */
final class RandomStatement {
    private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<String> LIKE_PARTS = List.of("a", "b", "%", "_", "#", "é", "!%", "!_", "!!", "漢", "\n");
    private static final int MAX_DEPTH = 3;

    private final Random random;
    private final Table table;
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private RandomStatement(Table table, Random random) {
        this.table = table;
        this.random = random;
    }

    /**
     * @param parameters values of the {@code ?}
     * @param results the domains of the result columns; empty for a write
     * @param limited whether any rows will do, so that only their number counts
     * @param maxRequests what it may send, by docs/sql.md, but for further pages
     */
    record Text(
            String sql, List<@Nullable Object> parameters, List<Domain> results, boolean limited, int maxRequests) {}

    static Text of(RandomSchema schema, Random random) {
        Table table = schema.tables().get(random.nextInt(schema.tables().size()));
        RandomStatement statement = new RandomStatement(table, random);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> statement.insert();
            case 3, 4, 5 -> random.nextInt(6) == 0 ? statement.delete() : statement.update();
            default -> statement.select();
        };
    }

    private Text insert() {
        List<Column> columns = table.columns().stream()
                .filter(column -> column.notNull() || random.nextInt(4) > 0)
                .toList();
        String values = columns.stream().map(this::newValue).collect(Collectors.joining(", "));
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return write("INSERT INTO " + table.name() + " (" + names + ") VALUES (" + values + ")", 1);
    }

    private String newValue(Column column) {
        if (table.key().contains(column)) {
            return operand(any(column.keys()));
        }
        return random.nextInt(column.notNull() ? 30 : 5) == 0
                ? operand(null)
                : operand(column.domain().any(random));
    }

    private Text update() {
        List<Column> columns =
                table.others().stream().filter(column -> random.nextInt(3) == 0).toList();
        List<Column> assigned = columns.isEmpty() ? List.of(table.others().get(0)) : columns;
        String set = assigned.stream()
                .map(column -> column.name() + " = " + assignedValue(column))
                .collect(Collectors.joining(", "));
        return write("UPDATE " + table.name() + " SET " + set + " WHERE " + byKey(), 2);
    }

    private String assignedValue(Column column) {
        if (random.nextInt(8) == 0) {
            return sameDomain(column).name();
        }
        return newValue(column);
    }

    private Text delete() {
        return write("DELETE FROM " + table.name() + " WHERE " + byKey(), 2);
    }

    private String byKey() {
        String key = equalities(table.key());
        return random.nextInt(2) == 0 ? key : key + " AND " + predicate(0);
    }

    private Text select() {
        List<Column> columns =
                random.nextInt(3) == 0 ? List.of(any(table.columns()), any(table.columns())) : table.columns();
        String items = columns.equals(table.columns())
                ? "*"
                : columns.stream().map(Column::name).collect(Collectors.joining(", "));
        StringBuilder sql = new StringBuilder("SELECT " + items + " FROM " + table.name());
        String where = where();
        if (!where.isEmpty()) {
            sql.append(" WHERE ").append(where);
        }
        boolean limited = random.nextInt(10) == 0;
        if (limited) {
            sql.append(" LIMIT ").append(random.nextInt(4)).append(" OFFSET ").append(random.nextInt(3));
        }
        // A request for each value that a list gives for a key: StatementCostTest counts them.
        return new Text(
                sql.toString(), parameters, columns.stream().map(Column::domain).toList(), limited, Integer.MAX_VALUE);
    }

    private String where() {
        List<String> conjuncts = new ArrayList<>();
        switch (random.nextInt(5)) {
            case 0 -> conjuncts.add(equalities(table.key()));
            case 1 ->
                conjuncts.add(equalities(
                        table.key().subList(0, 1 + random.nextInt(table.key().size()))));
            case 2 -> conjuncts.add(equalities(table.index()));
            case 3 -> conjuncts.add(equalities(table.ownId()));
            default -> {
                // The whole list.
            }
        }
        if (random.nextInt(4) > 0) {
            conjuncts.add(predicate(0));
        }
        return String.join(" AND ", conjuncts);
    }

    private String equalities(List<Column> columns) {
        return columns.stream()
                .map(column -> {
                    String value =
                            operand(random.nextInt(8) == 0 ? column.domain().any(random) : any(column.keys()));
                    return random.nextInt(5) == 0 ? value + " = " + column.name() : column.name() + " = " + value;
                })
                .collect(Collectors.joining(" AND "));
    }

    private String predicate(int depth) {
        if (depth < MAX_DEPTH && random.nextInt(3) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> "NOT (" + predicate(depth + 1) + ")";
                case 1 -> "(" + predicate(depth + 1) + " OR " + predicate(depth + 1) + ")";
                default -> "(" + predicate(depth + 1) + " AND " + predicate(depth + 1) + ")";
            };
        }
        return test(any(table.columns()));
    }

    private String test(Column column) {
        String not = random.nextInt(3) == 0 ? " NOT" : "";
        return switch (random.nextInt(7)) {
            case 0 -> column.name() + " IS" + not + " NULL";
            case 1 -> column.name() + not + " BETWEEN " + comparand(column) + " AND " + comparand(column);
            case 2 -> column.name() + not + " IN (" + list(column) + ")";
            case 3 ->
                column.domain().isText()
                        ? column.name() + not + " LIKE " + operand(pattern()) + " ESCAPE '!'"
                        : compare(column, sameDomain(column).name());
            default -> compare(column, comparand(column));
        };
    }

    private String compare(Column column, String with) {
        String comparator = any(COMPARATORS);
        return random.nextInt(5) == 0
                ? with + " " + comparator + " " + column.name()
                : column.name() + " " + comparator + " " + with;
    }

    private String list(Column column) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i ->
                        operand(random.nextInt(15) == 0 ? null : column.domain().ofType(random)))
                .collect(Collectors.joining(", "));
    }

    private String pattern() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> any(LIKE_PARTS))
                .collect(Collectors.joining());
    }

    private String comparand(Column column) {
        return operand(random.nextInt(15) == 0 ? null : column.domain().comparand(random));
    }

    private Column sameDomain(Column column) {
        return any(table.columns().stream()
                .filter(other -> other.domain() == column.domain())
                .toList());
    }

    /** A value as literal or as parameter. */
    private String operand(@Nullable Object value) {
        if (random.nextBoolean()) {
            parameters.add(value);
            return "?";
        }
        return value == null ? "NULL" : Domain.literal(value);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Text write(String sql, int maxRequests) {
        return new Text(sql, parameters, List.of(), false, maxRequests);
    }
}
