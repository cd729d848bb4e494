package org.singletable.jdbc.faults;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Rows that only one thread writes, which follows what is known of them. */
final class Group {
    /** More worlds than these are told apart by reading. */
    private static final int MAX_WORLDS = 64;

    private final Kind kind;
    private final String box;
    private final DataSource connections;
    private final Random random;
    private final RandomChange changes;
    private final Tally tally;
    private final Belief belief;

    Group(Kind kind, String box, DataSource connections, Random random, Tally tally) {
        this.kind = kind;
        this.box = box;
        this.connections = connections;
        this.random = random;
        this.changes = new RandomChange(kind, box, random);
        this.tally = tally;
        this.belief = new Belief(kind + " " + box);
    }

    /** Something is done to the rows, or they are read. */
    void act() throws SQLException {
        if (belief.size() > MAX_WORLDS) {
            read("all");
            return;
        }
        int choice = random.nextInt(100);
        if (choice < 50) {
            write(changes.next());
        } else if (choice < 60 && kind != Kind.UNIQUE) {
            batch();
        } else if (choice < 70) {
            transaction();
        } else if (choice < 99) {
            List<String> ways = List.of("key", "all", "list", "join", "count", "index", "returning");
            read(ways.get(random.nextInt(ways.size())));
        } else {
            read("scan");
        }
    }

