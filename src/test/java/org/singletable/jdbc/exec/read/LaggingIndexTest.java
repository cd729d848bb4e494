package org.singletable.jdbc.exec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.AwsLike;
import org.singletable.jdbc.testing.AwsLikeEngine;
import org.singletable.jdbc.testing.Sql;

/** Rows that a global index does not have yet. */
class LaggingIndexTest {
    private static final String BY_INDEX = "SELECT order_id FROM \"order\" WHERE status = 'new'";
    private static final String BY_KEY = "SELECT order_id FROM \"order\" WHERE username = 'ann'";

    @Test
    void aRowIsMissingFromTheIndexAndNowhereElse() throws SQLException {
        try (AwsLikeEngine engine = new AwsLikeEngine(1, AwsLike.Settings.NEVER);
                Connection connection =
                        DriverManager.getConnection(engine.url("classpath:mappings/shop.json", "shop"))) {
            Sql.update(connection, "INSERT INTO customer (username, email, points) VALUES ('ann', 'a', 1)");
            for (String id : new String[] {"o1", "o2"}) {
                Sql.update(
                        connection,
                        "INSERT INTO \"order\" (username, order_id, status, total, placed) VALUES ('ann', ?, 'new', 1,"
                                + " '2024-06-01T12:00:00Z')",
                        id);
            }
            engine.hide("gsi2", "{'pk': {'S': 'customer#ann'}, 'sk': {'S': 'order#o2'}}");
            engine.hide("by_total", "{'pk': {'S': 'customer#ann'}, 'sk': {'S': 'order#o2'}}");

            assertThat(Sql.rows(connection, BY_INDEX)).containsExactly("o1");
            assertThat(Sql.rows(connection, BY_KEY)).containsExactly("o1", "o2");
            assertThat(Sql.rows(connection, "SELECT status FROM \"order\" WHERE username = 'ann' AND order_id = 'o2'"))
                    .containsExactly("new");
            assertThat(String.join("\n", Sql.rows(connection, "EXPLAIN " + BY_INDEX)))
                    .contains("eventually consistent");

            set(connection, "consistentRead = strict");
            assertThat(Sql.rows(connection, BY_INDEX)).containsExactlyInAnyOrder("o1", "o2");
            set(connection, "scan = forbid");
            assertThatThrownBy(() -> Sql.rows(connection, BY_INDEX)).hasMessageContaining("scan=forbid");

            engine.catchUp();
            set(connection, "consistentRead = true");
            assertThat(Sql.rows(connection, BY_INDEX)).containsExactlyInAnyOrder("o1", "o2");
        }
    }

    private static void set(Connection connection, String setting) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("SET " + setting);
        }
    }
}
