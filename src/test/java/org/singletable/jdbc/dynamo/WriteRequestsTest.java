package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;
import static org.singletable.jdbc.dynamo.ProxiedTable.path;
import static org.singletable.jdbc.dynamo.ProxiedTable.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.dynamo.ItemWrite.Check;
import org.singletable.jdbc.dynamo.ItemWrite.Delete;
import org.singletable.jdbc.dynamo.ItemWrite.Put;
import org.singletable.jdbc.dynamo.ItemWrite.Update;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.dynamo.TransactOutcome.Refusal;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;

/** The requests of writes, and what comes of them where nothing goes wrong on the way. */
class WriteRequestsTest {
    private static final Condition PRESENT = new Condition.Exists(path("pk"));
    private static final Condition ABSENT = new Condition.NotExists(path("pk"));
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
    void clear() {
        for (String sk : List.of("a", "b", "c", "d")) {
            Writes.delete(table.client(), key("p", sk), Condition.none(), new RequestContext(null));
        }
        table.proxy().reset();
    }

    @AfterEach
    void forget() {
        table.proxy().forgetFaults();
    }

    private static Put put(Item item, Condition condition) {
        return new Put(Writes.keyOf(item), item, condition);
    }

    private static Update add(String sk, int number) {
        return new Update(key("p", sk), List.of(new UpdateAction.Add(path("num"), value(number))), PRESENT);
    }

    private WriteOutcome write(ItemWrite write, Image image) {
        return table.client().write(write, image, Resend.NEVER, context);
    }

    private static Item stored(String sk) {
        return table.client()
                .getItem(key("p", sk), true, new RequestContext(null))
                .orElse(null);
    }

    private static DriverException failure(ThrowingCallable call) {
        return catchThrowableOfType(DriverException.class, call);
    }

    @Test
    void images() {
        Item first = item("p", "a", "num", 1);
        Item second = item("p", "a", "num", 2);
        assertThat(write(put(first, Condition.none()), Image.OLD)).isEqualTo(new WriteOutcome.Applied(null));
        assertThat(write(put(second, PRESENT), Image.OLD)).isEqualTo(new WriteOutcome.Applied(first));
        assertThat(write(put(first, PRESENT), Image.NEW)).isEqualTo(new WriteOutcome.Applied(first));
        assertThat(write(put(first, PRESENT), Image.NONE)).isEqualTo(new WriteOutcome.Applied(null));
        assertThat(write(add("a", 1), Image.NEW)).isEqualTo(new WriteOutcome.Applied(second));
        assertThat(write(add("a", -1), Image.OLD)).isEqualTo(new WriteOutcome.Applied(second));
        assertThat(write(add("a", 1), Image.NONE)).isEqualTo(new WriteOutcome.Applied(null));
        assertThat(write(new Delete(key("p", "a"), PRESENT), Image.OLD)).isEqualTo(new WriteOutcome.Applied(second));
        assertThat(write(new Delete(key("p", "a"), Condition.none()), Image.OLD))
                .isEqualTo(new WriteOutcome.Applied(null));
        assertThat(table.lines()).hasSize(9);
    }

    @Test
    void refusalsGiveTheStoredItem() {
        Item row = item("p", "a", "num", 1);
        table.put(row);
        assertThat(write(put(row, ABSENT), Image.NEW)).isEqualTo(new WriteOutcome.Refused(row));
        assertThat(write(add("b", 1), Image.NEW)).isEqualTo(new WriteOutcome.Refused(null));
        assertThat(write(new Delete(key("p", "a"), ABSENT), Image.OLD)).isEqualTo(new WriteOutcome.Refused(row));
        assertThat(stored("b")).isNull();
    }

    @Test
    void addIsOneExpression() {
        table.put(item("p", "a", "num", 1));
        write(new Update(key("p", "a"), List.of(new UpdateAction.Add(path("num"), value(-3))), PRESENT), Image.NONE);
        assertThat(table.lines())
                .containsExactly("UpdateItem; key pk = \"p\", sk = \"a\"; update SET num = num + -3;"
                        + " condition attribute_exists(pk)");
        assertThat(stored("a")).isEqualTo(item("p", "a", "num", -2));
    }

