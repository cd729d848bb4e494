package org.singletable.jdbc.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.differential.From.Visible;

/**
 * Writes conditions and values over the columns in the reach of a statement. Left out is arithmetic that may overflow: which rows
 * a condition is evaluated on is the engine's choice.
 */
final class RandomExpressions {
    private static final List<String> COMPARATORS = List.of("=", "=", "<>", "<", "<=", ">", ">=");
    private static final List<String> LIKE_PARTS = List.of("a", "b", "%", "_", "#", "é", "!%", "!_", "!!", "漢", "\n");
    private static final Set<Domain> IN_ROW_VALUES =
            Set.of(Domain.STRING, Domain.INT, Domain.LONG, Domain.DATE, Domain.UUID_TEXT);
    private static final int MAX_DEPTH = 3;

    private final RandomSchema schema;
    private final Random random;
    private final Marks marks;
    private int aliases;

    /** How many values are being written around this place. */
    private int valuesOpen;

    RandomExpressions(RandomSchema schema, Random random, Marks marks) {
        this.schema = schema;
        this.random = random;
        this.marks = marks;
    }

    String alias(String prefix) {
        return prefix + aliases++;
    }

    From table() {
        return table(any(schema.tables()));
    }

    /** A table in FROM, under an alias. */
    From table(RandomSchema.Table table) {
        String alias = alias("t");
        return From.table(table, table.name() + (random.nextBoolean() ? " AS " : " ") + alias, alias, schema);
    }

    String where(From from) {
        List<String> conjuncts = new ArrayList<>();
        List<Visible> keys = from.columns().stream()
                .filter(column -> !column.keys().isEmpty())
                .toList();
        if (!keys.isEmpty() && random.nextInt(2) == 0) {
            int count = 1 + random.nextInt(keys.size());
            for (Visible key : keys.subList(0, count)) {
                conjuncts.add(keyTest(key));
            }
            if (random.nextInt(6) == 0) {
                conjuncts = new ArrayList<>(List.of("(" + String.join(" AND ", conjuncts) + " OR "
                        + keys.subList(0, count).stream().map(this::keyTest).collect(Collectors.joining(" AND "))
                        + ")"));
            }
        }
        // H2 does not convert the text of a UUID or instant inside a row value, nor decimals of other scales, nor
        // always
        // the values of several tables.
        List<Visible> plain = keys.stream()
                .filter(key -> IN_ROW_VALUES.contains(key.domain()))
                .filter(key -> key.sql().startsWith(keys.get(0).sql().replaceAll("\\..*", "\\.")))
                .toList();
        if (plain.size() > 1 && random.nextInt(5) == 0) {
            conjuncts.add(rows(plain));
        }
        if (random.nextInt(2) == 0) {
            conjuncts.add(predicate(from, 0));
        }
        return conjuncts.isEmpty() ? "" : " WHERE " + String.join(" AND ", conjuncts);
    }

    private String keyTest(Visible key) {
        Object value = random.nextInt(8) == 0 ? key.domain().any(random) : any(key.keys());
        return switch (random.nextInt(8)) {
            case 0 -> key.sql() + " IN (" + operand(any(key.keys())) + ", " + operand(any(key.keys())) + ")";
            case 1 -> key.sql() + " " + any(COMPARATORS) + " " + operand(value);
            case 2 -> key.sql() + " BETWEEN " + operand(any(key.keys())) + " AND " + operand(any(key.keys()));
            case 3 ->
                key.domain().isText()
                        ? key.sql() + " LIKE " + operand(pattern()) + " ESCAPE '!'"
                        : operand(value) + " = " + key.sql();
            default -> key.sql() + " = " + operand(value);
        };
    }

    private String rows(List<Visible> keys) {
        List<Visible> some = keys.subList(0, Math.min(keys.size(), 2 + random.nextInt(2)));
        String names = some.stream().map(Visible::sql).collect(Collectors.joining(", ", "(", ")"));
        if (random.nextBoolean()) {
            String list = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(i -> row(some))
                    .collect(Collectors.joining(", "));
            return names + (random.nextInt(5) == 0 ? " NOT IN (" : " IN (") + list + ")";
        }
        return names + " " + any(COMPARATORS) + " " + row(some);
    }

