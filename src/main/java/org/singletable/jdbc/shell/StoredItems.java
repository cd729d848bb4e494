package org.singletable.jdbc.shell;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.singletable.jdbc.settings.ConnectionProperty;
import org.singletable.jdbc.settings.ConnectionUrl;

/** The items of a physical table as they are, as JSON; no mapping is needed. */
final class StoredItems implements AutoCloseable {
    private static final String NO_ENTITIES = "{\"entities\": {}}";

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

    /** The columns before {@code _entity} and {@code _item}. */
    private List<String> keyNames() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM _items")) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= statement.getMetaData().getColumnCount(); i++) {
                names.add(statement.getMetaData().getColumnName(i));
            }
            return names.subList(0, names.indexOf("_entity"));
        }
    }

    /** Some of the items, by a Scan. */
    List<String> some(int most) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(most);
            List<String> items = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT _item FROM _items")) {
                while (rows.next()) {
                    items.add(rows.getString(1));
                }
            }
            return items;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
