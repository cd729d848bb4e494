package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.sql.SqlParser;

/** What is parsed and has no plan yet is refused by name. */
class UnbuiltStatementsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
                    SELECT * FROM customer FOR UPDATE => FOR UPDATE
                    EXPLAIN SELECT * FROM customer FOR UPDATE => FOR UPDATE
                    INSERT INTO customer (username) VALUES (?), (?) => INSERT of more than one row
                    INSERT INTO customer (username) SELECT sku FROM product => INSERT ... SELECT
                    INSERT INTO customer DEFAULT VALUES => DEFAULT VALUES
                    INSERT INTO customer (username) VALUES (?) ON CONFLICT DO NOTHING => ON CONFLICT
                    INSERT INTO customer (username) VALUES (?) RETURNING * => RETURNING
                    UPSERT INTO customer (username) VALUES (?) => UPSERT or REPLACE
                    UPDATE customer SET email = ? WHERE username = ? RETURNING * => RETURNING
                    UPDATE /*+ SCAN */ customer SET email = ? => the hint SCAN in UPDATE
                    DELETE FROM customer WHERE username = ? RETURNING * => RETURNING
                    DELETE /*+ SCAN */ FROM customer => the hint SCAN in DELETE
                    COMMIT => COMMIT
                    ROLLBACK => ROLLBACK
                    SAVEPOINT x => SAVEPOINT
                    RELEASE SAVEPOINT x => RELEASE SAVEPOINT
                    CALL verify() => CALL
                    """)
    void refuses(String sql, String clause) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> new Planner(PlanSamples.SHOP, false).plan(SqlParser.parse(sql)))
                .withMessageStartingWith(clause + " is not supported yet; ")
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED));
    }
}
