package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.MappingLoader;

/** Each kind of change, by pairs of small mappings. */
class MappingDiffTest {
    /** What is replaced in {@link #BASE}, and the changes that come of it: entity, effect, what, before and after. */
    private record Change(String from, String to, String... lines) {
        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    private static final String BASE = """
            {"table": "T",
             "entities": {
               "note": {
                 "item": {"kind": "Note", "pk": "n#{id}", "sk": "n", "g1pk": "tag#{tag}", "g1sk": "{at|epochms}"},
                 "columns": {"id": "string!", "tag": "string!", "at": {"type": "timestamptz!", "as": "epochms"},
                             "size": "int", "text": "string(20)", "file": {"type": "binary", "as": "base64"},
                             "flags": "set<string>", "more": "json", "gone": {"type": "timestamptz", "as": "epoch"}},
                 "unique": [{"columns": ["text"], "item": {"pk": "u#{text}", "sk": "u"}}]
               },
               "user": {"item": {"kind": "User", "pk": "u:{name}", "sk": "u"}, "columns": {"name": "string!"}}
             },
             "physical": {"keys": ["pk", "sk"], "indexes": {"g1": ["g1pk", "g1sk"]}}}
            """;

    private static Catalog catalog(String json) {
        var mapping = MappingLoader.parse(json, "test");
        return mapping.bind(
                mapping.expectedTable(mapping.tableName().orElse("T")).orElseThrow());
    }

    private static MappingDiff diff(String before, String after) {
        return MappingDiff.of(catalog(before), catalog(after));
    }

    private static List<String> lines(MappingDiff diff) {
        return diff.changes().stream()
                .map(change -> String.join(
                        " | ",
                        change.entity(),
                        change.effect().toString(),
                        change.what(),
                        String.valueOf(change.before()),
                        String.valueOf(change.after())))
                .toList();
    }