    private String row(List<Visible> columns) {
        return columns.stream()
                .map(column -> "CAST(" + Domain.literal(any(column.keys())) + " AS "
                        + column.domain().h2Type() + ")")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    String predicate(From from, int depth) {
        if (depth < MAX_DEPTH && random.nextInt(3) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> "NOT (" + predicate(from, depth + 1) + ")";
                case 1 -> "(" + predicate(from, depth + 1) + " OR " + predicate(from, depth + 1) + ")";
                default -> "(" + predicate(from, depth + 1) + " AND " + predicate(from, depth + 1) + ")";
            };
        }
        return test(any(from.columns()), from, depth);
    }

    private String test(Visible column, From from, int depth) {
        String not = random.nextInt(3) == 0 ? " NOT" : "";
        String name = column.sql();
        return switch (random.nextInt(13)) {
            case 0 -> name + " IS" + not + " NULL";
            case 1 -> name + not + " BETWEEN " + comparand(column) + " AND " + comparand(column);
            case 2 -> name + not + " IN (" + list(column) + ")";
            case 3, 4 ->
                column.domain().isText()
                        ? name + not + like()
                        : name + " " + any(COMPARATORS) + " "
                                + any(from.ofDomain(column.domain())).sql();
            case 5 ->
                name + " IS" + not + " DISTINCT FROM "
                        + any(from.ofDomain(column.domain())).sql();
            case 6 ->
                // H2 works out a condition of literals, and a CASE without ELSE that it then knows to be NULL gets
                // another
                // type: in a value each condition has a column.
                (valuesOpen > 0 ? name : value(column.domain(), from, 1)) + " " + any(COMPARATORS) + " "
                        + value(column.domain(), from, 1);
            case 7 -> depth == 0 ? subquery(column, not) : name + " IS" + not + " NULL";
            default ->
                random.nextInt(5) == 0
                        ? comparand(column) + " " + any(COMPARATORS) + " " + name
                        : name + " " + any(COMPARATORS) + " " + comparand(column);
        };
    }

    /** H2 fails on ILIKE of an empty pattern. */
    private String like() {
        String operator = random.nextInt(4) == 0 ? " ILIKE " : " LIKE ";
        return operator + operand(operator.equals(" ILIKE ") ? "a" + pattern() : pattern()) + " ESCAPE '!'";
    }

    private String subquery(Visible column, String not) {
        From inner = table();
        List<Visible> same = inner.ofDomain(column.domain());
        if (same.isEmpty() || random.nextInt(4) == 0) {
            return not + " EXISTS (SELECT 1 FROM " + inner.sql() + where(inner) + ")";
        }
        String item = any(same).sql();
        if (random.nextBoolean()) {
            return column.sql() + not + " IN (SELECT " + item + " FROM " + inner.sql() + where(inner) + ")";
        }
        String aggregate = random.nextBoolean() ? "MIN(" : "MAX(";
        return column.sql() + " " + any(COMPARATORS) + " (SELECT " + aggregate + item + ") FROM " + inner.sql()
                + where(inner) + ")";
    }

    /** A value of a domain that no row can make overflow. */
    String value(Domain domain, From from, int depth) {
        valuesOpen++;
        String value = openValue(domain, from, depth);
        valuesOpen--;
        return value;
    }

    /** The least or greatest value that some column of the domain has. */
    String aggregate(Domain domain) {
        From from = table();
        List<Visible> columns = from.ofDomain(domain);
        return columns.isEmpty()
                ? literal(domain)
                : "(SELECT " + any(List.of("MIN(", "MAX(")) + any(columns).sql() + ") FROM " + from.sql() + where(from)
                        + ")";
    }

    /** A condition in which no NULL is written out. */
    String conditionWithoutNull(From from) {
        valuesOpen++;
        String condition = predicate(from, 2);
        valuesOpen--;
        return condition;
    }

    private String openValue(Domain domain, From from, int depth) {
        List<Visible> columns = from.ofDomain(domain);
        if (columns.isEmpty()) {
            return literal(domain);
        }
        String column = any(columns).sql();
        if (depth >= MAX_DEPTH || random.nextInt(3) == 0) {
            return random.nextInt(4) == 0 ? literal(domain) : column;
        }
        return switch (random.nextInt(3)) {
            case 0 ->
                "CASE WHEN " + predicate(from, depth + 1) + " THEN " + value(domain, from, depth + 1)
                        + (random.nextInt(3) == 0 ? "" : " ELSE " + value(domain, from, depth + 1)) + " END";
            case 1 ->
                random.nextBoolean()
                        ? "COALESCE(" + column + ", " + value(domain, from, depth + 1) + ")"
                        : "NULLIF(" + column + ", " + value(domain, from, depth + 1) + ")";
            default -> function(domain, column, from, depth + 1);
        };
    }

