package org.singletable.jdbc.statement;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.singletable.jdbc.testing.ProxiedEngine;

/** An engine of each test's own, a connection through its proxy, and one past it. */
abstract class FaultyConnections {
    static final String MAPPING = "classpath:mappings/faults.json";
    static final String TABLE = "faults";

    final ProxiedEngine engine = new ProxiedEngine();
    private final String properties;
    Connection connection;
    Connection direct;

    /** @param properties of the connection through the proxy, each after a {@code &} */
    FaultyConnections(String properties) {
        this.properties = properties;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(engine.url(MAPPING, TABLE) + properties);
        direct = DriverManager.getConnection(engine.directUrl(MAPPING, TABLE));
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        direct.close();
        engine.close();
    }
}
