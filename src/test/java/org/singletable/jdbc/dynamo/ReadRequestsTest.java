package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;
import static org.singletable.jdbc.dynamo.ProxiedTable.path;
import static org.singletable.jdbc.dynamo.ProxiedTable.value;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.dynamo.QuerySpec.SortBetween;
import org.singletable.jdbc.dynamo.QuerySpec.SortCompare;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.testing.RecordingProxy.Answer;
import org.singletable.jdbc.testing.RecordingProxy.Behaviour;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Fault;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Otherwise;

/** Query, Scan and BatchGetItem: what is on the wire and what comes back. */
class ReadRequestsTest {
    private static final Reading COUNT = new Reading(null, null, true);
    private static ProxiedTable table;
    private final RequestContext context = new RequestContext(null);

    @BeforeAll
    static void fill() {
        table = new ProxiedTable();
        for (int i = 0; i < 6; i++) {
            table.put(item("p", "a" + i, "num", i, "name", "name" + i, "size", i % 2 == 0 ? "even" : "odd"));
        }
        table.put(item("q", "text", "name", "6"));
        table.put(item("q", "number", "name", 6));
        table.put(TestItems.item("{'pk': {'S': 'q'}, 'sk': {'S': 'null'}, 'name': {'NULL': true}}"));
        table.put(item("q", "missing"));
        table.put(TestItems.item("{'pk': {'S': 'q'}, 'sk': {'S': 'list'}, 'name': {'L': [{'S': 'x'}, {'S': 'y'}]}}"));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @BeforeEach
    void reset() {
        table.proxy().reset();
    }

    private static QuerySpec query(String pk, @Nullable SortCondition sort, Reading reading) {
        return new QuerySpec(null, false, "pk", StoredValue.string(pk), sort, true, true, 0, reading);
    }

    private static QuerySpec local(Reading reading) {
        return new QuerySpec("lsi1", true, "pk", StoredValue.string("p"), null, true, true, 0, reading);
    }

    private static Reading filtered(Condition filter) {
        return new Reading(filter, null, false);
    }

    private static Reading projected(String... attributes) {
        return new Reading(null, Set.of(attributes), false);
    }

    private static Set<String> sortKeys(Page page) {
        return sortKeys(page.items());
    }

    private static Set<String> sortKeys(List<Item> items) {
        return items.stream().map(item -> item.get("sk").orElseThrow().s()).collect(Collectors.toSet());
    }

    private String onlyLine() {
        assertThat(table.lines()).hasSize(1);
        return table.lines().get(0);
    }

    static Stream<Arguments> filters() {
        AttributePath name = path("name");
        return Stream.of(
                Arguments.of(new Condition.Exists(name), "text number null list", "attribute_exists(name)"),
                Arguments.of(new Condition.NotExists(name), "missing", "attribute_not_exists(name)"),
                Arguments.of(new Condition.Equal(name, value("6")), "text", "name = \"6\""),
                Arguments.of(new Condition.Equal(name, value(6)), "number", "name = 6"),
                Arguments.of(
                        new Condition.In(name, List.of(value("6"), value(6), value("x"))),
                        "text number",
                        "name IN (\"6\", 6, \"x\")"),
                Arguments.of(
                        new Condition.Between(name, value("5"), value("6")), "text", "name BETWEEN \"5\" AND \"6\""),
                Arguments.of(new Condition.Between(name, value(7), value(8)), "", "name BETWEEN 7 AND 8"),
                Arguments.of(new Condition.BeginsWith(name, value("6")), "text", "begins_with(name, \"6\")"),
                Arguments.of(new Condition.Contains(name, value("y")), "list", "contains(name, \"y\")"),
                Arguments.of(new Condition.Contains(name, value("6")), "text", "contains(name, \"6\")"),
                Arguments.of(
                        new Condition.HasType(name, Condition.DataType.LIST), "list", "attribute_type(name, \"L\")"),
                Arguments.of(new Condition.IsNull(name), "null", "attribute_type(name, \"NULL\")"),
                Arguments.of(new Condition.IsNumber(name), "number", "attribute_type(name, \"N\")"),
                Arguments.of(
                        new Condition.Compare(name, Condition.Comparator.NE, value(6)),
                        "text null missing list",
                        "name <> 6"),
                Arguments.of(
                        new Condition.Not(new Condition.Compare(name, Condition.Comparator.LE, value(6))),
                        "text null missing list",
                        "NOT (name <= 6)"),
                Arguments.of(
                        new Condition.Any(List.of(
                                new Condition.NotExists(name),
                                new Condition.All(List.of()),
                                new Condition.Exists(path("unused")))),
                        "text number null list missing",
                        null),
                Arguments.of(
                        new Condition.All(List.of(
                                new Condition.All(List.of()),
                                new Condition.Any(List.of(new Condition.IsNull(name), new Condition.IsNumber(name))))),
                        "null number",
                        "(attribute_type(name, \"NULL\")) OR (attribute_type(name, \"N\"))"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filtersDropItems(Condition filter, String expected, @Nullable String text) {
        Set<String> keys = expected.isEmpty() ? Set.of() : Set.of(expected.split(" "));

        Page page = table.client().query(query("q", null, filtered(filter)), null, context);

        assertThat(sortKeys(page)).isEqualTo(keys);
        assertThat(page.count()).isEqualTo(keys.size());
        assertThat(context.cost().itemsRead()).isEqualTo(5);
        assertThat(onlyLine())
                .isEqualTo("Query; key pk = \"q\"" + (text == null ? "" : "; filter " + text) + "; consistent");
        Condition inQ = new Condition.All(List.of(new Condition.Equal(path("pk"), value("q")), filter));
        assertThat(sortKeys(table.client()
                        .scan(new ScanSpec(0, 1, true, 0, filtered(inQ)), null, new RequestContext(null))))
                .isEqualTo(keys);
    }

    @Test
    void inTakesOneTo100Values() {
        List<StoredValue> values = IntStream.range(0, 101)
                .<StoredValue>mapToObj(ProxiedTable::value)
                .toList();
        Condition full = new Condition.In(path("num"), values.subList(0, 100));
        assertThat(table.client()
                        .query(query("p", null, filtered(full)), null, context)
                        .items())
                .hasSize(6);
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.In(path("num"), values));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.In(path("num"), List.of()));
    }

    static Stream<Arguments> sortConditions() {
        return Stream.of(
                Arguments.of(
                        new SortBetween("sk", value("a1"), value("a3")), "a1 a2 a3", "sk BETWEEN \"a1\" AND \"a3\""),
                Arguments.of(new SortCompare("sk", Condition.Comparator.LT, value("a2")), "a0 a1", "sk < \"a2\""),
                Arguments.of(new SortCompare("sk", Condition.Comparator.LE, value("a1")), "a0 a1", "sk <= \"a1\""),
                Arguments.of(new SortCompare("sk", Condition.Comparator.GT, value("a4")), "a5", "sk > \"a4\""),
                Arguments.of(new SortCompare("sk", Condition.Comparator.GE, value("a4")), "a4 a5", "sk >= \"a4\""));
    }

    @ParameterizedTest
    @MethodSource("sortConditions")
    void rangesOfTheSortKey(SortCondition sort, String expected, String text) {
        Page page = table.client().query(query("p", sort, Reading.WHOLE), null, context);
        assertThat(sortKeys(page)).containsExactlyInAnyOrder(expected.split(" "));
        assertThat(onlyLine()).isEqualTo("Query; key pk = \"p\" AND " + text + "; consistent");
    }

    @Test
    void aKeyConditionIsNoNotEqual() {
        SortCondition sort = new SortCompare("sk", Condition.Comparator.NE, value("a1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.client().query(query("p", sort, Reading.WHOLE), null, context));
    }

    @Test
    void projectionSendsOnlyTheNamedAttributes() {
        Reading reading =
                new Reading(new Condition.Equal(path("size"), value("odd")), Set.of("sk", "num", "absent"), false);
        Page page = table.client().query(query("p", null, reading), null, context);
        assertThat(page.items())
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.attributes()).containsOnlyKeys("sk", "num"));
        assertThat(onlyLine())
                .isEqualTo("Query; key pk = \"p\"; filter size = \"odd\"; project absent, num, sk; consistent");
    }

    @Test
    void projectionOfNothingIsThePartitionKey() {
        Page page = table.client().query(query("p", null, projected()), null, context);
        assertThat(page.items())
                .hasSize(6)
                .allSatisfy(item -> assertThat(item.attributes()).isEmpty());
        assertThat(onlyLine()).contains("; project pk;");
    }

    @Test
    void whereMoreAreWantedThanAnExpressionHoldsAllAreSent() {
        for (int number : List.of(500, 501)) {
            Set<String> names = IntStream.range(0, number)
                    .mapToObj(i -> i == 0 ? "sk" : "attribute" + i)
                    .collect(Collectors.toSet());
            Reading reading = new Reading(new Condition.Exists(path("size")), names, false);
            Item first = table.client()
                    .query(query("p", null, reading), null, context)
                    .items()
                    .get(0);
            String request = table.lines().get(table.lines().size() - 1);
            assertThat(request.contains("project")).isEqualTo(number == 500);
            assertThat(first.attributes()).containsOnlyKeys("sk");
            assertThat(table.client().batchGetItem(List.of(key("p", "a0")), true, projected(names), context))
                    .containsExactly(first);
        }
    }

    private static Reading projected(Set<String> names) {
        return new Reading(null, names, false);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = ';',
            value = {
                "-; name num pk size sk; select ALL_ATTRIBUTES",
                "num sk; num sk; project num, sk",
                "name sk; name sk; project name, sk",
            })
    void aLocalIndexGivesWhatItDoesNotHold(@Nullable String attributes, String found, String line) {
        Reading reading = attributes == null ? Reading.WHOLE : projected(attributes.split(" "));
        Page page = table.client().query(local(reading), null, context);
        assertThat(page.items())
                .hasSize(6)
                .allSatisfy(item -> assertThat(item.attributes()).containsOnlyKeys(found.split(" ")));
        assertThat(onlyLine()).isEqualTo("Query; index lsi1; key pk = \"p\"; " + line + "; consistent");
    }

    @Test
    void aFilterOnWhatAnIndexDoesNotHoldIsRefused() {
        Reading lacking = filtered(new Condition.NotExists(path("name")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.client().query(local(lacking), null, context))
                .withMessageContaining("name")
                .withMessageContaining("lsi1");
        QuerySpec global =
                new QuerySpec("gsi1", false, "gsi1pk", StoredValue.string("p"), null, false, true, 0, lacking);
        assertThatIllegalArgumentException().isThrownBy(() -> table.client().query(global, null, context));
        Reading held = filtered(new Condition.Exists(path("sk")));
        assertThat(table.client().query(local(held), null, context).items()).hasSize(6);
        assertThat(table.lines()).hasSize(1);
    }

    @Test
    void countsWithoutItems() {
        Condition odd = new Condition.Equal(path("size"), value("odd"));
        Page page = table.client().query(query("p", null, new Reading(odd, Set.of("sk"), true)), null, context);
        assertThat(page).isEqualTo(new Page(List.of(), 3, null));
        assertThat(onlyLine()).isEqualTo("Query; key pk = \"p\"; filter size = \"odd\"; select COUNT; consistent");
        assertThat(context.cost().itemsRead()).isEqualTo(6);
        assertThat(table.client().query(local(COUNT), null, context).count()).isEqualTo(6);
        assertThat(table.client()
                        .scan(new ScanSpec(0, 1, true, 0, COUNT), null, context)
                        .count())
                .isEqualTo(11);
    }

    @Test
    void aPageMayBeEmptyAndHaveASuccessor() {
        Reading last = filtered(new Condition.Equal(path("num"), value(5)));
        QuerySpec query = new QuerySpec(null, false, "pk", StoredValue.string("p"), null, true, true, 2, last);
        Page first = table.client().query(query, null, context);
        assertThat(first).isEqualTo(new Page(List.of(), 0, key("p", "a1")));
        Page second = table.client().query(query, first.next(), context);
        Page third = table.client().query(query, second.next(), context);
        assertThat(sortKeys(third)).containsExactly("a5");
        assertThat(table.lines().get(1))
                .isEqualTo("Query; key pk = \"p\"; filter num = 5; limit 2; consistent; after pk = \"p\", sk = \"a1\"");
        assertThat(context.cost().itemsRead()).isEqualTo(6);
    }

    @Test
    void segmentsOfAScanAreTheWholeTable() {
        Set<String> found = new HashSet<>();
        int items = 0;
        for (int segment = 0; segment < 4; segment++) {
            Item next = null;
            do {
                Page page = table.client()
                        .scan(new ScanSpec(segment, 4, segment % 2 == 0, 2, projected("sk")), next, context);
                found.addAll(sortKeys(page));
                items += page.items().size();
                next = page.next();
            } while (next != null);
        }
        assertThat(found).hasSize(11);
        assertThat(items).isEqualTo(11);
        assertThat(table.lines()).contains("Scan; project sk; segment 2 of 4; limit 2; consistent");
        assertThat(context.cost().itemsRead()).isEqualTo(11);
        assertThat(context.cost().readUnits()).isPositive();
        assertThat(context.cost().requests())
                .isEqualTo(Map.of(Operation.SCAN, table.lines().size()));
    }

    private static List<Item> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> key("p", "a" + i)).toList();
    }

    @Test
    void batchFindsWhatIsThere() {
        List<Item> found = table.client().batchGetItem(keys(3, 9), true, projected("sk", "num"), context);
        assertThat(sortKeys(found)).containsExactlyInAnyOrder("a3", "a4", "a5");
        assertThat(found).allSatisfy(item -> assertThat(item.attributes()).containsOnlyKeys("sk", "num"));
        assertThat(table.client().batchGetItem(keys(0, 1), false, Reading.WHOLE, context))
                .containsExactly(item("p", "a0", "num", 0, "name", "name0", "size", "even"));
        assertThat(table.client().batchGetItem(List.of(), false, Reading.WHOLE, context))
                .isEmpty();
        assertThat(table.lines())
                .containsExactly(
                        "BatchGetItem; keys "
                                + IntStream.range(3, 9)
                                        .mapToObj(i -> "(pk = \"p\", sk = \"a" + i + "\")")
                                        .collect(Collectors.joining(" "))
                                + "; project num, sk; consistent",
                        "BatchGetItem; keys (pk = \"p\", sk = \"a0\")");
        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.BATCH_GET_ITEM, 2));
        assertThat(context.cost().itemsRead()).isEqualTo(4);
        assertThat(context.cost().readUnits()).isGreaterThanOrEqualTo(3.5);
        assertThat(context.cost().requestNanos()).isPositive();
    }

    @Test
    void batchNeitherFiltersNorCounts() {
        Reading filter = filtered(new Condition.Exists(path("num")));
        for (Reading reading : List.of(filter, COUNT)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> table.client().batchGetItem(keys(0, 1), true, reading, context));
        }
    }

    /** Processes the first keys only. */
    private static Behaviour processing(int number) {
        return (operation, request, engine) -> {
            ObjectNode wanted = (ObjectNode) request.at("/RequestItems/requests");
            ArrayNode keys = (ArrayNode) wanted.get("Keys");
            ObjectNode rest = wanted.deepCopy();
            ArrayNode unprocessed = rest.putArray("Keys");
            while (keys.size() > number) {
                unprocessed.add(keys.remove(number));
            }
            ObjectNode answer = request.objectNode();
            if (number == 0) {
                answer.putObject("Responses").putArray("requests");
            } else {
                answer = (ObjectNode) engine.send(request).body();
            }
            answer.putObject("UnprocessedKeys").set("requests", rest);
            return Answer.of(answer);
        };
    }

    @Test
    void unprocessedKeysAreAskedForAgain() {
        for (int processed : List.of(2, 0, 0, 1)) {
            table.proxy().fail("BatchGetItem", new Otherwise(processing(processed)));
        }
        List<Item> found = table.client().batchGetItem(keys(0, 6), true, projected("sk"), context);
        assertThat(found).hasSize(6);
        assertThat(sortKeys(found)).hasSize(6);
        assertThat(table.proxy().requests().stream()
                        .map(request ->
                                request.body().at("/RequestItems/requests/Keys").size()))
                .containsExactly(6, 4, 4, 4, 3);
        assertThat(table.lines()).allMatch(line -> line.endsWith("; project sk; consistent"));
        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.BATCH_GET_ITEM, 5));
        assertThat(context.cost().itemsRead()).isEqualTo(6);
    }

    @Test
    void aBatchThatIsNeverProcessedIsThrottled() {
        for (int i = 0; i < 4; i++) {
            table.proxy().fail("BatchGetItem", new Otherwise(processing(0)));
        }
        DriverException error = failure(() -> table.client().batchGetItem(keys(0, 6), true, Reading.WHOLE, context));
        assertThat(error.state().code()).isEqualTo("53400");
        assertThat(table.lines()).hasSize(3);
        table.proxy().forgetFaults();
    }

    /** What an answer lacks cannot be told from rows that are not there, unless it says how many there are. */
    @ParameterizedTest
    @CsvSource({"Items, Query", "Count, Query", "Items, Scan", "Count, Scan", "Responses, BatchGetItem"})
    void anAnswerThatIsNotWholeIsAskedForAgain(String member, String operation) {
        Fault lacking = new Otherwise((name, request, engine) -> {
            Answer answer = engine.send(request);
            ((ObjectNode) answer.body()).remove(List.of(member, "UnprocessedKeys"));
            return answer;
        });
        table.proxy().fail(operation, lacking);

        List<Item> found = switch (operation) {
            case "Query" ->
                table.client()
                        .query(query("p", null, Reading.WHOLE), null, context)
                        .items();
            case "Scan" ->
                table.client()
                        .scan(new ScanSpec(0, 1, true, 0, Reading.WHOLE), null, context)
                        .items();
            default -> table.client().batchGetItem(keys(0, 6), true, Reading.WHOLE, context);
        };

        assertThat(sortKeys(found)).contains("a0", "a1", "a2", "a3", "a4", "a5");
        assertThat(table.proxy().count(operation)).isEqualTo(2);
    }

    /** 45 items of 380 KB: more than the 16 MB of an answer. */
    @Test
    void aBatchOfMoreThan16MegabytesIsCut() {
        List<Item> keys = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            keys.add(key("large", "l" + i));
            table.put(item("large", "l" + i, "text", "x".repeat(380_000)));
        }
        List<Item> found = table.client().batchGetItem(keys, false, Reading.WHOLE, context);
        assertThat(found).hasSize(45);
        assertThat(sortKeys(found)).hasSize(45);
        assertThat(table.lines()).hasSize(2);
        keys.forEach(key -> Writes.delete(table.client(), key, new Condition.All(List.of()), new RequestContext(null)));
    }

    @Test
    void readsAreRepeatedAsOften() {
        ErrorAnswer throttled = new ErrorAnswer(400, "ProvisionedThroughputExceededException", "slow down");
        for (String operation : List.of("Query", "Scan", "BatchGetItem")) {
            table.proxy().fail(operation, throttled);
            table.proxy().fail(operation, new LostAnswer());
        }
        assertThat(table.client().query(query("p", null, COUNT), null, context).count())
                .isEqualTo(6);
        assertThat(table.client()
                        .scan(new ScanSpec(0, 1, true, 0, COUNT), null, context)
                        .count())
                .isEqualTo(11);
        assertThat(table.client().batchGetItem(keys(0, 6), true, Reading.WHOLE, context))
                .hasSize(6);
        assertThat(context.cost().requests())
                .isEqualTo(Map.of(Operation.QUERY, 3, Operation.SCAN, 3, Operation.BATCH_GET_ITEM, 3));
    }

    private static DriverException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(DriverException.class, call);
    }
}
