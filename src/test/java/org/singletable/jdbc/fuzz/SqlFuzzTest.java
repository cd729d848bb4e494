package org.singletable.jdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.differential.RandomTables;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** SQL texts, carried out on tables with a few rows. */
class SqlFuzzTest {
    private static final int INPUTS = Fuzzing.number(500);
    private static final int INPUTS_PER_TABLE = 500;
    private static final int REPETITIONS = Integer.getInteger("fuzz.repetitions", 4_000);
    private static final int ROWS = 30;

    private final EmbeddedEngine engine = EmbeddedEngine.inMemory();
    private @Nullable RandomTables tables;
    private @Nullable Connection connection;
    private int statements;

    @Test
    void onlySqlExceptionsComeOut() throws SQLException {
        try {
            Fuzzing fuzzing = Fuzzing.run("SqlFuzzTest", INPUTS, (random, description) -> {
                if (statements++ % INPUTS_PER_TABLE == 0) {
                    open(random);
                }
                RandomTables.Text text = RandomSql.next(tables, random);
                int way = random.nextInt(3);
                description.is(text.sql() + " " + text.parameters());
                return () -> {
                    if (way == 0) {
                        Rows.execute(connection, text.sql());
                    } else {
                        executePrepared(way == 1 ? text.sql() : "EXPLAIN " + text.sql(), text);
                    }
                };
            });
            assertThat(fuzzing.ended("no error")).as("some are statements").isPositive();
            assertThat(fuzzing.ended("42601")).as("some are none").isPositive();
        } finally {
            close();
            engine.close();
        }
    }

    /** The parser looks ahead, and here and there again and again: no repetition may make that a matter of minutes. */
    @Test
    void repetitions() throws SQLException {
        try {
            open(new Random(1));
            Fuzzing.run("SqlFuzzTest, repetitions", Fuzzing.number(40), (random, description) -> {
                String sql = RandomSql.repeated(REPETITIONS, random);
                description.is(sql);
                return () -> connection.prepareStatement(sql).close();
            });
        } finally {
            close();
            engine.close();
        }
    }

    private void open(Random random) throws SQLException {
        close();
        tables = RandomTables.of(random);
        Properties properties = new Properties();
        properties.setProperty("mappingJson", tables.mapping());
        properties.setProperty("scan", "allow");
        properties.setProperty("ensureTable", "true");
        properties.setProperty("linger", "0");
        properties.setProperty("slowStatementMillis", "1");
        connection = DriverManager.getConnection(
                "jdbc:singletable://%s:%d/fuzz%d?user=singletable&password=singletable"
                        .formatted(
                                engine.endpoint().getHost(), engine.endpoint().getPort(), statements),
                properties);
        for (int i = 0; i < ROWS; i++) {
            RandomTables.Text rows = tables.rows(random);
            try {
                executePrepared(rows.sql(), rows);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(rows.sql()).isNotEqualTo("XX000");
            }
        }
    }

    private void close() throws SQLException {
        if (connection != null) {
            String table = connection.getSchema();
            connection.unwrap(DynamoDbClient.class).deleteTable(request -> request.tableName(table));
            connection.close();
        }
    }

    private void executePrepared(String sql, RandomTables.Text text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows.limit(statement);
            int count = statement.getParameterMetaData().getParameterCount();
            for (int i = 0; i < count; i++) {
                Object value = i < text.parameters().size() ? text.parameters().get(i) : Integer.valueOf(i);
                statement.setObject(i + 1, value);
            }
            statement.getMetaData();
            if (statement.execute()) {
                Rows.drain(statement.getResultSet());
            }
        }
    }
}
