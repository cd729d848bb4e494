package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A parent and its child in some layouts, and the same tables for H2. */
record RandomSchema(List<Table> tables) {
    /** The version column of a table that has one. */
    private static final String VERSION = "ver";

    /** The column that an UPDATE sets which does not name it, in a table that has one. */
    private static final String STAMP = "stamp";

    /** What it is set to, as SQL. */
    static final String STAMP_SQL = "'changed'";

    private static final int KEYS = 3;

    /** More, so that there is room for rows to be inserted and keys to be changed. */
    private static final int MORE_KEYS = 6;

    /**
     * @param ownId the columns the mapping gives as {@code id}
     * @param key the primary key: the parent's columns, then the own
     * @param columns all, in the order of {@code *}
     * @param parent empty for a root
     * @param index columns of a secondary index
     * @param unique what is kept unique beside the primary key
     * @param listed whether it has an index of all its rows
     */
    record Table(
            String name,
            List<Column> ownId,
            List<Column> key,
            List<Column> columns,
            String parent,
            List<Column> index,
            List<List<Column>> unique,
            boolean listed) {
        String ddl() {
            String constraints = unique.stream()
                    .map(columns -> ", UNIQUE (" + names(columns) + ")")
                    .collect(Collectors.joining());
            return "CREATE TABLE " + name + " (" + definitions() + ", PRIMARY KEY (" + names(key) + ")" + constraints
                    + ")";
        }

        /** The columns with their types and defaults, and what may not be null, in H2's words. */
        String definitions() {
            return columns.stream()
                    .map(column -> column.name() + " " + column.domain().h2Type()
                            + (column.isVersion() ? " DEFAULT 1" : "")
                            + column.defaultSql().map(sql -> " DEFAULT " + sql).orElse("")
                            + (column.notNull() ? " NOT NULL" : ""))
                    .collect(Collectors.joining(", "));
        }

        /**
         * Whether the row that has unique values can be found by them: the sentinels of others have no owner in the long form, which
         * no ON CONFLICT DO UPDATE may name then.
         */
        boolean tellsTheRow(List<Column> constraint) {
            return constraint.equals(key) || constraint.stream().noneMatch(key::contains);
        }

        boolean isInherited(Column column) {
            return key.contains(column) && !ownId.contains(column);
        }

        boolean isVersioned() {
            return columns.stream().anyMatch(Column::isVersion);
        }

        /** What an UPDATE sets that names only some columns, to follow its assignments: each begins with a comma. */
        String automatic(String qualifier, Collection<String> assigned) {
            return columns.stream()
                    .filter(column -> !assigned.contains(column.name()))
                    .map(column -> column.isVersion()
                            ? ", %1$s = COALESCE(%2$s.%1$s, 0) + 1".formatted(VERSION, qualifier)
                            : column.isStamp() ? ", " + STAMP + " = " + STAMP_SQL : "")
                    .collect(Collectors.joining());
        }

        /** The columns that a statement may give values. */
        List<Column> assignable() {
            return columns.stream().filter(column -> !column.isVersion()).toList();
        }

        /** The columns that are not of the primary key and may be given values. */
        List<Column> others() {
            return assignable().stream().filter(column -> !key.contains(column)).toList();
        }
    }

    /**
     * @param keys the values it has as a key column: few, so that statements meet rows
     * @param defaultValue null where it has no default
     */
    record Column(
            String name,
            Domain domain,
            boolean notNull,
            List<Object> keys,
            @Nullable Object defaultValue) {
        static Column of(String name, Domain domain, boolean notNull, int keys, Random random) {
            Stream<Object> values = Stream.generate(() -> domain.forKey(random));
            // Where there are to be many, all of them different ones that there are.
            List<Object> some = keys > KEYS
                    ? values.limit(10L * keys).distinct().limit(keys).toList()
                    : values.limit(keys).toList();
            return new Column(name, domain, notNull, some, null);
        }

        Column withDefault(Object value) {
            return new Column(name, domain, notNull, keys, value);
        }

        /** Whether an INSERT has to give it a value. */
        boolean isRequired() {
            return notNull && defaultValue == null;
        }

        boolean isVersion() {
            return name.equals(VERSION);
        }

        boolean isStamp() {
            return name.equals(STAMP);
        }

        Optional<String> defaultSql() {
            return Optional.ofNullable(defaultValue).map(Domain::literal);
        }
    }

    /** Tables to be read: without defaults, and unique is only the primary key. */
    static RandomSchema of(Random random) {
        return of(KEYS, random);
    }

