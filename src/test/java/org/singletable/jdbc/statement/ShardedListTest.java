package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.ProxiedEngine;

/** A list that is spread over shards is read by one Query a shard, whose rows are merged in order. */
class ShardedListTest {
    private final ProxiedEngine engine = new ProxiedEngine();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(engine.url("classpath:mappings/sharded.json", "sharded"));
        for (int i = 0; i < 20; i++) {
            update(connection, "INSERT INTO reading (reading_id, amount) VALUES (?, ?)", i * 7 % 20, i);
            String visit = "INSERT INTO visit (day, visitor, site) VALUES (DATE '2024-06-03', ?, ?)";
            update(connection, visit, "v" + i, i % 2 == 0 ? "even" : "odd");
        }
        engine.proxy().reset();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT reading_id FROM reading ORDER BY reading_id LIMIT 4; 3; 0, 1, 2, 3",
                "SELECT reading_id FROM reading ORDER BY reading_id DESC LIMIT 3; 3; 19, 18, 17",
                "SELECT reading_id FROM reading WHERE reading_id > 16 ORDER BY reading_id; 3; 17, 18, 19",
                "SELECT COUNT(*) FROM reading; 3; 20",
                "SELECT COUNT(*) FROM reading WHERE amount < 5; 3; 5",
                "SELECT COUNT(*) FROM visit WHERE site = 'even'; 2; 10",
                "SELECT COUNT(*) FROM visit WHERE site IN ('even', 'odd'); 4; 20",
                "SELECT visitor FROM visit WHERE site = 'odd' AND day = '2024-06-03' AND visitor = 'v3'; 1; v3",
            })
    void oneQueryAShard(String sql, int queries, String expected) throws SQLException {
        assertThat(String.join(", ", rows(connection, sql))).isEqualTo(expected);
        String operation = sql.contains("'v3'") ? "GetItem" : "Query";
        assertThat(engine.operations()).isEqualTo(Collections.nCopies(queries, operation));
    }

    @Test
    void explainSaysHowManyThereAre() throws SQLException {
        List<String> plan = rows(connection, "EXPLAIN SELECT * FROM reading");
        assertThat(String.join("\n", plan)).contains("one Query for each of 3 shards");
    }
}