    /** Nothing is made up where there is no number to add to. */
    @Test
    void addToNothing() {
        table.put(item("p", "a"));
        DriverException missing = failure(() -> write(add("a", 1), Image.NONE));
        assertThat(missing.state().code()).isEqualTo("22023");
        DriverException transacted = failure(() -> table.client().transact(List.of(add("a", 1)), context));
        assertThat(transacted.state().code()).isEqualTo("22023");
        assertThat(stored("a")).isEqualTo(item("p", "a"));
    }

    @Test
    void whatIsNoSingleWrite() {
        Check check = new Check(key("p", "a"), PRESENT);
        assertThatThrownBy(() -> write(check, Image.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.client().write(add("a", 1), Image.NONE, Resend.IF_ABSENT, context))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Check(key("p", "a"), Condition.none()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(table.lines()).isEmpty();
    }

    @Test
    void aTransactionIsOneRequest() {
        table.put(item("p", "a", "num", 1));
        table.put(item("p", "b"));
        table.put(item("p", "d"));
        TransactOutcome outcome = table.client()
                .transact(
                        List.of(
                                add("a", 1),
                                new Delete(key("p", "b"), Condition.none()),
                                put(item("p", "c"), ABSENT),
                                new Check(key("p", "d"), PRESENT)),
                        context);
        assertThat(outcome).isEqualTo(new TransactOutcome.Applied());
        assertThat(table.lines())
                .containsExactly("TransactWriteItems; [Update; key pk = \"p\", sk = \"a\"; update SET num = num + 1;"
                        + " condition attribute_exists(pk)] [Delete; key pk = \"p\", sk = \"b\"]"
                        + " [Put; item pk = \"p\", sk = \"c\"; condition attribute_not_exists(pk)]"
                        + " [ConditionCheck; key pk = \"p\", sk = \"d\"; condition attribute_exists(pk)]");
        table.proxy()
                .requests()
                .get(0)
                .body()
                .get("TransactItems")
                .forEach(step -> step.elements()
                        .forEachRemaining(write -> assertThat(write.path("ReturnValuesOnConditionCheckFailure")
                                        .asText())
                                .isEqualTo("ALL_OLD")));
        assertThat(stored("a")).isEqualTo(item("p", "a", "num", 2));
        assertThat(stored("b")).isNull();
        assertThat(stored("c")).isEqualTo(item("p", "c"));
        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.TRANSACT_WRITE_ITEMS, 1));
        // Twice what the four items of less than 1 KB would have been; writing to a local index counts, too.
        assertThat(context.cost().writeUnits()).isGreaterThanOrEqualTo(8);
        assertThat(context.cost().readUnits()).isZero();
    }

    @Test
    void aRefusedTransactionNamesEachCondition() {
        table.put(item("p", "a", "num", 1));
        TransactOutcome outcome = table.client()
                .transact(
                        List.of(
                                put(item("p", "c"), ABSENT),
                                put(item("p", "a", "num", 5), ABSENT),
                                new Check(key("p", "d"), PRESENT)),
                        context);
        assertThat(outcome)
                .isEqualTo(new TransactOutcome.Refused(
                        List.of(new Refusal(1, item("p", "a", "num", 1)), new Refusal(2, null))));
        assertThat(stored("c")).isNull();
        assertThat(table.proxy().count("TransactWriteItems")).isEqualTo(1);
    }

