package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;
import static org.singletable.jdbc.dynamo.ProxiedTable.path;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.testing.Damages;
import org.singletable.jdbc.testing.RecordingProxy.Answer;
import org.singletable.jdbc.testing.RecordingProxy.Fault;

/** Errors of DynamoDB that do not come as they were sent: nothing is concluded from what is left of them. */
class DamagedErrorsTest {
    private static final Item STORED = item("p", "a", "name", "ann");
    private static final Item OTHER = item("p", "a", "name", "eve");

    private static ProxiedTable table;

    @BeforeAll
    static void open() {
        table = new ProxiedTable();
        table.put(STORED);
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @AfterEach
    void forget() {
        table.proxy().forgetFaults();
        table.proxy().reset();
    }

    private static Fault throttled(Damages damage) {
        return damage.of((operation, request, engine) ->
                Answer.error(400, "ProvisionedThroughputExceededException", "The level was exceeded."));
    }

    private static Optional<Item> read() {
        return table.client().getItem(key("p", "a"), true, new RequestContext(null));
    }

    private static WriteOutcome insert() {
        return table.client()
                .write(
                        new ItemWrite.Put(key("p", "a"), OTHER, new Condition.NotExists(path("pk"))),
                        Image.NONE,
                        Resend.IF_ABSENT,
                        new RequestContext(null));
    }

    /** It might have been throttling, as here it is. */
    @ParameterizedTest
    @EnumSource(Damages.class)
    void aReadIsSentAgain(Damages damage) {
        table.proxy().fail("GetItem", throttled(damage));

        assertThat(read()).contains(STORED);

        assertThat(table.proxy().count("GetItem")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Damages.class)
    void aReadThatIsNotAnsweredOtherwiseFails(Damages damage) {
        table.proxy().failEach(request -> true, throttled(damage));

        DriverException error = catchThrowableOfType(DriverException.class, DamagedErrorsTest::read);

        assertThat(error.state().code()).isEqualTo("08006");
    }

    /** A failed condition comes with the stored item, which must not be another one. */
    @ParameterizedTest
    @EnumSource(Damages.class)
    void aRefusedInsertIsInDoubt(Damages damage) {
        table.proxy().fail("PutItem", damage.fault());

        // Sent again, it is refused; whether the attempt before it was, nobody knows.
        assertThat(insert()).isInstanceOf(WriteOutcome.Unknown.class);

        assertThat(table.proxy().count("PutItem")).isEqualTo(2);
        assertThat(read()).contains(STORED);
    }

    /** Without damage the item comes with the refusal. */
    @Test
    void aRefusalThatComesWholeTellsTheStoredItem() {
        assertThat(insert()).isEqualTo(new WriteOutcome.Refused(STORED));
    }
}
