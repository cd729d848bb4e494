package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;
import static org.singletable.jdbc.dynamo.ProxiedTable.path;
import static org.singletable.jdbc.dynamo.ProxiedTable.value;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Hang;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Otherwise;

/** What ends a write after an attempt that may have been applied says that its outcome is unknown. */
class DoubtfulWritesTest {
    private static final Condition PRESENT = new Condition.Exists(path("pk"));
    private static ProxiedTable table;

    private final RequestContext context = new RequestContext(null);

    @BeforeAll
    static void open() {
        table = new ProxiedTable();
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @BeforeEach
    void put() {
        table.put(item("p", "a", "num", 1));
    }

    @AfterEach
    void forget() {
        table.proxy().forgetFaults();
    }

    /** Writes that are sent again, each of which makes the number of row a 2. */
    private enum Repeated {
        WHOLE_ROW("PutItem") {
            @Override
            DriverException by(TableClient client, RequestContext context) {
                Item row = item("p", "a", "num", 2);
                return client.write(new ItemWrite.Put(key("p", "a"), row, PRESENT), Image.NONE, Resend.ALWAYS, context)
                                instanceof WriteOutcome.Unknown unknown
                        ? unknown.error()
                        : null;
            }
        },
        TRANSACTION("TransactWriteItems") {
            @Override
            DriverException by(TableClient client, RequestContext context) {
                return client.transact(List.of(increment()), context) instanceof TransactOutcome.Unknown unknown
                        ? unknown.error()
                        : null;
            }
        },
        BATCH("BatchWriteItem") {
            @Override
            DriverException by(TableClient client, RequestContext context) {
                return client.batchPut(List.of(item("p", "a", "num", 2)), context)
                        .get(0)
                        .orElse(null);
            }
        };

        private final String operation;

        Repeated(String operation) {
            this.operation = operation;
        }

        /** The error of an unknown outcome, null where it was applied. */
        abstract DriverException by(TableClient client, RequestContext context);

        /** The error, whether thrown or told. */
        DriverException failure(TableClient client, RequestContext context) {
            DriverException[] told = new DriverException[1];
            DriverException thrown = catchThrowableOfType(DriverException.class, () -> told[0] = by(client, context));
            return thrown == null ? told[0] : thrown;
        }
    }

    private static ItemWrite increment() {
        return new ItemWrite.Update(key("p", "a"), List.of(new UpdateAction.Add(path("num"), value(1))), PRESENT);
    }

    private static StoredValue number() {
        return table.client()
                .getItem(key("p", "a"), true, new RequestContext(null))
                .orElseThrow()
                .get("num")
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void cancelled(Repeated write) {
        table.proxy().fail(write.operation, new LostAnswer());
        table.proxy().fail(write.operation, 2, Faults.after(context::cancel));
        DriverException error = write.failure(table.client(), context);
        assertThat(error.state()).isEqualTo(SqlState.CANCELLED);
        assertThat(error).hasMessageContaining("outcome is unknown");
        assertThat(number()).isEqualTo(value(2));
    }

    @ParameterizedTest
    @EnumSource
    void pastTheDeadline(Repeated write) {
        table.proxy().fail(write.operation, new LostAnswer());
        table.proxy().fail(write.operation, new Hang());
        DriverException error = write.failure(table.client(), new RequestContext(Duration.ofMillis(700)));
        assertThat(error.state()).isEqualTo(SqlState.QUERY_TIMEOUT);
        assertThat(error).hasMessageContaining("outcome is unknown");
    }

    @ParameterizedTest
    @EnumSource
    void stopped(Repeated write) {
        table.proxy().fail(write.operation, new LostAnswer());
        table.proxy().fail(write.operation, 2, Faults.after(context::stop));
        assertThat(write.failure(table.client(), context).state()).isEqualTo(SqlState.UNKNOWN_OUTCOME);
    }

    /** What makes no sense after it does not settle it: credentials that ended in between, say. */
    @ParameterizedTest
    @EnumSource
    void refusedForAnotherReason(Repeated write) {
        table.proxy().fail(write.operation, new LostAnswer());
        table.proxy().fail(write.operation, new ErrorAnswer(400, "ExpiredTokenException", "expired"));
        DriverException error = write.failure(table.client(), context);
        assertThat(error.state()).isEqualTo(SqlState.UNKNOWN_OUTCOME);
        assertThat(error.getSuppressed()).hasSize(2);
        assertThat(error.getSuppressed()[1]).hasMessageContaining("expired");
    }

    /** "Nothing was changed", as of a write that could not be sent, would be wrong. */
    @ParameterizedTest
    @EnumSource
    void nobodyListensAfterwards(Repeated write) {
        try (ProxiedTable gone = new ProxiedTable()) {
            gone.put(item("p", "a", "num", 1));
            gone.proxy().fail(write.operation, new Otherwise((operation, request, engine) -> {
                engine.send(request);
                gone.proxy().close();
                throw new IOException("the answer is lost");
            }));
            DriverException error = write.failure(gone.client(), context);
            assertThat(error.state()).isEqualTo(SqlState.UNKNOWN_OUTCOME);
            for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
                assertThat(cause).isNotInstanceOf(SocketException.class);
            }
        }
    }

    /** An attempt that was given up reaches DynamoDB after the one that was answered: its token is known by then. */
    @Test
    void aLateAttemptIsNotApplied() {
        try (ProxiedTable impatient = new ProxiedTable(settings -> settings.withSocketTimeout(Duration.ofSeconds(4)))) {
            impatient.put(item("p", "a", "num", 1));
            CountDownLatch answered = new CountDownLatch(1);
            impatient.proxy().fail("TransactWriteItems", Faults.after(answered::await));
            assertThat(impatient.client().transact(List.of(increment()), context))
                    .isEqualTo(new TransactOutcome.Applied());
            answered.countDown();
            while (impatient.proxy().requests().get(0).response().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(impatient.client().getItem(key("p", "a"), true, context)).contains(item("p", "a", "num", 2));
        }
    }

    @Test
    void noSocketExceptionIsACause() {
        RecordingProxy.Fault conflict = Faults.conflict();
        for (int i = 0; i < 3; i++) {
            table.proxy().fail("UpdateItem", conflict);
        }
        DriverException harmless = catchThrowableOfType(
                DriverException.class, () -> table.client().write(increment(), Image.NONE, Resend.NEVER, context));
        assertThat(WireErrors.ofWrite(harmless)).isSameAs(harmless);

        IOException wrapped = new IOException("lost", new SocketException("reset"));
        DriverException error = WireErrors.ofWrite(new DriverException(SqlState.CANCELLED, "interrupted", wrapped));
        assertThat(error).hasNoCause().hasMessage("interrupted").hasSuppressedException(wrapped);
        assertThat(error.state()).isEqualTo(SqlState.CANCELLED);
    }
}