    /** What failed a condition counts, whatever else was in the way. */
    @Test
    void aConditionAmongOtherReasons() {
        table.proxy()
                .fail(
                        "TransactWriteItems",
                        Faults.cancelled("TransactionConflict", "ConditionalCheckFailed", "ValidationError"));
        assertThat(table.client()
                        .transact(
                                List.of(put(item("p", "a"), ABSENT), add("b", 1), put(item("p", "c"), ABSENT)),
                                context))
                .isEqualTo(new TransactOutcome.Refused(List.of(new Refusal(1, null))));
        assertThat(table.proxy().count("TransactWriteItems")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ValidationError, 22023",
        "ItemCollectionSizeLimitExceeded, 54000",
        "AccessDenied, 28000",
        "SomethingNew, 22023"
    })
    void otherReasonsAreNotTriedAgain(String reason, String state) {
        table.proxy().fail("TransactWriteItems", Faults.cancelled("TransactionConflict", reason));
        DriverException error = failure(() ->
                table.client().transact(List.of(put(item("p", "a"), ABSENT), put(item("p", "b"), ABSENT)), context));
        assertThat(error.state().code()).isEqualTo(state);
        assertThat(error).hasMessageContaining("what DynamoDB says of " + reason);
        assertThat(table.proxy().count("TransactWriteItems")).isEqualTo(1);
    }

    @Test
    void aTokenOfAnotherTransactionIsAFaultOfTheDriver() {
        table.proxy().fail("TransactWriteItems", new ErrorAnswer(400, "IdempotentParameterMismatchException", "other"));
        DriverException error = failure(() -> table.client().transact(List.of(put(item("p", "a"), ABSENT)), context));
        assertThat(error.state().code()).isEqualTo("XX000");
    }

