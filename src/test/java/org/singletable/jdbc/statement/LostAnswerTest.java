package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.net.SocketException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.statement.WriteKind.Resolved;
import org.singletable.jdbc.statement.WriteKind.Way;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.RecordingProxy.Hang;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;
import org.singletable.jdbc.testing.RecordingProxy.LostRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every way to write meets what can happen to a request: what the driver says of it is compared with what the table holds,
 * which the SDK's client reads past the proxy. What a write makes of the table is what it makes of it where nothing goes wrong.
 */
class LostAnswerTest {
    private static final String MAPPING = "classpath:mappings/faults.json";

    private static ProxiedEngine engine;
    private static RecordingProxy proxy;
    private static Connection direct;
    private static Connection plainWrites;
    private static Connection tokens;
    private static StoredTable table;
    private static List<Map<String, AttributeValue>> before;

    @BeforeAll
    static void start() throws SQLException {
        engine = new ProxiedEngine();
        proxy = engine.proxy();
        direct = DriverManager.getConnection(engine.directUrl(MAPPING, "faults"));
        plainWrites = DriverManager.getConnection(engine.url(MAPPING, "faults") + "&retries=2");
        tokens = DriverManager.getConnection(engine.url(MAPPING, "faults") + "&retries=2&safeWrites=token");
        table = new StoredTable(direct);
        for (boolean versioned : List.of(false, true)) {
            for (String sql : WriteKind.of(WriteKind.ROWS, versioned)) {
                update(direct, sql);
            }
        }
        before = table.items();
    }

    @AfterAll
    static void stop() throws SQLException {
        plainWrites.close();
        tokens.close();
        direct.close();
        engine.close();
    }

    @BeforeEach
    void reset() {
        table.restore(before);
        proxy.reset();
    }

    @AfterEach
    void forget() {
        proxy.forgetFaults();
    }

    /** What happens to the request that writes, or to all of them. */
    private enum Mishap {
        LOST_ANSWER(true) {
            @Override
            void happensTo(String operation) {
                proxy.fail(operation, new LostAnswer());
            }
        },
        ERROR_AFTERWARDS(true) {
            @Override
            void happensTo(String operation) {
                proxy.fail(operation, Faults.internalErrorAfterwards());
            }
        },
        LOST_REQUEST(false) {
            @Override
            void happensTo(String operation) {
                proxy.fail(operation, new LostRequest());
            }
        },
        /** It is lost to the client, and comes to the engine later than whatever is done about that. */
        LATE_REQUEST(false) {
            @Override
            void happensTo(String operation) {
                Faults.late().forEach(fault -> proxy.fail(operation, fault));
            }
        },
        /** Nothing comes through any more when it has been applied. */
        LOST_FROM_THEN_ON(true) {
            @Override
            void happensTo(String operation) {
                AtomicBoolean applied = new AtomicBoolean();
                proxy.fail(operation, new LostAnswer());
                proxy.failEach(
                        request -> applied.get() || request.operation().equals(operation) && applied.getAndSet(true),
                        new LostRequest());
            }
        },
        /** Reading goes well all the time. */
        NEVER_APPLIED(false) {
            @Override
            void happensTo(String operation) {
                proxy.failEach(request -> request.operation().equals(operation), new LostRequest());
            }
        },
        ALWAYS_THROTTLED(false) {
            @Override
            void happensTo(String operation) {
                proxy.failEach(request -> request.operation().equals(operation), Faults.throttled());
            }
        };

        private final boolean applied;

        Mishap(boolean applied) {
            this.applied = applied;
        }

        abstract void happensTo(String operation);

        boolean lasts() {
            return compareTo(LOST_FROM_THEN_ON) >= 0;
        }

        /** Whether the driver can find out that the write is done, or can do it. */
        boolean isResolved(Resolved how) {
            return !lasts()
                    && switch (how) {
                        case BY_REPETITION, BY_VERSION -> true;
                        case WHERE_NOT_APPLIED -> !applied && this != LATE_REQUEST;
                        case NEVER -> false;
                    };
        }

