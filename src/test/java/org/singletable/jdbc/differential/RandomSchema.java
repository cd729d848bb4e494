package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parent and its child in some layouts, and the same tables for H2. */
record RandomSchema(List<Table> tables) {

    /**
     * @param ownId the columns the mapping gives as {@code id}
     * @param key the primary key: the parent's columns, then the own
     * @param columns all, in the order of {@code *}
     * @param parent null for a root
     * @param index columns of a secondary index
     */
    record Table(
            String name,
            List<Column> ownId,
            List<Column> key,
            List<Column> columns,
            String parent,
            List<Column> index) {
        String ddl() {
            String definitions = columns.stream()
                    .map(column ->
                            column.name() + " " + column.domain().h2Type() + (column.notNull() ? " NOT NULL" : ""))
                    .collect(Collectors.joining(", "));
            return "CREATE TABLE " + name + " (" + definitions + ", PRIMARY KEY (" + names(key, "") + "))";
        }

        private String mapping() {
            List<Column> own =
                    columns.stream().filter(column -> !isInherited(column)).toList();
            String definitions = own.stream()
                    .map(column -> "\"%s\": \"%s%s\""
                            .formatted(column.name(), column.domain().mappingType(), column.notNull() ? "!" : ""))
                    .collect(Collectors.joining(", "));
            return "\"%s\": {%s \"id\": [%s], \"columns\": {%s}, \"indexes\": {\"by_some\": [%s]}}"
                    .formatted(
                            name,
                            parent.isEmpty() ? "" : "\"parent\": \"" + parent + "\",",
                            names(ownId, "\""),
                            definitions,
                            names(index, "\""));
        }

        private boolean isInherited(Column column) {
            return key.contains(column) && !ownId.contains(column);
        }

        List<Column> others() {
            return columns.stream().filter(column -> !key.contains(column)).toList();
        }
    }

    /** @param keys the values it has as a key column: few, so that statements meet rows */
    record Column(String name, Domain domain, boolean notNull, List<Object> keys) {
        static Column of(String name, Domain domain, boolean notNull, Random random) {
            return new Column(
                    name,
                    domain,
                    notNull,
                    Stream.generate(() -> domain.forKey(random)).limit(3).toList());
        }
    }

    static RandomSchema of(Random random) {
        List<Column> ids = ids("k", 1 + random.nextInt(2), random);
        Table root = table("tab", "", ids, ids, random);
        List<Column> childIds = ids("c", 1 + random.nextInt(2), random);
        List<Column> key = new ArrayList<>(ids);
        key.addAll(childIds);
        return new RandomSchema(List.of(root, table("tab_child", "tab", childIds, key, random)));
    }

    private static List<Column> ids(String prefix, int count, Random random) {
        List<Column> ids = new ArrayList<>();
        while (ids.size() < count) {
            Domain domain = Domain.values()[random.nextInt(Domain.values().length)];
            if (domain.fitsKeys()) {
                ids.add(Column.of(prefix + ids.size(), domain, true, random));
            }
        }
        return ids;
    }

    private static Table table(String name, String parent, List<Column> ownId, List<Column> key, Random random) {
        List<Column> columns = new ArrayList<>(key);
        for (Domain domain : Domain.values()) {
            if (random.nextInt(3) > 0) {
                columns.add(Column.of("v" + domain.ordinal(), domain, random.nextInt(6) == 0, random));
            }
            if (random.nextInt(4) == 0) {
                columns.add(Column.of("w" + domain.ordinal(), domain, false, random));
            }
        }
        columns.add(Column.of("note", Domain.STRING, false, random));
        List<Column> keyable = new ArrayList<>(
                columns.stream().filter(column -> column.domain().fitsKeys()).toList());
        Collections.shuffle(keyable, random);
        // An index of the primary key alone would be refused.
        keyable.sort(Comparator.comparing(key::contains));
        // From three columns on, a key of the index has several that change on their own.
        List<Column> index = List.copyOf(keyable.subList(0, Math.min(keyable.size(), 1 + random.nextInt(4))));
        return new Table(name, ownId, key, columns, parent, index);
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
        if (layout == Layout.SHORT) {
            return "{\"table\": \"differential\", \"entities\": {%s}}"
                    .formatted(tables.stream().map(Table::mapping).collect(Collectors.joining(", ")));
        }
        String indexes = layout == Layout.BARE ? "" : """
                , "indexes": {"list": ["list_pk", "list_sk"], "some": ["some_pk", "some_sk"],
                  "slim": {"keys": ["slim_pk"], "projection": "KEYS_ONLY"},
                  "near": {"keys": ["pk", "near_sk"], "projection": "KEYS_ONLY"}}""";
        return "{\"table\": \"differential\", \"physical\": {\"keys\": [\"pk\", \"sk\"]%s}, \"entities\": {%s}}"
                .formatted(
                        indexes,
                        tables.stream().map(table -> longForm(table, layout)).collect(Collectors.joining(", ")));
    }

    private String longForm(Table table, Layout layout) {
        Table root = tables.get(0);
        List<String> item = new ArrayList<>();
        item.add(template("_type", table.name()));
        item.add(template("pk", "root#" + texts(root.key())));
        item.add(template("sk", table == root ? "root" : table.name() + "#" + texts(table.ownId())));
        if (layout != Layout.BARE) {
            Column first = table.index().get(0);
            List<Column> others =
                    new ArrayList<>(table.index().subList(1, table.index().size()));
            table.key().stream()
                    .filter(column -> !table.index().contains(column))
                    .forEach(others::add);
            item.add(template("list_pk", table.name()));
            item.add(template("list_sk", texts(table.key())));
            item.add(template("some_pk", table.name() + "." + texts(List.of(first))));
            item.add(template("some_sk", others.isEmpty() ? "-" : texts(others)));
            Column last = table.index().get(table.index().size() - 1);
            item.add(template("slim_pk", table.name() + "!" + texts(List.of(last))));
            item.add(template("near_sk", table.name() + "#" + texts(List.of(last))));
        }
        String definitions = table.columns().stream()
                .map(column -> definition(column, layout))
                .collect(Collectors.joining(", "));
        String container =
                layout == Layout.JSON_CONTAINER ? "\"in\": {\"attr\": \"data\", \"json\": \"compact\"}, " : "";
        return "\"%s\": {%s\"item\": {%s}, \"columns\": {%s}}"
                .formatted(table.name(), container, String.join(", ", item), definitions);
    }

    private static String definition(Column column, Layout layout) {
        String type = column.domain().mappingType() + (column.notNull() ? "!" : "");
        return layout == Layout.JSON_CONTAINER && column.domain() == Domain.BINARY
                ? "\"%s\": {\"type\": \"%s\", \"as\": \"base64\"}".formatted(column.name(), type)
                : "\"%s\": \"%s\"".formatted(column.name(), type);
    }

    private static String template(String attribute, String text) {
        return "\"%s\": \"%s\"".formatted(attribute, text);
    }

    private static String texts(List<Column> columns) {
        return columns.stream().map(column -> "{" + column.name() + "|key}").collect(Collectors.joining("#"));
    }

    private static String names(List<Column> columns, String quote) {
        return columns.stream().map(column -> quote + column.name() + quote).collect(Collectors.joining(", "));
    }
}
