package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Layout;
import org.singletable.jdbc.differential.RandomSchema.Table;

/** The mapping file of a schema in a layout. */
final class MappingText {
    private final RandomSchema schema;
    private final Layout layout;

    MappingText(RandomSchema schema, Layout layout) {
        this.schema = schema;
        this.layout = layout;
    }

    String text() {
        if (layout == Layout.SHORT) {
            return "{\"table\": \"differential\", \"entities\": {%s}}"
                    .formatted(schema.tables().stream().map(this::shortForm).collect(Collectors.joining(", ")));
        }
        String indexes = layout == Layout.BARE ? "" : """
                , "indexes": {"list": ["list_pk", "list_sk"], "some": ["some_pk", "some_sk"],
                  "slim": {"keys": ["slim_pk"], "projection": "KEYS_ONLY"},
                  "near": {"keys": ["pk", "near_sk"], "projection": "KEYS_ONLY"}}""";
        return "{\"table\": \"differential\", \"physical\": {\"keys\": [\"pk\", \"sk\"]%s}, \"entities\": {%s}}"
                .formatted(
                        indexes,
                        schema.tables().stream()
                                .flatMap(table -> Stream.concat(Stream.of(longForm(table)), locks(table)))
                                .collect(Collectors.joining(", ")));
    }

    private String shortForm(Table table) {
        List<Column> own = table.columns().stream()
                .filter(column -> !table.isInherited(column))
                .toList();
        String unique = table.unique().stream()
                .map(columns -> "[" + quoted(columns) + "]")
                .collect(Collectors.joining(", "));
        return "\"%s\": {%s \"id\": [%s], %s\"columns\": {%s}, %s\"indexes\": {\"by_some\": [%s]}}"
                .formatted(
                        table.name(),
                        table.parent().isEmpty() ? "" : "\"parent\": \"" + table.parent() + "\",",
                        quoted(table.ownId()),
                        table.listed() ? "" : "\"list\": false, ",
                        definitions(own),
                        unique.isEmpty() ? "" : "\"unique\": [" + unique + "], ",
                        quoted(table.index()));
    }

    private String longForm(Table table) {
        Table root = schema.tables().get(0);
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
            if (table.listed()) {
                item.add(template("list_pk", table.name()));
                item.add(template("list_sk", texts(table.key())));
            }
            item.add(template("some_pk", table.name() + "." + texts(List.of(first))));
            item.add(template("some_sk", others.isEmpty() ? "-" : texts(others)));
            Column last = table.index().get(table.index().size() - 1);
            item.add(template("slim_pk", table.name() + "!" + texts(List.of(last))));
            item.add(template("near_sk", table.name() + "#" + texts(List.of(last))));
        }
        String container =
                layout == Layout.JSON_CONTAINER ? "\"in\": {\"attr\": \"data\", \"json\": \"compact\"}, " : "";
        String unique =
                table.unique().stream().map(columns -> sentinel(table, columns)).collect(Collectors.joining(", "));
        return "\"%s\": {%s\"item\": {%s}, %s\"columns\": {%s}}"
                .formatted(
                        table.name(),
                        container,
                        String.join(", ", item),
                        unique.isEmpty() ? "" : "\"unique\": [" + unique + "], ",
                        definitions(table.columns()));
    }

    /** The entities whose rows are sentinels. */
    private Stream<String> locks(Table table) {
        return table.unique().stream().filter(columns -> isLock(table, columns)).map(columns -> lock(table, columns));
    }

    /** In one layout the sentinels that say whose they are can be read. */
    private boolean isLock(Table table, List<Column> columns) {
        return layout == Layout.LONG && table.tellsTheRow(columns);
    }

    private static String lockName(Table table, List<Column> columns) {
        return table.name()
                + columns.stream().map(column -> "_" + column.name()).collect(Collectors.joining()) + "_lock";
    }

    private String lock(Table table, List<Column> columns) {
        String name = lockName(table, columns);
        String item = String.join(
                ", ", template("_type", name), template("pk", name + "#" + texts(columns)), template("sk", "lock"));
        String definitions = Stream.concat(columns.stream(), table.key().stream())
                .map(column -> "\"%s\": \"%s\""
                        .formatted(column.name(), column.domain().mappingType()))
                .collect(Collectors.joining(", "));
        return "\"%s\": {\"item\": {%s}, \"columns\": {%s}}".formatted(name, item, definitions);
    }

    /** One that says whose it is, or one that is just there. */
    private String sentinel(Table table, List<Column> columns) {
        if (isLock(table, columns)) {
            return "{\"columns\": [%s], \"entity\": \"%s\"}".formatted(quoted(columns), lockName(table, columns));
        }
        String names = columns.stream().map(Column::name).collect(Collectors.joining("."));
        List<String> item = new ArrayList<>();
        item.add(template("pk", "only." + table.name() + "." + names + "#" + texts(columns)));
        item.add(template("sk", "only"));
        if (table.tellsTheRow(columns)) {
            item.add(template("owner", texts(table.key())));
        }
        return "{\"columns\": [%s], \"item\": {%s}}".formatted(quoted(columns), String.join(", ", item));
    }

    private String definitions(List<Column> columns) {
        return columns.stream().map(this::definition).collect(Collectors.joining(", "));
    }

    private String definition(Column column) {
        String type = "\"" + column.domain().mappingType() + (column.notNull() ? "!" : "") + "\"";
        String more = column.isVersion() ? ", \"version\": true" : "";
        if (column.isStamp()) {
            more += ", \"onUpdate\": " + json(RandomSchema.STAMP_SQL);
        }
        if (layout == Layout.JSON_CONTAINER && column.domain() == Domain.BINARY) {
            more += ", \"as\": \"base64\"";
        }
        if (column.defaultSql().isPresent()) {
            more += ", \"default\": " + json(column.defaultSql().get());
        }
        return "\"%s\": %s".formatted(column.name(), more.isEmpty() ? type : "{\"type\": " + type + more + "}");
    }

    private static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String template(String attribute, String text) {
        return "\"%s\": \"%s\"".formatted(attribute, text);
    }

    private static String texts(List<Column> columns) {
        return columns.stream().map(column -> "{" + column.name() + "|key}").collect(Collectors.joining("#"));
    }

    private static String quoted(List<Column> columns) {
        return columns.stream().map(column -> "\"" + column.name() + "\"").collect(Collectors.joining(", "));
    }
}
