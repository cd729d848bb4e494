package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Member;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.type.Conversions;

class EntityCodecTest {
    private static final Mapping MAPPING = MappingLoader.parse("""
            { "table": "codec",
              "physical": {
                "keys": ["pk", "sk"],
                "indexes": { "gsi1": ["gsi1pk", "gsi1sk"], "by_city": { "keys": ["city"] } } },
              "entities": {
                "user": {
                  "item": { "pk": "user#{id|upper}", "sk": "profile", "kind": "U",
                            "gsi1pk": "mail#{mail}", "gsi1sk": "{age|pad:3}" },
                  "where": { "gsi1pk": { "active": true } },
                  "columns": {
                    "id": "string!", "mail": "string", "age": "int", "active": "boolean", "city": "string",
                    "street": { "attr": "address.street" },
                    "zip": { "attr": "address.zip" },
                    "lat": { "type": "double", "attr": "address.geo.lat" },
                    "first_tag": { "attr": "tags[0]" },
                    "second_tag": { "attr": "tags[1]" },
                    "dotted": { "attr": "a\\\\.b" },
                    "roles": "set<string>",
                    "limited": "decimal(10,2)",
                    "version": { "type": "int", "version": true } } },
                "note": {
                  "item": { "pk": "note#{day|key}", "sk": "{n|key}" },
                  "in": "data",
                  "columns": { "day": { "type": "date!", "key": true }, "n": { "type": "long!", "key": true },
                               "text": "string" } },
                "pair": {
                  "item": { "pk": "pair#{a}#{b}", "sk": "x" },
                  "columns": { "a": { "type": "string!", "key": true }, "b": { "type": "string!", "key": true } } },
                "doc": {
                  "item": { "pk": "doc#{id}", "sk": "x" },
                  "in": { "attr": "body", "json": "compact" },
                  "columns": { "id": { "type": "string!", "attr": "id" }, "a": "string", "n": "decimal",
                               "extra": "json" } } } }
            """, "test mapping");
    private static final Catalog CATALOG =
            MAPPING.bind(MAPPING.expectedTable("codec").orElseThrow());

    private static EmbeddedEngine engine;
    private static SharedClient<String> client;

    @BeforeAll
    static void open() {
        engine = EmbeddedEngine.inMemory();
        client = new SharedClients()
                .acquire(
                        ClientConfiguration.of(
                                TestSettings.of(engine.endpoint(), "codec").build()),
                        () -> Optional.of(MAPPING),
                        String.class,
                        table -> "");
    }

    @AfterAll
    static void close() {
        client.close();
        engine.close();
    }

    private static Entity entity(String name) {
        return CATALOG.findEntity(name).orElseThrow();
    }

    private static ItemCodec codec(String entity) {
        return ItemCodec.of(entity(entity));
    }

