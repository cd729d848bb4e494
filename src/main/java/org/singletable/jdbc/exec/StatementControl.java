package org.singletable.jdbc.exec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.RequestContext;

/** One execution of a statement seen from outside: its deadline, its cancellation, and what it has cost so far. Thread-safe. */
public final class StatementControl {
    private final RequestContext context;
    private final CopyOnWriteArrayList<String> warnings = new CopyOnWriteArrayList<>();

    /**
     * @param timeout for the whole statement, null for none
     * @param callTimeout for each of its requests, null for none
     * @param maxReadUnits read capacity units after which it is stopped, 0 for no limit
     */
    public StatementControl(@Nullable Duration timeout, @Nullable Duration callTimeout, long maxReadUnits) {
        this.context = new RequestContext(timeout, callTimeout, maxReadUnits);
    }

    /** No further request is sent for this statement. */
    public void cancel() {
        context.cancel();
    }

    /** Whether nothing more is sent for this statement: it was cancelled, has failed, or was read or closed. */
    public boolean isEnded() {
        return context.isEnded();
    }

    /** Tells the application something that is no error, such as what a Scan has read; the same only once. */
    public void warn(String message) {
        warnings.addIfAbsent(message);
    }

    /** What {@link #warn} was told so far, in order. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Requests sent, retries included, by the operation's name in DynamoDB's API, such as {@code GetItem}. */
    public Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        context.cost().requests().forEach((operation, count) -> requests.put(operation.wireName(), count));
        return requests;
    }

    /** Items DynamoDB read for the statement. */
    public long itemsRead() {
        return context.cost().itemsRead();
    }

    /** Read capacity units consumed, as DynamoDB reported them. */
    public double readUnits() {
        return context.cost().readUnits();
    }

    /** Write capacity units consumed, as DynamoDB reported them. */
    public double writeUnits() {
        return context.cost().writeUnits();
    }

    public RequestContext context() {
        return context;
    }
}
