package org.singletable.jdbc.dynamo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WireErrors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends requests, again where that is safe, inside the statement's deadline. */
final class RequestSender {
    private final TrackedHttpClient http;
    private final RetryPolicy policy;
    private final String table;

    RequestSender(TrackedHttpClient http, RetryPolicy policy, String table) {
        this.http = http;
        this.policy = policy;
        this.table = table;
    }

    /** One call of the SDK's client. */
    interface Call<R> {
        /** @param limits to be set on the request, null for none */
        R send(@Nullable AwsRequestOverrideConfiguration limits);
    }

    /** One call of the SDK's client that writes. */
    interface WriteCall<R> {
        /**
         * @param limits to be set on the request, null for none
         * @param doubt what an attempt before this one failed with that may have been applied, null where there is none
         */
        R send(@Nullable AwsRequestOverrideConfiguration limits, @Nullable DriverException doubt);
    }

    /** One call of the SDK's client that reads items. */
    interface ReadCall<R> {
        /**
         * @param limits to be set on the request, null for none
         * @param items those of the answer, once it is there
         */
        R send(@Nullable AwsRequestOverrideConfiguration limits, ReceivedItems items);
    }

    /** Sends what can be sent again whatever became of an attempt. */
    <R> R send(Operation operation, RequestContext context, Call<R> call) {
        return new Attempts(operation, true, context).send((limits, doubt) -> call.send(limits));
    }

    /** Sends what reads items, whose attributes the reading names. */
    <R> R read(Operation operation, RequestContext context, Reading reading, ReadCall<R> call) {
        return send(operation, context, limits -> {
            ReceivedItems items = new ReceivedItems(reading.attributes());
            http.receive(items);
            return call.send(limits, items);
        });
    }

    /**
     * Sends a write.
     *
     * @param repeatable whether it may be sent again when an attempt may have been applied
     * @throws DriverException 58030 where an attempt may have been applied and none was answered after it; HYT00 or 57014
     *     that say so where deadline or cancel prevented it. No SocketException is among the causes, on which tools would
     *     execute the statement once more.
     */
    <R> R sendWrite(Operation operation, boolean repeatable, RequestContext context, WriteCall<R> call) {
        Attempts attempts = new Attempts(operation, repeatable, context);
        try {
            return attempts.send(call);
        } catch (DriverException e) {
            throw WireErrors.ofWrite(inDoubt(operation, attempts.doubt, e, context));
        }
    }

    /** The attempts at one request. */
    private final class Attempts {
        private final Operation operation;
        private final boolean repeatable;
        private final RequestContext context;
        private final long start = System.nanoTime();
        private @Nullable DriverException doubt;

        Attempts(Operation operation, boolean repeatable, RequestContext context) {
            this.operation = operation;
            this.repeatable = repeatable;
            this.context = context;
        }

        <R> R send(WriteCall<R> call) {
            for (int failed = 1; ; failed++) {
                context.checkNext();
                TrackedHttpClient.Attempt attempt = new TrackedHttpClient.Attempt();
                try {
                    DriverException before = doubt;
                    return sendOnce(operation, context, limits -> call.send(limits, before), attempt);
                } catch (SdkException e) {
                    Failure failure = Failure.of(e, attempt.wasSent(), operation, table, context);
                    if (failure.doubtful() && doubt == null) {
                        doubt = failure.error();
                    }
                    waitForNext(failed, failure, attempt.wasSent());
                }
            }
        }

        private void waitForNext(int failed, Failure failure, boolean sent) {
            Duration wait = failure.next() == Failure.Next.LATER ? policy.bound(failed) : policy.backoff(failed);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start).plus(wait);
            boolean safe = repeatable || !failure.doubtful();
            if (!safe || !failure.retryable() || policy.givesUp(failed, sent, elapsed)) {
                throw failure.error();
            }
            pause(wait, context, failure.throttled(), failure.error());
        }
    }

    /**
     * What has ended the attempts at a write, as an error that tells whether one of them may have been applied.
     *
     * @param doubt what an attempt failed with that may have been, null where there is none
     */
    static DriverException inDoubt(
            Operation operation, @Nullable DriverException doubt, DriverException end, RequestContext context) {
        if (doubt == null) {
            return end;
        }
        if (end.state() == SqlState.CANCELLED && context.isCancelled()) {
            return WireErrors.cancelledWrite(operation.wireName());
        }
        if (end.state() == SqlState.QUERY_TIMEOUT) {
            return WireErrors.timedOutWrite(operation.wireName());
        }
        if (end != doubt) {
            doubt.addSuppressed(end);
        }
        return doubt;
    }

    private <R> R sendOnce(
            Operation operation, RequestContext context, Call<R> call, TrackedHttpClient.Attempt attempt) {
        Runnable abort = attempt::abort;
        http.enter(attempt);
        context.begin(abort);
        long start = System.nanoTime();
        try {
            return call.send(limits(context));
        } catch (SdkException | DriverException e) {
            throw e;
        } catch (RuntimeException e) { // a border: the SDK lets its HTTP client's through, of an aborted request say
            throw SdkClientException.create(String.valueOf(e.getMessage()), e);
        } finally {
            context.end(abort);
            http.leave();
            if (attempt.wasSent()) {
                context.cost().countRequest(operation, System.nanoTime() - start);
            }
        }
    }

    private static @Nullable AwsRequestOverrideConfiguration limits(RequestContext context) {
        Duration limit = context.limitOfCall();
        if (limit == null) {
            return null;
        }
        // The SDK takes no timeout of zero.
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(limit.plusMillis(1))
                .build();
    }

    /**
     * Waits before a request that asks again for what the one before it has not settled.
     *
     * @param fruitless requests in a row that have settled nothing
     * @param error thrown where there were too many of them, or the deadline leaves no time to wait
     */
    void waitOrGiveUp(int fruitless, RequestContext context, DriverException error) {
        if (policy.givesUp(fruitless, true, Duration.ZERO)) {
            throw error;
        }
        pause(policy.backoff(fruitless), context, true, error);
    }

    private static void pause(Duration time, RequestContext context, boolean throttled, DriverException error) {
        Duration remaining = context.remaining();
        if (remaining != null && remaining.compareTo(time) <= 0) {
            throw throttled ? error : WireErrors.timedOut(error);
        }
        try {
            context.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WireErrors.interrupted(AbortedException.create("interrupted between two attempts", e));
        }
    }
}