    /** The engine itself knows the token: this is not the proxy's doing. */
    @Test
    void aRepeatedTransactionReadsOnly() {
        table.put(item("p", "a", "num", 1));
        table.proxy().fail("TransactWriteItems", new LostAnswer());
        assertThat(table.client().transact(List.of(add("a", 1)), context)).isEqualTo(new TransactOutcome.Applied());
        assertThat(stored("a")).isEqualTo(item("p", "a", "num", 2));
        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.TRANSACT_WRITE_ITEMS, 2));
        assertThat(context.cost().readUnits()).isEqualTo(2);
        assertThat(context.cost().writeUnits()).isZero();
    }

    @Test
    void anUpdateThatChangesNothingIsACheck() {
        table.put(item("p", "a"));
        assertThat(table.client().transact(List.of(new Update(key("p", "a"), List.of(), PRESENT)), context))
                .isEqualTo(new TransactOutcome.Applied());
        assertThat(table.lines().get(0)).contains("[ConditionCheck; ");
    }

    @Test
    void limitsOfTransactions() {
        List<ItemWrite> many = IntStream.range(0, 101)
                .<ItemWrite>mapToObj(i -> put(item("many", "i" + i), Condition.none()))
                .toList();
        assertThat(table.client().transact(many.subList(0, TableClient.MAX_TRANSACT), context))
                .isEqualTo(new TransactOutcome.Applied());
        assertThatThrownBy(() -> table.client().transact(many, context)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.client().transact(List.of(), context))
                .isInstanceOf(IllegalArgumentException.class);
        List<ItemWrite> large = IntStream.range(0, 11)
                .<ItemWrite>mapToObj(i -> put(item("large", "i" + i, "text", "x".repeat(390_000)), ABSENT))
                .toList();
        assertThat(large.stream().mapToLong(StoredSize::of).sum()).isGreaterThan(StoredSize.MAX_TRANSACTION);
        DriverException error = failure(() -> table.client().transact(large, context));
        assertThat(error.state().code()).isEqualTo("54000");
        assertThat(error).hasMessageContaining("4 MB");
        DriverException item = failure(() ->
                table.client().transact(List.of(put(item("p", "a", "t", "x".repeat(410_000)), ABSENT)), context));
        assertThat(item.state().code()).isEqualTo("22001");
    }

    @Test
    void aBatchIsOneRequest() {
        List<Item> items = IntStream.range(0, 25)
                .mapToObj(i -> item("batch", "i" + i, "num", i))
                .toList();
        assertThat(table.client().batchPut(items, context)).hasSize(25).containsOnly(Optional.empty());
        assertThat(table.proxy().count("BatchWriteItem")).isEqualTo(1);
        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.BATCH_WRITE_ITEM, 1));
        assertThat(context.cost().writeUnits()).isGreaterThanOrEqualTo(25);
        for (Item item : items) {
            assertThat(table.client().getItem(Writes.keyOf(item), true, new RequestContext(null)))
                    .contains(item);
        }
        assertThatThrownBy(() -> table.client().batchPut(List.of(), context))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Some at a time: as long as there is progress, it goes on. */
    @Test
    void unprocessedItemsAreSentAgain() {
        List<Item> items = IntStream.range(0, 5)
                .mapToObj(i -> item("left", "i" + i, "num", i))
                .toList();
        for (int i = 0; i < 4; i++) {
            table.proxy().fail("BatchWriteItem", Faults.unprocessed(1));
        }
        assertThat(table.client().batchPut(items, context)).hasSize(5).containsOnly(Optional.empty());
        assertThat(table.proxy().requests().stream()
                        .map(request -> request.body()
                                .get("RequestItems")
                                .elements()
                                .next()
                                .size()))
                .containsExactly(5, 4, 3, 2, 1);
        for (Item item : items) {
            assertThat(table.client().getItem(Writes.keyOf(item), true, new RequestContext(null)))
                    .contains(item);
        }
    }

    @Test
    void aBatchThatFailsHalfwaySaysSo() {
        table.proxy().fail("BatchWriteItem", Faults.unprocessed(2));
        for (int i = 0; i < 3; i++) {
            table.proxy().fail("BatchWriteItem", Faults.unprocessed(0));
        }
        List<Optional<DriverException>> errors =
                table.client().batchPut(List.of(item("p", "a"), item("p", "b"), item("p", "c")), context);
        assertThat(errors.subList(0, 2)).containsOnly(Optional.empty());
        assertThat(errors.get(2).orElseThrow().state().code()).isEqualTo("53400");
        assertThat(stored("b")).isNotNull();
        assertThat(stored("c")).isNull();
    }

    /**
     * The row that is there counts as one's own only where it is the same, and only after an attempt in doubt; another one may
     * have been made of it since.
     */
    @ParameterizedTest
    @CsvSource({"true, 1, APPLIED", "true, 2, UNKNOWN", "false, 1, REFUSED"})
    void anInsertKnowsItsRow(boolean doubt, int number, String outcome) {
        table.put(item("p", "a", "num", number));
        if (doubt) {
            table.proxy().fail("PutItem", Faults.internalError());
        }
        WriteOutcome said =
                table.client().write(put(item("p", "a", "num", 1), ABSENT), Image.NEW, Resend.IF_ABSENT, context);
        switch (outcome) {
            case "APPLIED" -> assertThat(said).isEqualTo(new WriteOutcome.Applied(item("p", "a", "num", 1)));
            case "REFUSED" -> assertThat(said).isEqualTo(new WriteOutcome.Refused(item("p", "a", "num", number)));
            default -> assertThat(said).isInstanceOf(WriteOutcome.Unknown.class);
        }
    }

    /** DynamoDB gives back numbers and sets in another form than it got them. */
    @Test
    void anInsertKnowsItsRowInDynamoDbsForm() {
        Item row = TestItems.item("{'pk': {'S': 'p'}, 'sk': {'S': 'a'}, 'n': {'N': '1.50'}, 's': {'SS': ['b', 'a']},"
                + " 'ns': {'NS': ['20', '1.0']}, 'bs': {'BS': ['Ag==', 'AQ==']},"
                + " 'm': {'M': {'l': {'L': [{'N': '1e2'}, {'NULL': true}, {'B': 'AQ=='}]}}}}");
        table.proxy().fail("PutItem", new LostAnswer());
        assertThat(table.client().write(put(row, ABSENT), Image.NONE, Resend.IF_ABSENT, context))
                .isEqualTo(new WriteOutcome.Applied(null));
        assertThat(stored("a")).isNotEqualTo(row);
        assertThat(StoredEquality.same(row, stored("a"))).isTrue();
        assertThat(StoredEquality.same(row, item("p", "a"))).isFalse();
    }
}
