package org.singletable.jdbc.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;

/** The table that {@link ReadPath} reads, on an engine of its own behind a proxy. */
public final class ReadPathTable implements AutoCloseable {
    private static final int ROWS_OF_PARTITION = 30;

    private static final String MAPPING = """
            {"table": "paths",
             "physical": {"keys": ["pk", "sk"], "indexes": {"slim": {"keys": ["spk", "ssk"], "projection": "KEYS_ONLY"}}},
             "entities": {
               "thing": {
                 "item": {"pk": "T#{g|key}", "sk": "{n|key}", "spk": "S#{k|key}", "ssk": "{n|key}"},
                 "columns": {"g": "string!", "n": "int!", "k": "string!", "label": "int", "t": "string"}},
               "label": {
                 "item": {"pk": "L#{id|key}", "sk": "label"},
                 "columns": {"id": "int!", "name": "string"}},
               "tag": {
                 "item": {"pk": "TAG#{id|key}", "sk": "tag"},
                 "columns": {"id": "int!", "name": "string"},
                 "unique": [{"columns": ["name"], "item": {"pk": "NAME#{name|key}", "sk": "name", "owner": "{id|key}"}}]},
               "folder": {
                 "item": {"pk": "F#{id|key}", "sk": "folder"},
                 "columns": {"id": "string!"}},
               "memo": {
                 "item": {"pk": "F#{id|key}", "sk": "memo#{n|key}"},
                 "columns": {"id": "string!", "n": "int!"}}}}
            """;

    private final ProxiedEngine engine = new ProxiedEngine();

    public ReadPathTable() throws SQLException {
        try (Connection connection = connect("")) {
            insert(connection, "INSERT INTO thing (n, label, t, g, k) VALUES (?, ?, ?, 'a', 'k')");
            insert(connection, "INSERT INTO thing (n, label, t, g, k) VALUES (?, ?, ?, 'b', 'k')");
            insert(connection, "INSERT INTO thing (n, label, t, g, k) VALUES (?, ?, ?, 'c', 'k')");
            insert(connection, "INSERT INTO thing (n, label, t, g, k) VALUES (?, ?, ?, 'd', 'k')");
            for (int id = 0; id < ROWS_OF_PARTITION; id++) {
                Sql.update(connection, "INSERT INTO label (id, name) VALUES (?, 'l')", id);
            }
            Sql.update(connection, "INSERT INTO tag (id, name) VALUES (1, 'new')");
            Sql.update(connection, "INSERT INTO folder (id) VALUES ('f')");
            Sql.update(connection, "INSERT INTO memo (id, n) VALUES ('f', 1)");
        }
    }

    private static void insert(Connection connection, String sql) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int n = 0; n < ROWS_OF_PARTITION; n++) {
                insert.setInt(1, n);
                insert.setInt(2, n);
                insert.setString(3, "text " + n);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** @param more properties, {@code &retries=0} */
    public String url(String more) {
        return "jdbc:singletable://%s:%d/paths?ensureTable=true&linger=0&user=singletable&password=singletable%s"
                        .formatted(
                                proxy().endpoint().getHost(),
                                proxy().endpoint().getPort(),
                                "&pageSize=10&scan=allow&scanSegments=4")
                + more;
    }

    /** What goes with {@link #url}. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        return properties;
    }

    /** @param more properties, {@code &retries=0} */
    public Connection connect(String more) throws SQLException {
        return DriverManager.getConnection(url(more), properties());
    }

    public RecordingProxy proxy() {
        return engine.proxy();
    }

    @Override
    public void close() {
        engine.close();
    }
}