        /** Whether it is applied although nobody can say so. */
        boolean isAppliedUnknown(Resolved how) {
            return applied || this == LATE_REQUEST && how == Resolved.WHERE_NOT_APPLIED;
        }
    }

    /** A kind of write on entities with or without a version, with or without {@code safeWrites=token}. */
    private record Case(WriteKind kind, boolean versioned, boolean withTokens) {
        Connection connection() {
            return withTokens ? tokens : plainWrites;
        }

        String operation() {
            return withTokens ? "TransactWriteItems" : kind.operation();
        }

        /** Whether it is resolved otherwise than other cases of the kind. */
        boolean isOfItsOwn() {
            return !withTokens && (!versioned || kind.versioned() != kind.plain());
        }

        Resolved resolved() {
            return withTokens ? Resolved.BY_REPETITION : versioned ? kind.versioned() : kind.plain();
        }

        @Override
        public String toString() {
            return (versioned ? "versioned " : "plain ") + (withTokens ? "token " : "") + kind;
        }
    }

    /** @param others the table where only those entries of a batch were applied that nothing goes wrong with */
    private record Undisturbed(String said, List<String> after, List<String> others) {
        private static final Map<Case, Undisturbed> KNOWN = new HashMap<>();

        static Undisturbed of(Case each) throws SQLException {
            Undisturbed known = KNOWN.get(each);
            if (known == null) {
                known = run(each);
                KNOWN.put(each, known);
            }
            return known;
        }

        private static Undisturbed run(Case each) throws SQLException {
            each.kind().executeOthers(direct, each.versioned());
            List<String> others = table.contents();
            table.restore(before);
            List<String> untouched = table.contents();
            String said = each.kind().execute(each.connection(), each.versioned());
            List<String> after = table.contents();
            assertThat(after).isNotEqualTo(untouched).isNotEqualTo(others);
            table.restore(before);
            return new Undisturbed(said, after, others);
        }
    }

    static Stream<Case> cases() {
        return WriteKind.ALL.stream()
                .flatMap(kind -> Stream.of(
                        new Case(kind, false, false), new Case(kind, true, false), new Case(kind, false, true)));
    }

