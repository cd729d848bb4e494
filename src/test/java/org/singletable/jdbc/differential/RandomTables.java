package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Layout;
import org.singletable.jdbc.differential.RandomSchema.Table;

/** Random tables and statements on them, for tests of other packages that need no H2. */
public final class RandomTables {
    private final RandomSchema schema;
    private final Layout layout;

    private RandomTables(RandomSchema schema, Layout layout) {
        this.schema = schema;
        this.layout = layout;
    }

    /**
     * A statement.
     *
     * @param parameters the values of its {@code ?}
     * @param ordered whether the order of all rows is said
     */
    public record Text(String sql, List<@Nullable Object> parameters, boolean ordered) {}

    /** Two tables with defaults, versions and columns kept unique, in one of the layouts. */
    public static RandomTables of(Random random) {
        return new RandomTables(RandomSchema.forWrites(random), anyLayout(random));
    }

    /**
     * The same, with a column before all others that is part of every key and unique constraint.
     *
     * @param name of the column, whose type is {@code string}
     * @param values the ones that statements name
     */
    public static RandomTables withFirstKey(String name, List<String> values, Random random) {
        Column first = new Column(name, Domain.STRING, true, List.copyOf(values), null);
        RandomSchema schema = RandomSchema.forWrites(random);
        List<Table> tables =
                schema.tables().stream().map(table -> withFirst(first, table)).toList();
        return new RandomTables(new RandomSchema(tables), anyLayout(random));
    }

    private static Layout anyLayout(Random random) {
        return Layout.values()[random.nextInt(Layout.values().length)];
    }

    private static Table withFirst(Column first, Table table) {
        boolean isRoot = table.parent().isEmpty();
        return new Table(
                table.name(),
                isRoot ? before(first, table.ownId()) : table.ownId(),
                before(first, table.key()),
                before(first, table.columns()),
                table.parent(),
                table.index(),
                table.unique().stream().map(columns -> before(first, columns)).toList(),
                table.listed());
    }

    private static List<Column> before(Column first, List<Column> columns) {
        return Stream.concat(Stream.of(first), columns.stream()).toList();
    }

    /** The text of the mapping file. */
    public String mapping() {
        return schema.mapping(layout);
    }

    /** The names of the tables. */
    public List<String> names() {
        return schema.tables().stream().map(Table::name).toList();
    }

    /** A SELECT. */
    public Text query(Random random) {
        RandomQuery.Text text = RandomQuery.of(schema, random);
        return new Text(text.sql(), text.parameters(), text.ordered());
    }

    /** An INSERT, UPSERT, UPDATE or DELETE. */
    public Text write(Random random) {
        return text(RandomWrite.of(schema, random));
    }

    /** An INSERT or UPSERT. */
    public Text rows(Random random) {
        return text(RandomWrite.ofRows(schema, random));
    }

    private static Text text(Write write) {
        return new Text(write.text().sql(), new ArrayList<>(write.text().parameters()), false);
    }
}
