package org.singletable.jdbc.shell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.model.SampledTable;
import org.singletable.jdbc.settings.ConnectionProperty;
import org.singletable.jdbc.settings.ConnectionUrl;

/** The items of a physical table as they are, as JSON; no mapping is needed. */
final class StoredItems implements AutoCloseable {
    /** Parts of the table that a sample is taken from. */
    static final int SEGMENTS = 16;

    private static final String NO_ENTITIES = "{\"entities\": {}}";
    private static final int ITEMS_BETWEEN_PROGRESS = 500;

    private final Connection connection;

    private StoredItems(Connection connection) {
        this.connection = connection;
    }

    /** @param url that of a table; where it names no mapping, an empty one is used */
    static StoredItems open(String url) throws SQLException {
        Drivers.register();
        Properties properties = new Properties();
        if (!ConnectionUrl.isOwn(url)) {
            throw new SQLException("expected a URL of a table, which begins with " + ConnectionUrl.PREFIX);
        }
        List<String> given = ConnectionUrl.parse(url).parameters().stream()
                .map(ConnectionUrl.Parameter::key)
                .toList();
        boolean mapped = given.contains(ConnectionProperty.MAPPING.key())
                || given.contains(ConnectionProperty.MAPPING_JSON.key());
        if (!mapped) {
            properties.setProperty(ConnectionProperty.MAPPING_JSON.key(), NO_ENTITIES);
        }
        return new StoredItems(DriverManager.getConnection(url, properties));
    }

    /** The name of the table. */
    String table() throws SQLException {
        return connection.getSchema();
    }

    /** @param key values of the hash key and the range key; of a table without range key the first counts */
    Optional<String> find(List<String> key) throws SQLException {
        List<String> names = keyNames();
        List<String> conditions =
                names.stream().map(name -> '"' + name + "\" = ?").toList();
        String sql = "SELECT _item FROM _items WHERE " + String.join(" AND ", conditions);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, key.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** The key attributes of the table and then of its indexes, by the names of these; the table's comes first. */
    private Map<String, List<String>> keys() throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        try (ResultSet indexes = connection.getMetaData().getIndexInfo(null, null, "_items", false, true)) {
            while (indexes.next()) {
                keys.computeIfAbsent(indexes.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(indexes.getString("COLUMN_NAME"));
            }
        }
        return keys;
    }

    private List<String> keyNames() throws SQLException {
        return keys().values().iterator().next();
    }

    /** The table and its indexes, with these items of it. */
    SampledTable with(List<ObjectNode> items) throws SQLException {
        List<SampledTable.Index> indexes = new ArrayList<>();
        Map<String, List<String>> keys = keys();
        keys.entrySet().stream()
                .skip(1)
                .forEach(index -> indexes.add(
                        new SampledTable.Index(index.getKey(), index.getValue().get(0), second(index.getValue()))));
        List<String> primary = keys.values().iterator().next();
        return new SampledTable(table(), primary.get(0), second(primary), indexes, items);
    }

    private static @Nullable String second(List<String> keys) {
        return keys.size() > 1 ? keys.get(1) : null;
    }

    /**
     * Some of the items, by Scans: as many of each part of the table, so that one large partition is not all that is seen.
     *
     * @param seen is told how many there are, from time to time
     */
    List<String> some(long most, LongConsumer seen) throws SQLException {
        List<String> items = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT _item FROM _items WHERE segment('_items', ?, ?)")) {
            for (int segment = 0; segment < SEGMENTS && items.size() < most; segment++) {
                long share = Math.max(1, (most - items.size()) / (SEGMENTS - segment));
                statement.setInt(1, segment);
                statement.setInt(2, SEGMENTS);
                statement.setLargeMaxRows(share);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        items.add(rows.getString(1));
                        if (items.size() % ITEMS_BETWEEN_PROGRESS == 0) {
                            seen.accept(items.size());
                        }
                    }
                }
            }
        }
        return items;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
