package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Table;

/**
 * One statement several times, as a batch.
 *
 * @param reference what does the same on H2
 * @param parameters those of each time
 * @param inAnyOrder whether rows of it that have the same unique values may come in any order, so that only one of them is sure to
 *     fail
 */
record RandomBatch(String sql, String reference, List<List<@Nullable Object>> parameters, boolean inAnyOrder) {
    private static final int MOST = 8;

    static RandomBatch of(RandomSchema schema, Random random) {
        Table table = schema.tables().get(random.nextInt(schema.tables().size()));
        Marks marks = new Marks();
        RandomValues values = new RandomValues(table, new RandomExpressions(schema, random, marks), random, marks);
        return switch (random.nextInt(table.isVersioned() ? 5 : 6)) {
            case 0, 1 -> insert(table, values, random);
            case 2, 3 -> update(table, values, random);
            case 4 -> delete(table, values, random);
            default -> upsert(table, values, random);
        };
    }

    /** An INSERT. */
    static RandomBatch ofRows(RandomSchema schema, Table table, Random random) {
        Marks marks = new Marks();
        return insert(
                table, new RandomValues(table, new RandomExpressions(schema, random, marks), random, marks), random);
    }

    private static RandomBatch insert(Table table, RandomValues values, Random random) {
        List<Column> columns = new ArrayList<>(table.assignable());
        columns.removeIf(column -> !column.notNull() && random.nextInt(4) == 0);
        Collections.shuffle(columns, random);
        String sql = "INSERT INTO " + table.name() + rows(columns);
        return of(sql, sql, columns, values, random, !table.unique().isEmpty());
    }

    /** Of all columns, since H2 keeps what the others have. */
    private static RandomBatch upsert(Table table, RandomValues values, Random random) {
        String rows = table.name() + rows(table.columns());
        String reference =
                "MERGE INTO " + rows.replace(") VALUES", ") KEY (" + RandomSchema.names(table.key()) + ") VALUES");
        return of(
                "UPSERT INTO " + rows,
                reference,
                table.columns(),
                values,
                random,
                !table.unique().isEmpty());
    }

    private static RandomBatch update(Table table, RandomValues values, Random random) {
        List<Column> assigned = new ArrayList<>(table.others());
        Collections.shuffle(assigned, random);
        List<Column> some = assigned.subList(0, 1 + random.nextInt(Math.min(3, assigned.size())));
        String set = some.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "));
        String automatic =
                table.automatic(table.name(), some.stream().map(Column::name).toList());
        String update = "UPDATE " + table.name() + " SET " + set;
        String where = " WHERE " + byKey(table);
        List<Column> columns =
                Stream.concat(some.stream(), table.key().stream()).toList();
        return of(update + where, update + automatic + where, columns, values, random, false);
    }

    private static RandomBatch delete(Table table, RandomValues values, Random random) {
        String sql = "DELETE FROM " + table.name() + " WHERE " + byKey(table);
        return of(sql, sql, table.key(), values, random, false);
    }

    private static RandomBatch of(
            String sql,
            String reference,
            List<Column> columns,
            RandomValues values,
            Random random,
            boolean inAnyOrder) {
        List<List<@Nullable Object>> parameters = new ArrayList<>();
        int count = 1 + random.nextInt(MOST);
        for (int i = 0; i < count; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            columns.forEach(column -> row.add(values.value(column)));
            parameters.add(row);
        }
        return new RandomBatch(sql, reference, parameters, inAnyOrder);
    }

    private static String rows(List<Column> columns) {
        return " (" + RandomSchema.names(columns) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }

    private static String byKey(Table table) {
        return table.key().stream().map(column -> column.name() + " = ?").collect(Collectors.joining(" AND "));
    }
}
