package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shell without a URL: the embedded engine, the quickstart mapping and the sample rows. */
class SampleShopTest {
    @Test
    void eachStatementOfTheWelcomeGivesRows() {
        List<String> statements = SampleData.WELCOME
                .lines()
                .filter(line -> line.startsWith("  SELECT"))
                .toList();

        ShellRun run = ShellRun.of(statements.stream().collect(Collectors.joining("\n")), "--format=table");

        assertThat(statements).hasSize(3);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("""
                         username | email           | name | city      | joined
                        ----------+-----------------+------+-----------+----------------------
                         ann      | ann@example.com | Ann  | Amsterdam | 2026-01-05T09:00:00Z
                        (1 row)
                        """).contains("(3 rows)", "(5 rows)");
    }

    @Test
    void allRowsAreThere() {
        ShellRun run = ShellRun.of(
                "SELECT * FROM product; SELECT * FROM customer; SELECT * FROM order; SELECT * FROM order_line");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsSubsequence("(24 rows)", "(20 rows)", "(60 rows)", "(120 rows)");
    }

    @Test
    void rowsCanBeWrittenAndTheTableEndsWithTheRun() {
        String insert = "INSERT INTO customer (username, email) VALUES ('zed', 'zed@example.com');";
        String select = "SELECT email FROM customer WHERE username = 'zed';";

        assertThat(ShellRun.of(insert + select, "--format=csv").out()).isEqualTo("email\nzed@example.com\n");
        assertThat(ShellRun.of(select, "--format=csv").out()).isEqualTo("email\n");
    }

    @Test
    void showsItsTables() {
        ShellRun run = ShellRun.of("!tables\n!describe order_line");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("\n customer   | TABLE      | People who buy\n")
                .endsWith("""
                         COLUMN   | TYPE          | KEY | NULLABLE | DEFAULT | REMARKS
                        ----------+---------------+-----+----------+---------+----------------------------------
                         username | VARCHAR       |   1 | NO       |         |
                         order_id | VARCHAR       |   2 | NO       |         |
                         line_no  | INTEGER       |   3 | NO       |         |
                         sku      | VARCHAR       |     | NO       |         |
                         quantity | INTEGER       |     | NO       | 1       |
                         price    | DECIMAL(12,2) |     | NO       |         | Of one piece, when it was bought
                        (6 rows)

                        """);
    }

    @Test
    void errorsShowTheirState() {
        String sql = "INSERT INTO customer (username, email) VALUES ('ann', 'a')";
        ShellRun run = ShellRun.of("", "-e", sql);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error 23505: ").endsWith("  in -e, line 1: " + sql + "\n");
    }

    @Test
    void aMissingMappingIsAConnectionError() {
        ShellRun run = ShellRun.of("", "jdbc:singletable:mem:shop?mapping=missing.json", "-e", "SELECT 1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("Error ").contains("missing.json");
    }

    @Test
    void tellsItsVersion() {
        assertThat(ShellRun.of("", "--version").out()).matches("singletable-jdbc \\d+\\.\\d+\n");
    }
}
