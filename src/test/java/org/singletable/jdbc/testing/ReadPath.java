package org.singletable.jdbc.testing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways in which a query or procedure on {@link ReadPathTable} keeps requests in flight, each with the place to hold it at. */
public enum ReadPath {
    ONE_ROW("SELECT * FROM label WHERE id = 1", "GetItem", Pages.ALL, 1, 1, Waits.IN_EXECUTE),
    FIRST_PAGE("SELECT n FROM thing WHERE g = 'a'", "Query", Pages.ALL, 1, 1, Waits.IN_EXECUTE),
    PAGE_AHEAD("SELECT n FROM thing WHERE g = 'a'", "Query", Pages.LATER, 1, 2, Waits.BEHIND_ROWS),
    PARTITIONS("SELECT n FROM thing WHERE g IN ('a', 'b', 'c', 'd')", "Query", Pages.ALL, 4, 4, Waits.IN_EXECUTE),
    MERGED(
            "SELECT n FROM thing WHERE g IN ('a', 'b', 'c', 'd') ORDER BY n",
            "Query",
            Pages.ALL,
            4,
            4,
            Waits.IN_EXECUTE),
    MERGED_AHEAD(
            "SELECT n FROM thing WHERE g IN ('a', 'b', 'c', 'd') ORDER BY n",
            "Query",
            Pages.LATER,
            4,
            8,
            Waits.BEHIND_ROWS),
    BATCHES(
            IntStream.range(0, 250)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(", ", "SELECT name FROM label WHERE id IN (", ")")),
            "BatchGetItem",
            Pages.ALL,
            3,
            3,
            Waits.IN_EXECUTE),
    KEYS_OF_INDEX("SELECT t FROM thing WHERE k = 'k'", "Query", Pages.ALL, 1, 1, Waits.IN_EXECUTE),
    ITEMS_OF_INDEX("SELECT t FROM thing WHERE k = 'k'", "BatchGetItem", Pages.ALL, 2, 15, Waits.IN_NEXT),
    SEGMENTS("SELECT t FROM thing", "Scan", Pages.ALL, 4, 4, Waits.IN_EXECUTE),
    PHYSICAL_ITEMS("SELECT pk FROM _items WHERE pk = 'T#a'", "Query", Pages.LATER, 1, 2, Waits.BEHIND_ROWS),
    COUNT("SELECT COUNT(*) FROM thing WHERE g IN ('a', 'b', 'c', 'd')", "Query", Pages.ALL, 4, 4, Waits.IN_EXECUTE),
    COUNTED_ROWS(
            "SELECT COUNT(*) FROM thing WHERE g = 'a' AND upper(t) <> 'x'",
            "Query",
            Pages.LATER,
            1,
            2,
            Waits.IN_EXECUTE),
    COLLECTION(
            "SELECT f.id, m.n FROM folder f JOIN memo m ON m.id = f.id WHERE f.id = 'f'",
            "Query",
            Pages.ALL,
            1,
            1,
            Waits.IN_EXECUTE),
    LOOKUP_JOIN(
            "SELECT t.n, l.name FROM thing t JOIN label l ON l.id = t.label WHERE t.g = 'a'",
            "BatchGetItem",
            Pages.ALL,
            1,
            5,
            Waits.IN_NEXT),
    JOIN(
            "SELECT a.n FROM thing a JOIN thing b ON b.n = a.n WHERE a.g = 'a' AND b.g = 'b'",
            "Query",
            Pages.ALL,
            2,
            2,
            Waits.IN_EXECUTE),
    JOIN_AHEAD(
            "SELECT a.n FROM thing a JOIN thing b ON b.n = a.n WHERE a.g = 'a' AND b.g = 'b'",
            "Query",
            Pages.LATER,
            2,
            4,
            Waits.IN_NEXT),
    KEYS_OF_SUBQUERY(
            "SELECT name FROM label WHERE id IN (SELECT label FROM thing WHERE g = 'a')",
            "Query",
            Pages.ALL,
            1,
            1,
            Waits.IN_EXECUTE),
    VALUE_OF_SUBQUERY(
            "SELECT (SELECT MAX(t) FROM thing WHERE g = 'b') FROM label WHERE id = 1",
            "Query",
            Pages.ALL,
            1,
            2,
            Waits.IN_NEXT),
    EXISTS(
            "SELECT name FROM label WHERE id = 1 AND EXISTS (SELECT 1 FROM thing WHERE g = 'b' AND t <> 'x')",
            "Query",
            Pages.ALL,
            1,
            2,
            Waits.IN_NEXT),
    SORT("SELECT n FROM thing WHERE g = 'a' ORDER BY t", "Query", Pages.LATER, 1, 2, Waits.IN_NEXT),
    GROUP("SELECT t, COUNT(*) FROM thing WHERE g = 'a' GROUP BY t", "Query", Pages.LATER, 1, 2, Waits.IN_NEXT),
    DISTINCT("SELECT DISTINCT t FROM thing WHERE g IN ('a', 'b')", "Query", Pages.LATER, 1, 3, Waits.BEHIND_ROWS),
    UNION_ALL(
            "SELECT n FROM thing WHERE g = 'a' UNION ALL SELECT n FROM thing WHERE g = 'b'",
            "Query",
            Pages.ALL,
            2,
            2,
            Waits.IN_EXECUTE),
    EXPLAIN_ANALYZE(
            "EXPLAIN ANALYZE SELECT n FROM thing WHERE g IN ('a', 'b', 'c', 'd') ORDER BY n",
            "Query",
            Pages.LATER,
            4,
            8,
            Waits.IN_EXECUTE),
    VERIFY("CALL singletable_verify('thing')", "Scan", Pages.ALL, 1, 1, Waits.IN_EXECUTE),
    VERIFY_AHEAD("CALL singletable_verify('thing')", "Scan", Pages.LATER, 1, 2, Waits.IN_NEXT),
    VERIFY_LOOKUP("CALL singletable_verify('tag')", "BatchGetItem", Pages.ALL, 1, 12, Waits.IN_NEXT);

    /** Where a statement waits whose requests are held. */
    private enum Waits {
        IN_EXECUTE,
        /** The first {@code next()} waits. */
        IN_NEXT,
        /** The first rows come, then {@code next()} waits. */
        BEHIND_ROWS
    }

    private enum Pages {
        ALL,
        /** All but the first one of a Query. */
        LATER
    }

    private final String sql;
    private final String operation;
    private final Pages pages;
    private final int inFlight;
    private final int sent;
    private final Waits waits;

    ReadPath(String sql, String operation, Pages pages, int inFlight, int sent, Waits waits) {
        this.sql = sql;
        this.operation = operation;
        this.pages = pages;
        this.inFlight = inFlight;
        this.sent = sent;
        this.waits = waits;
    }

    public String sql() {
        return sql;
    }

    public String operation() {
        return operation;
    }

    /** Requests that are held until the statement waits for them, and sends no others. */
    public int inFlight() {
        return inFlight;
    }

    /** All requests that the statement has sent when it waits for the held ones: those before them, too, and read-ahead. */
    public int sent() {
        return sent;
    }

    public boolean waitsInExecute() {
        return waits == Waits.IN_EXECUTE;
    }

    public boolean waitsBehindRows() {
        return waits == Waits.BEHIND_ROWS;
    }

    /** Whether a request is to be held. */
    public boolean holds(WireRequest request) {
        boolean first = !request.body().has("ExclusiveStartKey");
        return request.operation().equals(operation) && (pages == Pages.ALL || !first);
    }

    /** The second one of those to be held of one execution, the first one where there is no second. */
    public Predicate<WireRequest> second() {
        AtomicInteger number = new AtomicInteger();
        return request -> holds(request) && number.incrementAndGet() == Math.min(2, inFlight);
    }
}