    /** All of them where it makes a difference what is written. */
    static Stream<Arguments> mishaps() {
        return cases().flatMap(each -> Arrays.stream(Mishap.values())
                .filter(mishap -> each.isOfItsOwn()
                        || mishap == Mishap.LOST_ANSWER
                        || each.withTokens() && mishap == Mishap.LOST_FROM_THEN_ON)
                // Entries of a batch that are sent beside each other: which one is the first is not known.
                .filter(mishap -> each.kind().way() != Way.BATCH || !mishap.lasts())
                .map(mishap -> Arguments.of(each, mishap)));
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void theDriversWordAgreesWithTheTable(Case each, Mishap mishap) throws SQLException {
        Undisturbed normal = Undisturbed.of(each);
        proxy.reset();
        mishap.happensTo(each.operation());

        String said = said(each);

        proxy.forgetFaults();
        assertThat(proxy.count(each.operation()))
                .as("requests that something could happen to")
                .isPositive();
        boolean resolved = mishap.isResolved(each.resolved());
        assertThat(said).isEqualTo(resolved ? normal.said() : failure(each, mishap));
        boolean applied = resolved || mishap.isAppliedUnknown(each.resolved());
        assertThat(table.contents()).isEqualTo(applied ? normal.after() : normal.others());
        assertUsable(each.connection());
    }

    /** What the driver says where it cannot be told, or where it is sure that nothing was applied. */
    private static String failure(Case each, Mishap mishap) {
        String state =
                mishap == Mishap.ALWAYS_THROTTLED ? "53400" : each.kind().way() == Way.COMMIT ? "08007" : "58030";
        return each.kind().way() == Way.BATCH ? state + " [1, -3, 1]" : state;
    }

    private static String said(Case each) {
        try {
            return each.kind().execute(each.connection(), each.versioned());
        } catch (SQLException e) {
            assertNoSocketException(e);
            return WriteKind.said(e);
        }
    }

    /** On one, tools execute the statement once more. */
    private static void assertNoSocketException(SQLException error) {
        for (SQLException each = error; each != null; each = each.getNextException()) {
            for (Throwable cause = each; cause != null; cause = cause.getCause()) {
                assertThat(cause).isNotInstanceOf(SocketException.class);
            }
        }
    }

    private static void assertUsable(Connection connection) throws SQLException {
        assertThat(connection.isValid(1)).isTrue();
        assertThat(rows(connection, "SELECT n FROM plain WHERE id = 3")).containsExactly("30");
    }

    static Stream<Case> singleStatements() {
        return cases().filter(each -> each.kind().way() == Way.UPDATE && !each.versioned() && !each.withTokens());
    }

    @ParameterizedTest
    @MethodSource("singleStatements")
    void cancelledWhenItWasApplied(Case each) throws SQLException {
        Undisturbed normal = Undisturbed.of(each);
        try (Statement statement = each.connection().createStatement()) {
            proxy.fail(each.operation(), Faults.before(() -> cancel(statement)));

            SQLException error = failure(
                    statement,
                    WriteKind.of(each.kind().statements(), each.versioned()).get(0));

            assertThat(error.getSQLState()).isEqualTo("57014");
            assertThat(error.getMessage()).contains("outcome is unknown");
            assertNoSocketException(error);
        }
        assertThat(table.contents()).isEqualTo(normal.after());
        assertUsable(each.connection());
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static SQLException failure(Statement statement, String sql) {
        try {
            int count = statement.executeUpdate(sql);
            throw new AssertionError("no failure, but a count of " + count);
        } catch (SQLException e) {
            return e;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "UpdateItem; UPDATE plain SET n = n + 1 WHERE id = 1",
                "PutItem; INSERT INTO plain (id, n) VALUES (9, 1)",
                "TransactWriteItems; DELETE FROM plain WHERE owner = 'ann'",
            })
    void pastTheTimeoutOnItsWay(String operation, String sql) throws SQLException {
        try (Statement statement = plainWrites.createStatement()) {
            statement.setQueryTimeout(1);
            proxy.fail(operation, new Hang());
            SQLException error = failure(statement, sql);
            assertThat(error.getSQLState()).isEqualTo("HYT00");
            assertThat(error.getMessage()).contains("outcome is unknown");
            assertNoSocketException(error);
        }
        assertUsable(plainWrites);
    }

    /** The answer is lost or the request, and before the driver finds out another client writes the row, too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "PutItem; INSERT INTO plain (id, n) VALUES (9, 1); PutItem; UPDATE plain SET n = 2 WHERE id = 9",
                "PutItem; INSERT INTO plain (id, n) VALUES (9, 1) ON CONFLICT DO NOTHING; PutItem;"
                        + " UPDATE plain SET n = 2 WHERE id = 9",
                "UpdateItem; UPDATE versioned SET n = 11 WHERE id = 1 AND version = 2; GetItem;"
                        + " UPDATE versioned SET n = 12 WHERE id = 1",
                "UpdateItem; UPDATE versioned SET n = n + 1 WHERE id = 1 AND version = 2; GetItem;"
                        + " UPDATE versioned SET n = n + 1 WHERE id = 1",
                "DeleteItem; DELETE FROM versioned WHERE id = 1 AND version = 2; GetItem;"
                        + " UPSERT INTO versioned (id, n) VALUES (1, 5)",
            })
    void changedByOthersMeanwhile(String operation, String sql, String next, String others) throws SQLException {
        proxy.fail(operation, new LostAnswer());
        AtomicBoolean changed = new AtomicBoolean();
        proxy.fail(next, next.equals(operation) ? 2 : 1, Faults.after(() -> {
            changed.set(true);
            updateDirectly(others);
        }));
        try (Statement statement = plainWrites.createStatement()) {
            assertThat(failure(statement, sql).getSQLState()).isEqualTo("58030");
        }
        assertThat(changed).isTrue();
    }

    /** Another writer's next version is not this one's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPSERT INTO versioned (id, n) VALUES (1, 5)",
                "UPDATE versioned SET n = n + 1, note = note || '!' WHERE id = 1"
            })
    void lostWhileAnotherWriterCameThrough(String sql) throws SQLException {
        boolean upsert = sql.startsWith("UPSERT");
        String operation = upsert ? "PutItem" : "UpdateItem";
        proxy.fail(operation, new LostRequest());
        proxy.fail(
                "GetItem", 2, Faults.after(() -> updateDirectly("UPDATE versioned SET note = 'theirs' WHERE id = 1")));
        try (Statement statement = plainWrites.createStatement()) {
            assertThat(failure(statement, sql).getSQLState()).isEqualTo("58030");
        }
        assertThat(rows(direct, "SELECT n, note, version FROM versioned WHERE id = 1"))
                .containsExactly("10|theirs|3");
    }

    /** The version that the deleted row had, and every new one has. */
    @Test
    void aDeleteSparesTheRowThatWasInsertedAfterIt() throws SQLException {
        proxy.fail("DeleteItem", new LostAnswer());
        try (Statement statement = plainWrites.createStatement()) {
            assertThat(failure(statement, "DELETE FROM versioned WHERE id = 2 AND version = 1")
                            .getSQLState())
                    .isEqualTo("58030");
        }
        assertThat(proxy.count("DeleteItem")).isEqualTo(1);
    }

    private static void updateDirectly(String sql) {
        try {
            update(direct, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What failed is a read, so that nothing is in doubt, but a tool that sees a SocketException does not ask. */
    @ParameterizedTest
    @ValueSource(
            strings = {"UPDATE plain SET note = note || '!' WHERE id = 1", "UPSERT INTO versioned (id, n) VALUES (1, 5)"
            })
    void aReadOfAWriteThatIsLost(String sql) throws SQLException {
        proxy.failEach(request -> request.operation().equals("GetItem"), new LostRequest());
        try (Statement statement = plainWrites.createStatement()) {
            SQLException error = failure(statement, sql);
            assertThat(error.getSQLState()).isEqualTo("08006");
            assertNoSocketException(error);
            statement.addBatch(sql);
            SQLException ofBatch = catchThrowableOfType(SQLException.class, statement::executeBatch);
            assertThat(WriteKind.said(ofBatch)).isEqualTo("08006 [-3]");
            assertNoSocketException(ofBatch);
        }
    }

    /** On 08006 tools execute the statement once more, and the first row would be written twice. */
    @Test
    void aReadThatIsLostWhenRowsWereWritten() throws SQLException {
        try (Connection rowByRow =
                        DriverManager.getConnection(engine.url(MAPPING, "faults") + "&retries=2&atomicity=row");
                Statement statement = rowByRow.createStatement()) {
            proxy.fail(
                    "UpdateItem",
                    2,
                    Faults.after(() -> updateDirectly("UPDATE plain SET note = 'theirs' WHERE owner = 'ann'")));
            proxy.failEach(request -> request.operation().equals("GetItem"), new LostRequest());
            SQLException error = failure(statement, "UPDATE plain SET note = note || '!' WHERE owner = 'ann'");
            assertThat(error.getSQLState()).isEqualTo("58030");
            assertThat(error.getMessage()).contains("1 rows were written before");
            assertNoSocketException(error);
        }
    }
}