    private static Column column(String entity, String name) {
        return entity(entity).findColumn(name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'address': {'S': 'x'}} | street | expected M",
                "{'address': {'M': {'geo': {'N': '1'}}}} | lat | expected M",
                "{'tags': {'SS': ['x']}} | first_tag | expected L"
            })
    void whatIsInTheWayOfAColumnIsNotSilentlyNull(String attributes, String column, String expected) {
        Map<String, StoredValue> item =
                new HashMap<>(codec("user").newItem(row("user", "id", "A")).attributes());
        item.putAll(TestItems.item(attributes).attributes());
        DriverException error =
                catchThrowableOfType(DriverException.class, () -> codec("user").decode(new Item(item)));
        assertThat(error.state().code()).isEqualTo("22018");
        assertThat(error).hasMessageContaining("column " + column).hasMessageContaining(expected);
    }

    @Test
    void storedNullOnTheWayIsNull() {
        Map<String, StoredValue> item =
                new HashMap<>(codec("user").newItem(row("user", "id", "A")).attributes());
        item.putAll(TestItems.item("{'address': {'NULL': true}, 'tags': {'NULL': true}}")
                .attributes());
        Object[] row = codec("user").decode(new Item(item));
        for (String name : List.of("street", "lat", "first_tag")) {
            assertThat(row[column("user", name).ordinal()]).isNull();
        }
    }

    /** Values by column name, as text. */
    private static Object[] row(String entity, String... namesAndTexts) {
        Object[] row = new Object[entity(entity).columns().size()];
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            Column column = column(entity, namesAndTexts[i]);
            row[column.ordinal()] = Conversions.convert(namesAndTexts[i + 1], column.type());
        }
        return row;
    }

    private static Map<Column, @Nullable Object> values(String entity, @Nullable String... namesAndTexts) {
        Map<Column, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            Column column = column(entity, namesAndTexts[i]);
            String text = namesAndTexts[i + 1];
            values.put(column, text == null ? null : Conversions.convert(text, column.type()));
        }
        return values;
    }

    private static Object value(String entity, Object[] row, String column) {
        return row[column(entity, column).ordinal()];
    }

    private static DriverException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(DriverException.class, call);
    }

    @Test
    void newItemHasColumnsKeysConstantsAndDerivedAttributes() {
        Item item = codec("user")
                .newItem(row(
                        "user",
                        "id",
                        "ann",
                        "mail",
                        "a@b",
                        "age",
                        "7",
                        "active",
                        "true",
                        "street",
                        "Main",
                        "lat",
                        "1.5",
                        "first_tag",
                        "x",
                        "second_tag",
                        "y",
                        "dotted",
                        "d",
                        "roles",
                        "[\"b\",\"a\"]",
                        "limited",
                        "12.5",
                        "version",
                        "1"));
        assertThat(item).isEqualTo(TestItems.item("""
                                {'pk': {'S': 'user#ANN'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'U'},
                                 'gsi1pk': {'S': 'mail#a@b'}, 'gsi1sk': {'S': '007'},
                                 'id': {'S': 'ann'}, 'mail': {'S': 'a@b'}, 'age': {'N': '7'}, 'active': {'BOOL': true},
                                 'address': {'M': {'street': {'S': 'Main'}, 'geo': {'M': {'lat': {'N': '1.5'}}}}},
                                 'tags': {'L': [{'S': 'x'}, {'S': 'y'}]}, 'a.b': {'S': 'd'}, 'roles': {'SS': ['a', 'b']},
                                 'limited': {'N': '12.5'}, 'version': {'N': '1'}}
                                """));
    }

    @Test
    void newItemLeavesOutWhatIsNull() {
        assertThat(codec("user").newItem(row("user", "id", "ann", "mail", "a@b", "roles", "[]")))
                .isEqualTo(TestItems.item("""
                                {'pk': {'S': 'user#ANN'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'U'}, 'id': {'S': 'ann'},
                                 'mail': {'S': 'a@b'}}
                                """));
    }

    @Test
    void rowsComeBack() {
        Object[] row = row("user", "id", "ann", "age", "7", "zip", "1", "limited", "12.50", "version", "3");
        Object[] read = codec("user").decode(codec("user").newItem(row));
        assertThat(read).isEqualTo(row);
        assertThat(value("user", read, "limited")).isEqualTo(new BigDecimal("12.50"));
    }

    @Test
    void missingVersionIsZeroAndMissingColumnsAreNull() {
        Object[] row = codec("user")
                .decode(
                        TestItems.item(
                                "{'pk': {'S': 'user#ANN'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'U'}, 'mail': {'NULL': true}}"));
        assertThat(value("user", row, "version")).isEqualTo(0);
        assertThat(value("user", row, "mail")).isNull();
        assertThat(value("user", row, "zip")).isNull();
    }

    @Test
    void keyColumnsComeFromTheKey() {
        Object[] row = codec("note").decode(codec("note").newItem(row("note", "day", "2024-06-03", "n", "-5")));
        assertThat(row).isEqualTo(row("note", "day", "2024-06-03", "n", "-5"));
    }

    @Test
    void attributeWinsOverKeyText() {
        Item item = TestItems.item(
                "{'pk': {'S': 'doc#fromkey'}, 'sk': {'S': 'x'}, 'id': {'S': 'fromattribute'}, 'body': {'S': '{}'}}");
        assertThat(value("doc", codec("doc").decode(item), "id")).isEqualTo("fromattribute");
        Item without = TestItems.item("{'pk': {'S': 'doc#fromkey'}, 'sk': {'S': 'x'}, 'body': {'S': '{}'}}");
        assertThat(value("doc", codec("doc").decode(without), "id")).isEqualTo("fromkey");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true  | {'pk': {'S': 'user#A'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'U'}}",
                "false | {'pk': {'S': 'user#A'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'V'}}",
                "false | {'pk': {'S': 'user#A'}, 'sk': {'S': 'profile'}}",
                "false | {'pk': {'S': 'user#A'}, 'sk': {'S': 'profiles'}, 'kind': {'S': 'U'}}",
                "false | {'pk': {'S': 'users#A'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'U'}}",
                "false | {'pk': {'N': '1'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'U'}}",
                "false | {'kind': {'S': 'U'}}",
            })
    void membership(boolean belongs, String item) {
        assertThat(codec("user").belongs(TestItems.item(item))).isEqualTo(belongs);
    }

    @Test
    void keyThatWouldBeReadBackOtherwise() {
        DriverException error = failure(() -> codec("pair").key(ColumnValues.ofRow(row("pair", "a", "x#y", "b", "z"))));
        assertThat(error.state().code()).isEqualTo("22000");
        assertThat(error).hasMessageContaining("pair.a");
    }

    @ParameterizedTest
    @CsvSource({"2044, true", "2045, false"})
    void keySize(int length, boolean fits) {
        Object[] row = row("doc", "id", "x".repeat(length));
        if (fits) {
            codec("doc").key(ColumnValues.ofRow(row));
        } else {
            DriverException error = failure(() -> codec("doc").key(ColumnValues.ofRow(row)));
            assertThat(error.state().code()).isEqualTo("22001");
            assertThat(error).hasMessageContaining("2048");
        }
    }

    @Test
    void keySizeCountsBytes() {
        assertThat(failure(() -> codec("doc").key(ColumnValues.ofRow(row("doc", "id", "é".repeat(1023)))))
                        .state()
                        .code())
                .isEqualTo("22001");
    }

    @Test
    void indexKeysHaveLimitsToo() {
        assertThat(failure(() -> codec("user").newItem(row("user", "id", "a", "city", "x".repeat(2049))))
                        .state()
                        .code())
                .isEqualTo("22001");
        assertThat(failure(() -> codec("user").newItem(row("user", "id", "a", "city", "")))
                        .state()
                        .code())
                .isEqualTo("22023");
    }

    @Test
    void nullInTheKey() {
        DriverException error = failure(() -> codec("pair").key(ColumnValues.ofRow(row("pair", "a", "x"))));
        assertThat(error.state().code()).isEqualTo("23502");
        assertThat(error).hasMessageContaining("pair.b");
    }

    @Test
    void listWithAHole() {
        DriverException error = failure(() -> codec("user").newItem(row("user", "id", "a", "second_tag", "y")));
        assertThat(error.state().code()).isEqualTo("22023");
        assertThat(error).hasMessageContaining("tags[1]");
    }

    @Test
    void unreadableValueIsNamed() {
        DriverException error = failure(() -> codec("user")
                .decode(TestItems.item(
                        "{'pk': {'S': 'user#A'}, 'sk': {'S': 'profile'}, 'kind': {'S': 'U'}, 'age': {'S': 'old'}}")));
        assertThat(error.state().code()).isEqualTo("22018");
        assertThat(error)
                .hasMessageContaining("user")
                .hasMessageContaining("pk=user#A, sk=profile")
                .hasMessageContaining("age")
                .hasMessageNotContaining("old");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'S': 'no json'}", "{'S': '[]'}", "{'N': '1'}", "{'M': {}}"})
    void badContainer(String body) {
        DriverException error = failure(() ->
                codec("doc").decode(TestItems.item("{'pk': {'S': 'doc#A'}, 'sk': {'S': 'x'}, 'body': " + body + "}")));
        assertThat(error.state().code()).isEqualTo("22018");
        assertThat(error)
                .hasMessageContaining("doc")
                .hasMessageContaining("pk=doc#A")
                .hasMessageContaining("body");
    }

    @Test
    void compactContainer() {
        Item item = codec("doc").newItem(row("doc", "id", "1", "a", "é", "n", "1.50", "extra", "{\"k\": [1, 2]}"));
        assertThat(item.get("body")).contains(StoredValue.string("{\"a\":\"é\",\"n\":1.5,\"extra\":{\"k\":[1,2]}}"));
        Item stored = TestItems.item("{'pk': {'S': 'doc#1'}, 'sk': {'S': 'x'}}");
        Map<Column, @Nullable Object> assigned = values("doc", "n", "2", "a", null);
        assertThat(codec("doc").rewriteContainer(stored, assigned))
                .isEqualTo(StoredValue.string("{\"a\":null,\"n\":2}"));
        Map<String, StoredValue> other = new HashMap<>(stored.attributes());
        other.put("body", StoredValue.string("{ \"n\" : 1.500, \"mine\" : 1e2, \"x\":{\"z\":1}}"));
        assertThat(codec("doc").rewriteContainer(new Item(other), values("doc", "a", "d")))
                .isEqualTo(StoredValue.string("{ \"n\" : 1.500, \"mine\" : 1e2, \"x\":{\"z\":1},\"a\":\"d\"}"));
    }

    private static final Condition KEY_EXISTS = new Condition.Exists(new AttributePath("pk", List.of()));

    private static WriteOutcome update(Item key, Assignment assignment) {
        List<Condition> conditions = new ArrayList<>(assignment.conditions());
        conditions.add(KEY_EXISTS);
        return Writes.update(
                client.table().client(),
                key,
                assignment.actions(),
                new Condition.All(conditions),
                new RequestContext(null));
    }

    /** The changes, sent to the engine, and where it asks for it made again from the item it gave back. */
    @Test
    void assignmentsReachTheirPlaces() {
        ItemCodec codec = codec("user");
        Item first = codec.newItem(row("user", "id", "zoe", "first_tag", "x", "mail", "m"));
        Writes.put(client.table().client(), first, new Condition.All(List.of()), new RequestContext(null));
        Map<Column, @Nullable Object> assigned = values(
                "user",
                "street",
                "Main",
                "lat",
                "2",
                "zip",
                null,
                "first_tag",
                "t",
                "mail",
                null,
                "roles",
                "[]",
                "age",
                "8");

        WriteOutcome blind = update(codec.keyOf(first), codec.edits(assigned).assignment(null));
        assertThat(blind.applied()).isFalse();
        Item stored = blind.storedItem().orElseThrow();
        assertThat(update(codec.keyOf(first), codec.edits(assigned).assignment(stored))
                        .applied())
                .isTrue();
        // The maps are there now.
        assertThat(update(
                                codec.keyOf(first),
                                codec.edits(values("user", "zip", "9", "lat", null))
                                        .assignment(null))
                        .applied())
                .isTrue();

        Object[] row = codec.decode(client.table()
                .client()
                .getItem(codec.keyOf(first), true, new RequestContext(null))
                .orElseThrow());
        assertThat(row)
                .isEqualTo(row(
                        "user",
                        "id",
                        "zoe",
                        "street",
                        "Main",
                        "zip",
                        "9",
                        "first_tag",
                        "t",
                        "age",
                        "8",
                        "version",
                        "0"));
        // The map has appeared since: nothing is overwritten.
        assertThat(update(
                                codec.keyOf(first),
                                codec.edits(values("user", "street", "Other")).assignment(stored))
                        .applied())
                .isFalse();
    }

    @Test
    void listElementBeyondTheEnd() {
        ItemCodec codec = codec("user");
        Item item = codec.newItem(row("user", "id", "zac", "first_tag", "x"));
        Writes.put(client.table().client(), item, new Condition.All(List.of()), new RequestContext(null));
        Map<Column, @Nullable Object> assigned = values("user", "second_tag", "y");
        WriteOutcome blind = update(codec.keyOf(item), codec.edits(assigned).assignment(null));
        assertThat(blind.applied()).isFalse();
        assertThat(failure(() -> codec.edits(assigned)
                                .assignment(blind.storedItem().orElseThrow()))
                        .state()
                        .code())
                .isEqualTo("22023");
    }

    @Test
    void pathsAsTheMappingFileWritesThem() {
        assertThat(new AttributePath("a.b", List.of(new Member("c[0]"), new Element(1), new Member("d\\"))))
                .hasToString("a\\.b.c\\[0][1].d\\\\");
    }
}