    static Stream<Change> changes() {
        return Stream.of(
                // Keys of the table.
                new Change("\"n#{id}\"", "\"note#{id}\"", "note | moves | key pk | n#{id} | note#{id}"),
                new Change("\"sk\": \"n\",", "\"sk\": \"n#{tag}\",", "note | moves | key sk | n | n#{tag}"),
                new Change("\"n#{id}\"", "\"n#{id|upper}\"", "note | moves | key pk | n#{id} | n#{id|upper}"),
                new Change("\"n#{id}\"", "\"n#{id}[#{size}]\"", "note | moves | key pk | n#{id} | n#{id}[#{size}]"),
                // The same text written otherwise.
                new Change(
                        "\"user\": {\"item\": {\"kind\": \"User\"",
                        "\"User\": {\"item\": {\"kind\": \"{$entity}\"",
                        "User | none | name | user | User"),
                // Discriminators.
                new Change("\"Note\"", "\"note\"", "note | moves | discriminator kind | Note | note"),
                new Change("\"sk\": \"n\"", "\"sk\": \"n\", \"v\": \"1\"", "note | moves | discriminator v | null | 1"),
                new Change("\"kind\": \"Note\", ", "", "note | check | discriminator kind | Note | null"),
                new Change(
                        "\"kind\": \"Note\"",
                        "\"kind\": \"{tag}\"",
                        "note | backfill | attribute kind | Note | {tag}",
                        "note | check | discriminator kind | Note | null"),
                // Attributes that templates make.
                new Change(
                        "tag#{tag}",
                        "tag:{tag}",
                        "note | backfill | attribute g1pk (key of g1) | tag#{tag} | tag:{tag}"),
                new Change(
                        "{at|epochms}",
                        "{at|iso:3}",
                        "note | backfill | attribute g1sk (key of g1) | {at|epochms} | {at|iso:3}"),
                new Change(
                        ", \"g1sk\": \"{at|epochms}\"",
                        "",
                        "note | check | attribute g1sk (key of g1), which rows keep | {at|epochms} | null"),
                new Change(
                        "\"sk\": \"n\"",
                        "\"sk\": \"n\", \"label\": \"{id}/{tag}\"",
                        "note | backfill | attribute label | null | {id}/{tag}"),
                new Change(
                        "\"columns\": {\"id\"",
                        "\"where\": {\"g1pk\": {\"tag\": \"x\", \"any\": [\"size\"]}}, \"columns\": {\"id\"",
                        "note | backfill | attribute g1pk (key of g1): where | null | tag = x, any of size"),
                new Change(
                        "\"columns\": {\"id\"",
                        "\"stale\": [\"g1\"], \"columns\": {\"id\"",
                        "note | none | index g1: stale | false | true"),
                // Columns.
                new Change("\"size\": \"int\"", "\"size\": \"long\"", "note | none | column size: type | int | long"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": \"string\"",
                        "note | rewrite | column size: type | int | string"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": {\"type\": \"int\", \"as\": \"string\"}",
                        "note | rewrite | column size: type | int | int as string"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": \"decimal(5,2)\"",
                        "note | check | column size: type | int | decimal(5,2)"),
                new Change("string(20)", "string(40)", "note | none | column text: type | string(20) | string(40)"),
                new Change("string(20)", "string", "note | none | column text: type | string(20) | string"),
                new Change("string(20)", "string(10)", "note | check | column text: type | string(20) | string(10)"),
                new Change(
                        "string(20)",
                        "date",
                        "note | backfill | unique (text) | pk = u#{text}, sk = u | pk = u#{text}, sk = u",
                        "note | check | column text: type | string(20) | date",
                        "note | check | unique (text): sentinels that stay | pk = u#{text}, sk = u | null"),
                new Change(
                        "\"base64\"",
                        "\"base64url\"",
                        "note | rewrite | column file: type | binary as base64 | binary as base64url"),
                new Change(
                        "set<string>",
                        "set<number>",
                        "note | rewrite | column flags: type | set<string> | set<number>"),
                new Change(
                        "set<string>",
                        "list<string>",
                        "note | rewrite | column flags: type | set<string> | list<string>"),
                new Change(
                        "\"more\": \"json\"",
                        "\"more\": \"list<string>\"",
                        "note | check | column more: type | json | list<string>"),
                new Change(
                        "\"as\": \"epoch\"",
                        "\"as\": \"iso\"",
                        "note | rewrite | column gone: type | timestamptz as epoch | timestamptz as iso"),
                new Change(
                        "\"more\": \"json\"",
                        "\"more\": {\"type\": \"json\", \"attr\": \"m\"}",
                        "note | rewrite | column more: place | more | m"),
                new Change(
                        "\"columns\": {\"name\": \"string!\"}",
                        "\"columns\": {\"name\": {\"type\": \"string!\", \"key\": true}}",
                        "user | check | column name: place | name | keys only"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": \"int!\"",
                        "note | check | column size: NOT NULL | null | true"),
                new Change(
                        "\"tag\": \"string!\"",
                        "\"tag\": \"string\"",
                        "note | none | column tag: NOT NULL | true | null"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": {\"type\": \"int\", \"default\": \"0\", \"onUpdate\": \"1\","
                                + " \"hidden\": true, \"readOnly\": true, \"remarks\": \"r\"}",
                        "note | none | column size: default, for new rows | null | 0",
                        "note | none | column size: onUpdate, for new changes | null | 1",
                        "note | none | column size: hidden | null | true",
                        "note | none | column size: readOnly | null | true",
                        "note | none | column size: remarks | null | r"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": {\"type\": \"int\", \"version\": true}",
                        "note | none | column size: version | null | from 1"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": {\"type\": \"int\", \"storeNull\": true}",
                        "note | none | column size: storeNull, for new NULLs | null | true"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": \"int\", \"new\": \"int\"",
                        "note | none | column new | null | int"),
                new Change(
                        "\"size\": \"int\"",
                        "\"size\": \"int\", \"new\": \"int!\"",
                        "note | check | column new | null | int!"),
                new Change("\"size\": \"int\", ", "", "note | none | column size, whose values rows keep | int | null"),
                new Change(
                        "\"size\": \"int\"",
                        "\"bytes\": {\"type\": \"int\", \"attr\": \"size\"}",
                        "note | none | column bytes: name | size | bytes"),
                new Change(
                        "\"id\": \"string!\", \"tag\": \"string!\"",
                        "\"tag\": \"string!\", \"id\": \"string!\"",
                        "note | none | order of columns | null | null"),
                // Unique constraints.
                new Change(
                        "u#{text}",
                        "unique#{text}",
                        "note | backfill | unique (text) | pk = u#{text}, sk = u | pk = unique#{text}, sk = u",
                        "note | check | unique (text): sentinels that stay | pk = u#{text}, sk = u | null"),
                new Change(
                        "\"unique\": [{",
                        "\"unique\": [{\"columns\": [\"size\"], \"item\": {\"pk\": \"v#{size}\", \"sk\": \"u\"}}, {",
                        "note | backfill | unique (size) | null | pk = v#{size}, sk = u"),
                new Change("\"unique\": [", "\"remarks\": \"r\", \"unique\": [", "note | none | remarks | null | r"),
                // Entities.
                new Change("\"user\": {\"item\"", "\"person\": {\"item\"", "person | none | name | user | person"),
                new Change(
                        "\"user\": {\"item\"",
                        "\"tag\": {\"item\": {\"kind\": \"Tag\", \"pk\": \"t\", \"sk\": \"{x}\"}, \"columns\": {\"x\": \"string\"}},"
                                + " \"user\": {\"references\": {\"name\": \"user\"}, \"item\"",
                        "tag | none | entity | null | t, {x}",
                        "user | none | references | null | (name) user (name)"),
                // The table.
                new Change("\"table\": \"T\"", "\"table\": \"U\"", " | moves | table | T | U"),
                new Change(
                        "[\"pk\", \"sk\"]",
                        "[\"pk\", \"sk\"], \"ttl\": \"gone\"",
                        " | table | time to live | null | gone"),
                new Change(
                        "\"g1\": [\"g1pk\", \"g1sk\"]",
                        "\"g1\": [\"g1pk\", \"g1sk\"], \"g2\": [\"tag\"]",
                        " | table | index g2 | null | tag (S), ALL"),
                new Change(
                        "\"g1\": [\"g1pk\", \"g1sk\"]",
                        "\"g1\": [\"g1pk\", \"g1sk\"], \"l\": [\"pk\", \"tag\"]",
                        " | moves | local index l | null | pk (S), tag (S), ALL"),
                new Change(
                        "[\"g1pk\", \"g1sk\"]",
                        "{\"keys\": [\"g1pk\", \"g1sk\"], \"projection\": [\"id\"]}",
                        " | none | index g1 | g1pk (S), g1sk (S), ALL | g1pk (S), g1sk (S), INCLUDE id"),
                new Change(
                        "[\"g1pk\", \"g1sk\"]",
                        "[\"g1sk\"]",
                        " | table | index g1 | g1pk (S), g1sk (S), ALL | g1sk (S), ALL"),
                new Change(
                        ", \"indexes\": {\"g1\": [\"g1pk\", \"g1sk\"]}",
                        "",
                        " | none | index g1, which nothing reads | g1pk (S), g1sk (S), ALL | null"),
                new Change(
                        "\"physical\"",
                        "\"ignore\": [{\"pk\": \"x{any}\"}], \"physical\"",
                        " | none | ignored items |  | pk = x{any}"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChange(Change change) {
        assertThat(BASE).contains(change.from());
        assertThat(lines(diff(BASE, BASE.replace(change.from(), change.to())))).containsExactly(change.lines());
    }

    @Test
    void nothing() {
        MappingDiff diff = diff(BASE, BASE);

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.steps()).isEmpty();
        assertThat(diff.touchesData()).isFalse();
    }

    @Test
    void anEntityLess() {
        String less = BASE.replaceAll(",\\s*\"user\": .*", "");
        MappingDiff diff = diff(BASE, less);

        assertThat(lines(diff)).containsExactly("user | check | entity, whose items stay | u:{name}, u | null");
        assertThat(diff.steps()).containsExactly("deploy the new mapping");
        assertThat(diff.touchesData()).isTrue();
    }

    /** In a text of JSON a value is stored otherwise than in a map. */
    @Test
    void valuesThatGoIntoJsonText() {
        String inMap = BASE.replace(
                "\"columns\": {\"name\": \"string!\"}",
                "\"in\": \"data\", \"columns\": {\"name\": \"string!\", \"age\": \"int\"}");
        String inText = inMap.replace("\"in\": \"data\"", "\"in\": {\"attr\": \"data\", \"json\": \"compact\"}");

        assertThat(lines(diff(inMap, inText)))
                .containsExactly(
                        "user | rewrite | column name: place | data.name | data.name in JSON text",
                        "user | rewrite | column age: place | data.age | data.age in JSON text");
        assertThat(lines(diff(inText, inText.replace("compact", "python")))).isEmpty();
    }

    /** An index before another one takes its place, and its attributes with it. */
    @Test
    void anIndexOfTheShortForm() {
        String before = """
                {"table": "T", "entities": {"a": {"id": "x", "columns": {"x": "string", "y": "string!", "z": "string!"},
                                                   "indexes": {"by_z": ["z"]}}}}
                """;
        String after = before.replace("{\"by_z\"", "{\"by_y\": [\"y\"], \"by_z\"");
        MappingDiff diff = diff(before, after);

        assertThat(lines(diff))
                .containsExactly(
                        " | table | index gsi3 | null | gsi3pk (S), gsi3sk (S), ALL",
                        "a | backfill | attribute gsi2pk (key of by_y, by_z) | a.by_z#{z|key} | a.by_y#{y|key}",
                        "a | backfill | attribute gsi3pk (key of by_z) | null | a.by_z#{z|key}",
                        "a | backfill | attribute gsi3sk (key of by_z) | null | {x|key}",
                        "a | none | index gsi2: name | by_z | by_y");
        assertThat(diff.steps())
                .containsExactly(
                        "give the table its index gsi3: gsi3pk (S), gsi3sk (S), ALL",
                        "deploy the new mapping, for now with \"stale\": [\"by_y\", \"by_z\"] in a",
                        "CALL singletable_backfill('a')",
                        "deploy the new mapping without that stale");
    }

    @Test
    void stepsHaveAnOrder() {
        String after = BASE.replace("u:{name}", "user:{name}")
                .replace("\"size\": \"int\"", "\"size\": \"string!\"")
                .replace("tag#{tag}", "tag:{tag}")
                .replace("{\"g1\": [\"g1pk\", \"g1sk\"]}", "{\"g1\": [\"g1pk\"], \"g2\": [\"tag\"]}")
                .replace("\"physical\": {", "\"physical\": {\"ttl\": \"gone\", ");

        assertThat(diff(BASE, after).steps())
                .containsExactly(
                        "make the index g1 anew: g1pk (S), ALL instead of g1pk (S), g1sk (S), ALL",
                        "give the table its index g2: tag (S), ALL",
                        "give the table its time to live: gone",
                        "dump user with the old mapping, while nothing writes it",
                        "dump note with the old mapping, while nothing writes it",
                        "deploy the new mapping",
                        "load user, and delete its items that are at the old keys",
                        "load note over the rows that are there",
                        "CALL singletable_verify('note')");
        assertThat(diff(BASE, BASE.replace("\"T\"", "\"U\"")).steps())
                .containsExactly(
                        "dump all rows with the old mapping, while nothing writes",
                        "make the new table, deploy the new mapping, and load the rows");
        assertThat(diff(after, BASE.replace("u:{name}", "user:{name}")).steps())
                .startsWith(
                        "make the index g1 anew: g1pk (S), g1sk (S), ALL instead of g1pk (S), ALL",
                        "turn off the time to live by gone");
    }

    @Test
    void anIndexIsReadAgain() {
        String stale = BASE.replace("\"columns\": {\"id\"", "\"stale\": [\"g1\"], \"columns\": {\"id\"");
        MappingDiff diff = diff(stale, BASE);

        assertThat(lines(diff)).containsExactly("note | backfill | index g1: stale | true | false");
        assertThat(diff.steps())
                .containsExactly(
                        "deploy the new mapping, for now with \"stale\": [\"g1\"] in note",
                        "CALL singletable_backfill('note')",
                        "deploy the new mapping without that stale");
    }

    @Test
    void sentinelsThatAreRows() {
        String before = """
                {"table": "T",
                 "entities": {"a": {"item": {"pk": "a#{x}", "sk": "a"}, "columns": {"x": "string", "mail": "string"},
                                    "unique": [{"columns": ["mail"], "item": {"pk": "m#{mail}", "sk": "m"}}]},
                              "lock": {"item": {"pk": "lock#{mail}", "sk": "lock"}, "columns": {"mail": "string"}}},
                 "physical": {"keys": ["pk", "sk"]}}
                """;
        String after = before.replace("\"item\": {\"pk\": \"m#{mail}\", \"sk\": \"m\"}", "\"entity\": \"lock\"");

        assertThat(lines(diff(before, after)))
                .containsExactly(
                        "a | backfill | unique (mail) | pk = m#{mail}, sk = m | rows of lock",
                        "a | check | unique (mail): sentinels that stay | pk = m#{mail}, sk = m | null");
        assertThat(lines(diff(
                        after,
                        after.replace(
                                ",\n                    \"unique\": [{\"columns\": [\"mail\"], \"entity\": \"lock\"}]",
                                ""))))
                .containsExactly("a | check | unique (mail): sentinels that stay | rows of lock | null");
    }
}