    /** Tables to be written: with defaults, versions and columns kept unique. */
    static RandomSchema forWrites(Random random) {
        return new RandomSchema(of(MORE_KEYS, random).tables().stream()
                .map(table -> forWrites(table, random))
                .toList());
    }

    /** @param keys how many values the first column of an {@code id} has as a key */
    private static RandomSchema of(int keys, Random random) {
        List<Column> ids = ids("k", 1 + random.nextInt(2), keys, random);
        Table root = table("tab", "", ids, ids, random);
        List<Column> childIds = ids("c", 1 + random.nextInt(2), keys, random);
        List<Column> key = new ArrayList<>(ids);
        key.addAll(childIds);
        return new RandomSchema(List.of(root, table("tab_child", "tab", childIds, key, random)));
    }

    private static List<Column> ids(String prefix, int count, int keys, Random random) {
        List<Column> ids = new ArrayList<>();
        while (ids.size() < count) {
            Domain domain = Domain.values()[random.nextInt(Domain.values().length)];
            if (domain.fitsKeys()) {
                ids.add(Column.of(prefix + ids.size(), domain, true, ids.isEmpty() ? KEYS : keys, random));
            }
        }
        return ids;
    }

    private static Table table(String name, String parent, List<Column> ownId, List<Column> key, Random random) {
        List<Column> columns = new ArrayList<>(key);
        for (Domain domain : Domain.values()) {
            if (random.nextInt(3) > 0) {
                columns.add(Column.of("v" + domain.ordinal(), domain, random.nextInt(6) == 0, KEYS, random));
            }
            if (random.nextInt(4) == 0) {
                columns.add(Column.of("w" + domain.ordinal(), domain, false, KEYS, random));
            }
        }
        columns.add(Column.of("note", Domain.STRING, false, KEYS, random));
        List<Column> keyable = new ArrayList<>(
                columns.stream().filter(column -> column.domain().fitsKeys()).toList());
        Collections.shuffle(keyable, random);
        // An index of the primary key alone would be refused.
        keyable.sort(Comparator.comparing(key::contains));
        // From three columns on, a key of the index has several that change on their own.
        List<Column> index = List.copyOf(keyable.subList(0, Math.min(keyable.size(), 1 + random.nextInt(4))));
        return new Table(name, ownId, key, columns, parent, index, List.of(), true);
    }

    private static Table forWrites(Table table, Random random) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            boolean hasDefault =
                    table.others().contains(column) && column.domain().hasPlainLiterals() && random.nextInt(3) == 0;
            columns.add(hasDefault ? column.withDefault(column.domain().ofType(random)) : column);
        }
        if (random.nextBoolean()) {
            columns.add(Column.of(VERSION, Domain.INT, false, KEYS, random));
        }
        if (random.nextInt(3) == 0) {
            columns.add(Column.of(STAMP, Domain.STRING, false, KEYS, random));
        }
        return new Table(
                table.name(),
                table.ownId(),
                table.key(),
                columns,
                table.parent(),
                table.index(),
                unique(table, random),
                random.nextBoolean());
    }

    /** None, one or two of one column, of two, of one and a key column. */
    private static List<List<Column>> unique(Table table, Random random) {
        List<Column> columns = new ArrayList<>(table.others().stream()
                .filter(column -> column.domain().fitsKeys() && column.domain() != Domain.BOOLEAN)
                .toList());
        Collections.shuffle(columns, random);
        Column last = columns.get(columns.size() - 1);
        Column beside = random.nextInt(3) == 0 ? table.ownId().get(0) : columns.get(columns.size() / 2);
        List<List<Column>> unique = new ArrayList<>();
        if (random.nextBoolean()) {
            unique.add(List.of(columns.get(0)));
        }
        if (random.nextBoolean() && !last.equals(beside)) {
            unique.add(List.of(last, beside));
        }
        return unique;
    }

    /** How the tables are stored. */
    enum Layout {
        /** The short form of the mapping. */
        SHORT,
        /** Templates, with a list, indexes of all attributes and of the keys only, and a local one. */
        LONG,
        /** As {@link #LONG}, with the columns inside a JSON text. */
        JSON_CONTAINER,
        /** Templates without a list: all that has no key is a Scan. */
        BARE
    }

    String mapping() {
        return mapping(Layout.SHORT);
    }

    String mapping(Layout layout) {
        return new MappingText(this, layout).text();
    }

    static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
