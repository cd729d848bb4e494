package org.singletable.jdbc.statement;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.singletable.jdbc.testing.Sql;

/**
 * A way in which an application writes, on a table of {@code faults.json}: entities with and without a version.
 *
 * @param way how the statements are executed
 * @param operation of the request that writes, where {@code safeWrites} is off
 * @param plain what is done where its answer is lost, without a version
 * @param versioned likewise, with a version
 * @param statements with {@code @} for {@code plain} or {@code versioned} and {@code {known}} for what a row is sure to be like
 */
record WriteKind(String name, Way way, String operation, Resolved plain, Resolved versioned, List<String> statements) {
    enum Way {
        UPDATE,
        RETURNING,
        BATCH,
        COMMIT
    }

    /** How it is found out what became of a write without an answer. */
    enum Resolved {
        /** It is sent again. */
        BY_REPETITION,
        /** By the version of the row. */
        BY_VERSION,
        /** By the version of the row, if that is still what it was before. */
        WHERE_NOT_APPLIED,
        NEVER
    }

    /** Rows of each entity before each write. */
    static final List<String> ROWS = List.of(
            "INSERT INTO @ (id, owner, n, note) VALUES (1, 'ann', 10, 'x'), (2, 'ann', 20, 'y'), (3, 'bob', 30, 'z')",
            "UPDATE @ SET note = 'x' WHERE id = 1",
            "INSERT INTO @_doc (id, title, size) VALUES (1, 'one', 1)",
            "INSERT INTO @_member (name, email) VALUES ('ann', 'a@x')");

    private static WriteKind repeated(Way way, String operation, String... statements) {
        return of(way, operation, Resolved.BY_REPETITION, Resolved.BY_REPETITION, statements);
    }

    private static WriteKind of(Way way, String operation, Resolved plain, Resolved versioned, String... statements) {
        return new WriteKind(String.join("; ", statements), way, operation, plain, versioned, List.of(statements));
    }