    private static PreparedStatement prepare(Connection connection, Change change) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(change.sql());
        bind(statement, change.parameters());
        return statement;
    }

    private static void bind(PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }

    private void write(Change change) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = prepare(connection, change)) {
            long count = statement.executeLargeUpdate();
            tally.count("written");
            belief.done(change, count);
        } catch (SQLException e) {
            failed(change, e);
        }
    }

    private void failed(Change change, SQLException e) {
        tally.count(e.getSQLState());
        switch (Failures.of(e)) {
            case REFUSED -> belief.refused(change, e.getSQLState());
            case NOT_DONE -> belief.undone(change, e.getSQLState());
            case UNKNOWN -> belief.unknown(change, e.getSQLState());
        }
    }

    private List<Integer> someKeys() {
        List<Integer> keys =
                IntStream.range(0, RandomChange.KEYS).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(keys, random);
        return keys.subList(0, 2 + random.nextInt(2));
    }

    /** Entries on different rows, so that their order makes no difference. */
    private void batch() throws SQLException {
        List<Change> entries = new ArrayList<>();
        if (kind == Kind.PLAIN && random.nextBoolean()) {
            // One request for all.
            someKeys().forEach(k -> entries.add(changes.upsert(k)));
        } else {
            someKeys().forEach(k -> entries.add(changes.ofRow(k)));
        }
        try (Connection connection = connections.getConnection();
                Statement batch = connection.createStatement()) {
            for (Change entry : entries) {
                batch.addBatch(withValues(entry));
            }
            said(entries, batch.executeLargeBatch(), null);
        } catch (BatchUpdateException e) {
            said(entries, e.getLargeUpdateCounts(), e.getNextException());
        }
    }

    /** As entries of a batch of different statements have no parameters. */
    private static String withValues(Change change) {
        String sql = change.sql();
        for (Object parameter : change.parameters()) {
            sql = sql.replaceFirst("\\?", parameter instanceof String text ? "'" + text + "'" : parameter.toString());
        }
        return sql;
    }

    /** @param failures of the entries that failed, chained in their order */
    private void said(List<Change> entries, long[] counts, SQLException failures) {
        SQLException failure = failures;
        for (int i = 0; i < entries.size(); i++) {
            if (counts[i] == Statement.EXECUTE_FAILED) {
                failed(entries.get(i), failure);
                failure = failure.getNextException();
            } else {
                tally.count("written in a batch");
                belief.done(entries.get(i), counts[i]);
            }
        }
    }

    private void transaction() throws SQLException {
        Belief.Transaction transaction = belief.begin();
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            for (int k : someKeys()) {
                run(connection, changes.ofRow(k), transaction);
            }
            if (random.nextInt(5) == 0) {
                connection.rollback();
                transaction.undone("rolled back");
                return;
            }
            commit(connection, transaction);
        } catch (Lost e) {
            transaction.undone(e.getMessage());
        }
    }

    /** The pool has taken the connection away, as it does after errors of class 08, and with it the transaction. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(SQLException e) {
            super("connection taken away after " + e.getSQLState(), e);
        }
    }

    private void run(Connection connection, Change change, Belief.Transaction transaction) {
        try (PreparedStatement statement = prepare(connection, change)) {
            transaction.done(change, statement.executeLargeUpdate());
        } catch (SQLException e) {
            tally.count(e.getSQLState() + " in a transaction");
            switch (Failures.of(e)) {
                case REFUSED -> transaction.refused(change, e.getSQLState());
                case NOT_DONE -> transaction.failed(change, e.getSQLState());
                case UNKNOWN -> throw new AssertionError("nothing is written before the commit", e);
            }
            if (e.getSQLState().startsWith("08") || e.getSQLState().equals("40001")) {
                throw new Lost(e);
            }
        }
    }

    private void commit(Connection connection, Belief.Transaction transaction) {
        try {
            connection.commit();
            tally.count("committed");
            transaction.committed();
        } catch (SQLException e) {
            tally.count(e.getSQLState() + " of a commit");
            switch (Failures.of(e)) {
                case UNKNOWN -> transaction.unknown(e.getSQLState());
                case NOT_DONE -> transaction.undone(e.getSQLState());
                case REFUSED -> throw new AssertionError("a commit loses a race or nothing", e);
            }
        }
    }

    /** One that must see all rows as they are; or, by an index, may lack some. */
    private void read(String way) throws SQLException {
        int k = changes.key();
        try (Connection connection = connections.getConnection()) {
            switch (way) {
                case "key" -> {
                    World read = rows(connection, "SELECT # FROM @ WHERE box = ? AND k = ?", box, k);
                    saw(way, world -> world.row(k).equals(read.row(k)), read);
                }
                case "all" -> exact(way, rows(connection, "SELECT # FROM @ WHERE box = ? ORDER BY k DESC", box));
                case "list" -> exact(way, rows(connection, "SELECT # FROM @ WHERE box = ? AND k IN (3, 1, 2, 0)", box));
                case "join" ->
                    exact(way, rows(connection, "SELECT # FROM box b JOIN @ r ON r.box = b.id WHERE b.id = ?", box));
                case "scan" -> {
                    connection.createStatement().execute("SET consistentRead = 'strict'");
                    exact(way, rows(connection, "SELECT /*+ SCAN */ # FROM @ WHERE upper(owner) = upper(?)", box));
                }
                case "index" -> {
                    World read = rows(connection, "SELECT # FROM @ WHERE owner = ?", box);
                    belief.sawSome(
                            world -> world.rows()
                                    .entrySet()
                                    .containsAll(read.rows().entrySet()),
                            "by index some of " + read);
                }
                case "count" -> {
                    long count = number(connection, "SELECT COUNT(*) FROM @ WHERE box = ?", box);
                    saw(way, world -> world.rows().size() == count, count);
                }
                default -> returning(connection, k);
            }
            tally.count("read by " + way);
        } catch (SQLException e) {
            tally.count(e.getSQLState() + " of a read");
            if (Failures.of(e) != Failures.NOT_DONE) {
                throw new AssertionError("a read has no outcome", e);
            }
        }
    }

    private void saw(String way, Predicate<World> rows, Object read) {
        belief.saw(rows, "by " + way + " " + read);
    }

    private void exact(String way, World read) {
        saw(way, read::equals, read);
    }

    /** A write that tells what it has written. */
    private void returning(Connection connection, int k) throws SQLException {
        Change change = changes.add(k);
        Change returning =
                new Change(change.sql() + " RETURNING " + kind.columns(), change.parameters(), change.effect());
        try (PreparedStatement statement = prepare(connection, returning);
                ResultSet result = statement.executeQuery()) {
            World read = world(result);
            belief.done(returning, read.rows().size());
            saw("returning", world -> world.row(k).equals(read.row(k)), read);
        } catch (SQLException e) {
            failed(returning, e);
        }
    }

    private World rows(Connection connection, String sql, Object... parameters) throws SQLException {
        String whole = sql.replace("@", kind.entity()).replace("#", kind.columns());
        try (PreparedStatement statement = connection.prepareStatement(whole)) {
            bind(statement, List.of(parameters));
            try (ResultSet result = statement.executeQuery()) {
                return world(result);
            }
        }
    }

    private static World world(ResultSet result) throws SQLException {
        TreeMap<Integer, Row> rows = new TreeMap<>();
        while (result.next()) {
            Row row = new Row(result.getLong(2), result.getString(3), result.getLong(4));
            if (rows.put(result.getInt(1), row) != null) {
                throw new AssertionError("a row came twice: " + row);
            }
        }
        return new World(rows);
    }

    private long number(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("@", kind.entity()))) {
            bind(statement, List.of(parameters));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** The rows are read once more, when nothing goes wrong any more. */
    void settle(Connection connection) throws SQLException {
        exact("all at the end", rows(connection, "SELECT # FROM @ WHERE box = ?", box));
    }
}
