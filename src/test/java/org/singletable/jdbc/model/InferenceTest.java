package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.mapping.TableSchema;

class InferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<ObjectNode> items(String lines) {
        List<ObjectNode> items = new ArrayList<>();
        for (String line : lines.strip().lines().toList()) {
            try {
                items.add((ObjectNode) JSON.readTree(line.replace('\'', '"')));
            } catch (JsonProcessingException e) {
                throw new AssertionError(line, e);
            }
        }
        return items;
    }

    private static Draft draft(@Nullable String range, String lines) {
        List<SampledTable.Index> indexes = List.of(new SampledTable.Index("g", "gp", "gs"));
        return Inference.of(new SampledTable("t", "pk", range, indexes, items(lines)));
    }

    /** Every draft is a mapping that fits the table. */
    private static Catalog load(Draft draft, @Nullable AttributeType range) {
        TableSchema table = new TableSchema(
                "t",
                new KeyAttribute("pk", AttributeType.S),
                range == null ? null : new KeyAttribute("sk", range),
                List.of(new IndexSchema(
                        "g",
                        false,
                        new KeyAttribute("gp", AttributeType.S),
                        new KeyAttribute("gs", AttributeType.S),
                        IndexSchema.Projection.ALL,
                        java.util.Set.of())),
                null);
        return MappingLoader.parse(draft.text(), "draft").bind(table);
    }

    static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of(
                        "plain text",
                        """
                        {'pk': 'user#Ann', 'sk': 'user', 'name': 'Ann'}
                        {'pk': 'user#bob', 'sk': 'user', 'name': 'bob'}
                        {'pk': 'user#cid', 'sk': 'user', 'name': 'cid'}
                        """,
                        List.of("\"pk\": \"user#{name}\"", "\"sk\": \"user\"", "\"name\": \"string!\"", "\"user\": {")),
                Arguments.of(
                        "small letters, and which of two columns is meant",
                        """
                        {'pk': 'user#ann', 'sk': 'user', 'mail': 'Ann', 'user': 'Ann'}
                        {'pk': 'user#bob', 'sk': 'user', 'mail': 'Bob', 'user': 'Bob'}
                        """,
                        List.of("\"pk\": \"user#{user|lower}\"")),
                Arguments.of(
                        "numbers filled up, brackets in braces",
                        """
                        {'pk': 'a{1}', 'sk': '007-x', 'n': 7, 'c': 'x'}
                        {'pk': 'a{1}', 'sk': '123-y', 'n': 123, 'c': 'y'}
                        {'pk': 'a{1}', 'sk': '012-z', 'n': 12, 'c': 'z'}
                        """,
                        List.of("\"pk\": \"a\\\\{1\\\\}\"", "\"sk\": \"{n|pad:3}-{c}\"", "\"n\": \"int!\"")),
                Arguments.of(
                        "instants as milliseconds",
                        """
                        {'pk': 'e#1', 'sk': '1704067200000', 'id': 1, 'at': '2024-01-01T00:00:00.000Z'}
                        {'pk': 'e#2', 'sk': '1704067200500', 'id': 2, 'at': '2024-01-01T00:00:00.500Z'}
                        """,
                        List.of(
                                "\"sk\": \"{at|epochms}\"",
                                "\"at\": { \"type\": \"timestamptz!\", \"as\": \"iso:3\" }",
                                "\"pk\": \"e#{id}\"")),
                Arguments.of(
                        "parts that no attribute holds",
                        """
                        {'pk': 'org#x', 'sk': 'user#1#post#2', 'text': 'a'}
                        {'pk': 'org#y', 'sk': 'user#1#post#3', 'text': 'b'}
                        {'pk': 'org#z', 'sk': 'user#4#post#5', 'text': 'c'}
                        """,
                        List.of(
                                "\"pk\": \"org#{org}\"",
                                "\"sk\": \"user#{user}#post#{post}\"",
                                "\"org\": { \"type\": \"string\", \"key\": true }")),
                Arguments.of(
                        "an index whose key is left out with its column",
                        """
                        {'pk': 'u#1', 'sk': 'u', 'id': 1, 'gp': 'team#Red', 'gs': '1', 'team': 'Red'}
                        {'pk': 'u#2', 'sk': 'u', 'id': 2, 'gp': 'team#Blue', 'gs': '2', 'team': 'Blue'}
                        {'pk': 'u#3', 'sk': 'u', 'id': 3, 'gs': '3'}
                        """,
                        List.of("\"gp\": \"team#{team}\"", "\"gs\": \"{id}\"", "\"team\": \"string\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void findsTemplates(String what, String lines, List<String> expected) {
        Draft draft = draft("sk", lines);
        assertThat(draft.text()).as(what).contains(expected);
        assertThat(load(draft, AttributeType.S).entities()).hasSize(1);
        assertThat(draft.text()).doesNotContain("stale");
    }

    @Test
    void aTableWithoutRangeKey() {
        Draft draft = draft(null, """
                {'pk': 'x', 'kind': 'a', 'n': 1.5}
                {'pk': 'y', 'kind': 'a', 'n': 2}
                """);
        assertThat(draft.text()).contains("\"pk\": \"string!\"", "\"n\": \"decimal!\"");
        assertThat(load(draft, null).entities().get(0).primaryKey()).hasToString("[pk]");
    }

    @Test
    void aNumberAsRangeKey() {
        Draft draft = draft("sk", """
                {'pk': 'sensor#Aa', 'sk': 1, 'value': 2}
                {'pk': 'sensor#b', 'sk': 2, 'value': 7}
                {'pk': 'sensor#b', 'sk': 3, 'value': 1}
                """);
        assertThat(load(draft, AttributeType.N).entities().get(0).primaryKey()).hasToString("[sensor, sk]");
    }

    /** Without an attribute that says so, the words of the keys do. */
    @Test
    void entitiesByTheWordsOfTheirKeys() {
        Draft draft = draft("sk", """
                {'pk': 'C#1', 'sk': 'PROFILE', 'id': 1, 'name': 'x'}
                {'pk': 'C#1', 'sk': 'ORDER#7', 'id': 1, 'number': 7}
                {'pk': 'C#2', 'sk': 'PROFILE', 'id': 2, 'name': 'y'}
                {'pk': 'C#2', 'sk': 'ORDER#8', 'id': 2, 'number': 8}
                """);
        Catalog catalog = load(draft, AttributeType.S);
        assertThat(catalog.entities()).hasToString("[profile, order]");
        assertThat(catalog.entities().get(1).primaryKey()).hasToString("[id, number]");
        assertThat(draft.text())
                .contains(
                        "\"references\": [\n        { \"columns\": [\"id\"], \"entity\": \"profile\", \"key\": [\"id\"] }");
        assertThat(draft.remarks().get(0))
                .isEqualTo("no attribute names the entity: the beginnings of the keys tell them apart");
    }

    @Test
    void ofNothingComesNothing() {
        assertThatThrownBy(() -> draft("sk", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