    private String literal(Domain domain) {
        return literal(domain, domain.ofType(random));
    }

    /** With its type, which of some domains a bare literal does not have. */
    static String literal(Domain domain, Object value) {
        if (domain == Domain.DECIMAL && value instanceof BigDecimal number) {
            return number.unscaledValue() + "E" + -number.scale();
        }
        String literal = Domain.literal(value);
        return domain == Domain.LONG || domain == Domain.INSTANT || domain == Domain.UUID_TEXT
                ? "CAST(" + literal + " AS " + domain.h2Type().replace("(9)", "") + ")"
                : literal;
    }

    private String function(Domain domain, String column, From from, int depth) {
        return switch (domain) {
            case STRING, SHORT_STRING -> textFunction(column, from, depth);
            case INT -> intFunction(column, from, depth);
            case LONG ->
                any(List.of(
                        "(MOD(" + column + ", 1000) * " + random.nextInt(9) + ")",
                        "CAST(MOD(" + column + ", 77) AS BIGINT)"));
            case MONEY ->
                any(List.of(
                        "(" + column + " + " + value(domain, from, depth) + ")",
                        "(" + column + " * 3)",
                        "ABS(" + column + ")",
                        "ROUND(" + column + ", 1)",
                        "CEIL(" + column + ")",
                        "FLOOR(" + column + ")",
                        "-(" + column + ")"));
            case DOUBLE -> any(List.of("ABS(" + column + ")", "-(" + column + ")"));
            default ->
                (random.nextBoolean() ? "GREATEST(" : "LEAST(") + column + ", " + value(domain, from, depth) + ")";
        };
    }

    private String textFunction(String column, From from, int depth) {
        int start = 1 + random.nextInt(3);
        int length = random.nextInt(4);
        return switch (random.nextInt(11)) {
            case 0 -> "UPPER(" + column + ")";
            case 1 -> "LOWER(" + column + ")";
            case 2 -> "(" + column + " || " + value(Domain.STRING, from, depth) + ")";
            case 3 -> "CONCAT(" + column + ", '-', " + value(Domain.STRING, from, depth) + ")";
            case 4 -> "SUBSTRING(" + column + " FROM " + start + " FOR " + length + ")";
            case 5 -> "SUBSTRING(" + column + ", " + start + ")";
            case 6 -> "TRIM(" + column + ")";
            case 7 -> "TRIM(" + any(List.of("LEADING", "TRAILING", "BOTH")) + " 'a' FROM " + column + ")";
            case 8 -> "REPLACE(" + column + ", 'a', " + any(List.of("'x'", "''", "'aa'")) + ")";
            case 9 -> "CAST(" + wholeNumber(from) + " AS VARCHAR(30))";
            default -> "CAST(" + column + " AS VARCHAR(" + (1 + random.nextInt(4)) + "))";
        };
    }

    String wholeNumber(From from) {
        List<Visible> whole = new ArrayList<>(from.ofDomain(Domain.INT));
        whole.addAll(from.ofDomain(Domain.LONG));
        return whole.isEmpty() ? "7" : any(whole).sql();
    }

    private String intFunction(String column, From from, int depth) {
        String text = value(Domain.STRING, from, depth);
        return switch (random.nextInt(7)) {
            case 0 -> "CHAR_LENGTH(" + text + ")";
            case 1 -> "POSITION('a' IN " + text + ")";
            case 2 -> "(MOD(" + column + ", 100) + " + random.nextInt(10) + ")";
            case 3 -> "(MOD(" + column + ", 100) - " + random.nextInt(10) + ")";
            case 4 -> "(" + column + " / " + (2 + random.nextInt(7)) + ")";
            case 5 -> "MOD(" + column + ", " + (1 + random.nextInt(9)) + ")";
            default -> {
                List<Visible> dates = from.ofDomain(Domain.DATE);
                yield dates.isEmpty()
                        ? column
                        : "EXTRACT(" + any(List.of("YEAR", "MONTH", "DAY")) + " FROM "
                                + any(dates).sql() + ")";
            }
        };
    }

    private String list(Visible column) {
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

    String comparand(Visible column) {
        return operand(random.nextInt(15) == 0 ? null : column.domain().comparand(random));
    }

    /** A value as literal or as parameter. */
    String operand(@Nullable Object value) {
        // What H2 has found to be NULL, it gives another type: in a value no NULL is written out.
        if (random.nextBoolean() || value == null && valuesOpen > 0) {
            return marks.mark(value);
        }
        return value == null ? "NULL" : Domain.literal(value);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
