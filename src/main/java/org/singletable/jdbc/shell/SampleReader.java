package org.singletable.jdbc.shell;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.ForeignKey;
import org.singletable.jdbc.model.Relation;
import org.singletable.jdbc.model.Samples;

/** Reads a few rows of each entity, where it can those that are in the same item collections. */
final class SampleReader {
    private final Connection connection;
    private final Catalog catalog;
    private final int items;
    private final PrintStream err;
    private final Map<String, List<Row>> rows = new HashMap<>();

    /** A row, as objects for the next statement and as text. */
    private record Row(Map<String, @Nullable Object> objects, Map<String, @Nullable String> texts) {}

    /**
     * @param items rows of each entity, at most
     * @param err gets the warnings of the statements
     */
    SampleReader(Connection connection, Catalog catalog, int items, PrintStream err) {
        this.connection = connection;
        this.catalog = catalog;
        this.items = items;
        this.err = err;
    }

    Samples read() throws SQLException {
        for (Entity entity : Relation.parentsFirst(catalog)) {
            List<Row> found = inCollections(entity);
            rows.put(entity.name(), found.isEmpty() ? query(entity, List.of(), Map.of(), items) : found);
        }
        Map<String, List<Map<String, @Nullable String>>> texts = new HashMap<>();
        rows.forEach((entity, read) ->
                texts.put(entity, read.stream().map(Row::texts).toList()));
        return Samples.ofTable(catalog, texts);
    }

    /** Of the rows of the entity in whose collections this one's rows are; the first gets the most. */
    private List<Row> inCollections(Entity entity) throws SQLException {
        Optional<Relation> above = Relation.all(catalog).stream()
                .filter(relation -> relation.child().equals(entity) && relation.sharesCollection())
                .filter(relation -> rows.containsKey(relation.parent().name()))
                .reduce((one, other) ->
                        other.key().columns().size() > one.key().columns().size() ? other : one);
        if (above.isEmpty()) {
            return List.of();
        }
        List<Row> found = new ArrayList<>();
        ForeignKey key = above.get().key();
        for (Row parent : Objects.requireNonNull(rows.get(above.get().parent().name()))) {
            int left = items - found.size();
            if (left > 0) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (int i = 0; i < key.columns().size(); i++) {
                    values.put(
                            key.columns().get(i), parent.objects().get(key.key().get(i)));
                }
                found.addAll(query(entity, key.columns(), values, Samples.share(left)));
            }
        }
        return found;
    }

    private List<Row> query(Entity entity, List<String> known, Map<String, @Nullable Object> values, int limit)
            throws SQLException {
        String columns =
                entity.columns().stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        String where = known.stream().map(column -> quoted(column) + " = ?").collect(Collectors.joining(" AND "));
        String sql = "SELECT " + columns + " FROM " + quoted(entity.name()) + (where.isEmpty() ? "" : " WHERE " + where)
                + " LIMIT " + limit;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < known.size(); i++) {
                statement.setObject(i + 1, values.get(known.get(i)));
            }
            List<Row> found = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    found.add(row(entity, results));
                }
            }
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                err.println("Warning: " + warning.getMessage());
            }
            return found;
        }
    }

    private static Row row(Entity entity, ResultSet results) throws SQLException {
        Map<String, @Nullable Object> objects = new HashMap<>();
        Map<String, @Nullable String> texts = new HashMap<>();
        for (Column column : entity.columns()) {
            int index = column.ordinal() + 1;
            objects.put(column.name(), results.getObject(index));
            texts.put(column.name(), results.getString(index));
        }
        return new Row(objects, texts);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