    static final List<WriteKind> ALL = List.of(
            repeated(Way.UPDATE, "PutItem", "INSERT INTO @ (id, owner, n) VALUES (9, 'zoe', 1)"),
            repeated(Way.RETURNING, "PutItem", "INSERT INTO @ (id, owner, n) VALUES (9, 'zoe', 1) RETURNING *"),
            repeated(
                    Way.UPDATE,
                    "TransactWriteItems",
                    "INSERT INTO @ (id, owner, n) VALUES (8, 'yan', 1), (9, 'zoe', 1)"),
            repeated(Way.UPDATE, "TransactWriteItems", "INSERT INTO @_member (name, email) VALUES ('zoe', 'z@x')"),
            repeated(Way.UPDATE, "PutItem", "INSERT INTO @ (id, n) VALUES (9, 1) ON CONFLICT DO NOTHING"),
            repeated(Way.UPDATE, "PutItem", "INSERT INTO @ (id, n) VALUES (1, 1), (9, 1) ON CONFLICT DO NOTHING"),
            of(
                    Way.UPDATE,
                    "PutItem",
                    Resolved.NEVER,
                    Resolved.NEVER,
                    "INSERT INTO @ (id, n) VALUES (9, 1) ON CONFLICT (id) DO UPDATE SET n = @.n + excluded.n"),
            of(
                    Way.UPDATE,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.BY_VERSION,
                    "INSERT INTO @ (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = @.n + excluded.n"),
            repeated(
                    Way.UPDATE,
                    "TransactWriteItems",
                    "INSERT INTO @ (id, n) VALUES (1, 1), (9, 1) ON CONFLICT (id) DO UPDATE SET n = @.n + excluded.n"),
            of(
                    Way.UPDATE,
                    "PutItem",
                    Resolved.BY_REPETITION,
                    Resolved.BY_VERSION,
                    "UPSERT INTO @ (id, owner, n) VALUES (1, 'eve', 5)"),
            repeated(Way.UPDATE, "TransactWriteItems", "REPLACE INTO @ (id, n) VALUES (1, 5), (9, 6)"),
            of(Way.UPDATE, "UpdateItem", Resolved.NEVER, Resolved.NEVER, "UPDATE @ SET note = 'new' WHERE id = 1"),
            of(
                    Way.UPDATE,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.NEVER,
                    "UPDATE @ SET note = 'new' WHERE id = 1 AND n >= 10"),
            of(
                    Way.UPDATE,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.BY_VERSION,
                    "UPDATE @ SET note = 'new' WHERE id = 1 AND {known}"),
            of(
                    Way.RETURNING,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.BY_VERSION,
                    "UPDATE @ SET note = NULL WHERE id = 1 AND {known} RETURNING *"),
            of(Way.UPDATE, "UpdateItem", Resolved.NEVER, Resolved.NEVER, "UPDATE @ SET n = n + 1 WHERE id = 1"),
            of(
                    Way.UPDATE,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.WHERE_NOT_APPLIED,
                    "UPDATE @ SET n = n + 1 WHERE id = 1 AND {known}"),
            of(
                    Way.RETURNING,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.NEVER,
                    "UPDATE @ SET n = n + 1 WHERE id = 1 RETURNING n"),
            of(
                    Way.UPDATE,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.BY_VERSION,
                    "UPDATE @ SET n = n + 1, note = note || '!' WHERE id = 1"),
            of(
                    Way.UPDATE,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.BY_VERSION,
                    "UPDATE @_doc SET title = 'new' WHERE id = 1"),
            repeated(Way.UPDATE, "TransactWriteItems", "UPDATE @ SET n = n + 1 WHERE owner = 'ann'"),
            repeated(Way.RETURNING, "TransactWriteItems", "UPDATE @ SET n = n + 1 WHERE id IN (1, 2) RETURNING id, n"),
            repeated(Way.UPDATE, "TransactWriteItems", "UPDATE @ SET id = 9 WHERE id = 1"),
            repeated(Way.UPDATE, "TransactWriteItems", "UPDATE @_member SET email = 'b@x' WHERE name = 'ann'"),
            of(Way.UPDATE, "DeleteItem", Resolved.NEVER, Resolved.NEVER, "DELETE FROM @ WHERE id = 1"),
            of(
                    Way.UPDATE,
                    "DeleteItem",
                    Resolved.NEVER,
                    Resolved.WHERE_NOT_APPLIED,
                    "DELETE FROM @ WHERE id = 1 AND {known}"),
            of(
                    Way.RETURNING,
                    "DeleteItem",
                    Resolved.NEVER,
                    Resolved.WHERE_NOT_APPLIED,
                    "DELETE FROM @ WHERE id = 1 AND note LIKE '%x' RETURNING *"),
            repeated(Way.UPDATE, "TransactWriteItems", "DELETE FROM @ WHERE owner = 'ann'"),
            repeated(Way.UPDATE, "TransactWriteItems", "DELETE FROM @_member WHERE name = 'ann'"),
            repeated(
                    Way.BATCH,
                    "PutItem",
                    "INSERT INTO @ (id, n) VALUES (7, 1)",
                    "INSERT INTO @ (id, n) VALUES (8, 1)",
                    "INSERT INTO @ (id, n) VALUES (9, 1)"),
            of(
                    Way.BATCH,
                    "UpdateItem",
                    Resolved.NEVER,
                    Resolved.NEVER,
                    "INSERT INTO @ (id, n) VALUES (9, 1)",
                    "UPDATE @ SET n = n + 1 WHERE id = 1",
                    "DELETE FROM @ WHERE id = 2"),
            repeated(
                    Way.COMMIT,
                    "TransactWriteItems",
                    "INSERT INTO @ (id, n) VALUES (9, 1)",
                    "UPDATE @ SET n = n + 1 WHERE id = 1",
                    "DELETE FROM @ WHERE id = 2"));

    @Override
    public String toString() {
        return way == Way.UPDATE ? name : way + ": " + name;
    }

    /** The statements of the entity with or without a version. */
    static List<String> of(List<String> statements, boolean versioned) {
        return statements.stream()
                .map(sql -> sql.replace("@", versioned ? "versioned" : "plain")
                        .replace("{known}", versioned ? "version = 2" : "n = 10"))
                .toList();
    }

    /** Executes the statements, and says what the driver says of them: update counts or rows. */
    String execute(Connection connection, boolean versioned) throws SQLException {
        List<String> sql = of(statements, versioned);
        return switch (way) {
            case UPDATE -> "count " + Sql.update(connection, sql.get(0));
            case RETURNING -> "rows " + Sql.rows(connection, sql.get(0));
            case BATCH -> batch(connection, sql);
            case COMMIT -> commit(connection, sql);
        };
    }

    private static String batch(Connection connection, List<String> sql) throws SQLException {
        try (Statement batch = connection.createStatement()) {
            for (String each : sql) {
                batch.addBatch(each);
            }
            return "counts " + Arrays.toString(batch.executeBatch());
        }
    }

    private static String commit(Connection connection, List<String> sql) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (String each : sql) {
                Sql.update(connection, each);
            }
            connection.commit();
            return "committed";
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What the driver says where it fails: the state, and of a batch the counts. */
    static String said(SQLException error) {
        return error instanceof BatchUpdateException batch
                ? error.getSQLState() + " " + Arrays.toString(batch.getUpdateCounts())
                : error.getSQLState();
    }

    /** Of a batch the entries that nothing went wrong with, executed by themselves; else nothing. */
    void executeOthers(Connection connection, boolean versioned) throws SQLException {
        if (way == Way.BATCH) {
            List<String> sql = of(statements, versioned);
            Sql.update(connection, sql.get(0));
            Sql.update(connection, sql.get(2));
        }
    }
}
