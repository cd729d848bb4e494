package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attribute of OneTable's fields, by small schemas; a whole one is in {@code GoldenReadTest}. */
class OneTableImportTest {
    private static final String KEYS =
            "\"PK\": {\"type\": \"string\", \"value\": \"m#${id}\"}, \"SK\": {\"type\": \"string\", \"value\": \"m#\"},"
                    + " \"id\": {\"type\": \"string\", \"required\": true}";

    private static OneTableImport.Result imported(String fields, String params, String... items)
            throws UnreadableModelException {
        String schema = """
                {"format": "onetable:1.1.0", "version": "0.0.1",
                 "indexes": {"primary": {"hash": "PK", "sort": "SK"},
                             "gs1": {"hash": "GS1PK", "sort": "GS1SK", "project": "keys"},
                             "ls1": {"sort": "score", "type": "local", "project": ["PK", "note"]}},
                 "models": {"M": {%s}},
                 "params": %s}
                """.formatted(fields, params);
        return OneTableImport.of(schema, "", List.of(items), null);
    }

    private static OneTableImport.Result withKeys(String fields, String params, String... items)
            throws UnreadableModelException {
        return imported(KEYS + ", " + fields, params, items);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static JsonNode entity(OneTableImport.Result result) throws IOException {
        return json(result.mapping()).path("entities").path("M");
    }

    /** A field, the schema's params, and the column that it becomes. */
    static Stream<Arguments> columns() {
        return Stream.of(
                Arguments.of("{'type': 'string'}", "{}", "'string'"),
                Arguments.of("{'type': 'String', 'required': true}", "{}", "'string!'"),
                Arguments.of("{}", "{}", "'string'"),
                Arguments.of("{'type': 'number'}", "{}", "'decimal'"),
                Arguments.of("{'type': 'number', 'ttl': true}", "{}", "'long'"),
                Arguments.of("{'type': 'boolean'}", "{}", "'boolean'"),
                Arguments.of("{'type': 'date'}", "{}", "{'type': 'timestamptz', 'as': 'epochms'}"),
                Arguments.of("{'type': 'date'}", "{'isoDates': true}", "{'type': 'timestamptz', 'as': 'iso:3'}"),
                Arguments.of("{'type': 'date', 'isoDates': true}", "{}", "{'type': 'timestamptz', 'as': 'iso:3'}"),
                // The library has it so: the table's isoDates wins over a field's false.
                Arguments.of(
                        "{'type': 'date', 'isoDates': false}",
                        "{'isoDates': true}",
                        "{'type': 'timestamptz', 'as': 'iso:3'}"),
                Arguments.of(
                        "{'type': 'date', 'ttl': true}",
                        "{'isoDates': true}",
                        "{'type': 'timestamptz', 'as': 'epoch'}"),
                Arguments.of("{'type': 'object', 'schema': {'a': {'type': 'string'}}}", "{}", "'json'"),
                Arguments.of("{'type': 'array'}", "{}", "'json'"),
                Arguments.of("{'type': 'array', 'items': {'type': 'string', 'enum': ['a']}}", "{}", "'list<string>'"),
                Arguments.of("{'type': 'typed-array', 'items': {'type': 'number'}}", "{}", "'list<decimal>'"),
                Arguments.of("{'type': 'array', 'items': {'type': 'object', 'schema': {}}}", "{}", "'json'"),
                Arguments.of("{'type': 'buffer'}", "{}", "{'type': 'binary', 'as': 'base64'}"),
                Arguments.of("{'type': 'arraybuffer'}", "{}", "{'type': 'binary', 'as': 'base64'}"),
                Arguments.of("{'type': 'string', 'map': 'lc'}", "{}", "{'type': 'string', 'attr': 'lc'}"),
                Arguments.of("{'type': 'string', 'map': 'data.th'}", "{}", "{'type': 'string', 'attr': 'data.th'}"),
                Arguments.of("{'type': 'string', 'hidden': true}", "{}", "{'type': 'string', 'hidden': true}"),
                Arguments.of("{'type': 'string', 'nulls': true}", "{}", "{'type': 'string', 'storeNull': true}"),
                Arguments.of("{'type': 'string'}", "{'nulls': true}", "{'type': 'string', 'storeNull': true}"),
                Arguments.of("{'type': 'string', 'nulls': false}", "{'nulls': true}", "'string'"),
                Arguments.of("{'type': 'string', 'required': true}", "{'nulls': true}", "'string!'"),
                Arguments.of(
                        "{'type': 'string', 'enum': ['a', 'b']}", "{}", "{'type': 'string', 'remarks': 'one of a, b'}"),
                Arguments.of(
                        "{'type': 'string', 'default': 'it\u0001s'}",
                        "{}",
                        "{'type': 'string', 'default': '\u0001it\u0001\u0001s\u0001'}"),
                Arguments.of("{'type': 'number', 'default': 1.25}", "{}", "{'type': 'decimal', 'default': '1.25'}"),
                Arguments.of("{'type': 'boolean', 'default': false}", "{}", "{'type': 'boolean', 'default': 'false'}"),
                Arguments.of(
                        "{'type': 'date', 'default': 0}",
                        "{}",
                        "{'type': 'timestamptz', 'as': 'epochms', 'default': '\u00011970-01-01T00:00:00Z\u0001'}"),
                Arguments.of(
                        "{'type': 'object', 'default': {}}", "{}", "{'type': 'json', 'default': '\u0001{}\u0001'}"),
                Arguments.of("{'type': 'string', 'generate': 'ulid'}", "{}", "{'type': 'string', 'default': 'ulid()'}"),
                Arguments.of("{'type': 'string', 'generate': 'uuid'}", "{}", "{'type': 'string', 'default': 'uuid()'}"),
                Arguments.of("{'type': 'string', 'uuid': 'ulid'}", "{}", "{'type': 'string', 'default': 'ulid()'}"),
                // A key of ls1, which is never NULL.
                Arguments.of(
                        "{'type': 'number', 'map': 'score', 'nulls': true}",
                        "{}",
                        "{'type': 'decimal', 'attr': 'score'}"));
    }

    private static String quotes(String text) {
        return text.replace('\'', '"').replace('\u0001', '\'');
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aFieldBecomesAColumn(String field, String params, String column) throws UnreadableModelException, IOException {
        OneTableImport.Result result = withKeys("\"x\": " + quotes(field), quotes(params));

        assertThat(entity(result).path("columns").path("x")).isEqualTo(json(quotes(column)));
        assertThat(result.losses()).isEmpty();
        assertThat(result.columns()).isEqualTo(2);
    }

    /** The value of GS1SK, more fields, and the template that comes of it. */
    static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of("a#${x}", "", "a#{x}"),
                Arguments.of("${x:10}", "'x': {'type': 'number'}", "{x|pad:10}"),
                Arguments.of("${x:10:0}#${id}", "'x': {'type': 'number'}", "{x|pad:10}#{id}"),
                Arguments.of("${x:3:_}", "", "{x|pad:3:_}"),
                Arguments.of("${x:3:|}", "", "{x|pad:3:\\|}"),
                Arguments.of("${_type}#${x}", "", "M#{x}"),
                Arguments.of("{[${x}]}|\\", "", "\\{\\[{x}\\]\\}\\|\\\\"),
                Arguments.of("${x}", "'x': {'type': 'boolean'}", "{x}"),
                Arguments.of("${x}#${id}", "'x': {'type': 'date'}", "{x|epochms}#{id}"),
                // By the rules of the field that is made, not of the date's own.
                Arguments.of("${x}#${id}", "'x': {'type': 'date', 'isoDates': true}", "{x|epochms}#{id}"),
                Arguments.of("${x:15}", "'x': {'type': 'date'}", "{x|epochms|pad:15}"),
                Arguments.of("${y}!", "'y': {'type': 'string', 'value': 'y#${x}'}", "y#{x}!"),
                Arguments.of("${a.zip}", "'a': {'type': 'object', 'schema': {'zip': {'type': 'string'}}}", "{a_zip}"),
                Arguments.of("${a.b.c}", "'a': {'type': 'object'}", "{a_b_c}"),
                Arguments.of("all", "", "all"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aValueBecomesATemplate(String value, String more, String template)
            throws UnreadableModelException, IOException {
        String fields = "\"GS1SK\": {\"type\": \"string\", \"value\": \"" + value.replace("\\", "\\\\") + "\"}"
                + (more.contains("'x'") ? "" : ", \"x\": {\"type\": \"string\"}")
                + (more.isEmpty() ? "" : ", " + quotes(more));

        OneTableImport.Result result = withKeys(fields, "{}");

        assertThat(entity(result).path("item").path("GS1SK").asText()).isEqualTo(template);
        assertThat(result.losses()).hasSize(template.isEmpty() ? 1 : 0);
    }

    @Test
    void datesInTemplatesAreIsoWhereTheTablesAre() throws UnreadableModelException, IOException {
        String fields = "\"GS1SK\": {\"type\": \"string\", \"value\": \"${x}\"}, \"x\": {\"type\": \"date\"}";

        assertThat(entity(withKeys(fields, "{\"isoDates\": true}"))
                        .path("item")
                        .path("GS1SK")
                        .asText())
                .isEqualTo("{x|iso:3}");
    }

    /** Fields, and what is told of them. */
    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of("'x': {'type': 'string', 'validate': '/^a/'}", "M.x: SQL does not check validate /^a/"),
                Arguments.of("'x': {'type': 'string', 'crypt': true}", "M.x: encrypted (crypt): SQL shows the stored"),
                Arguments.of("'x': {'type': 'string', 'fixed': true}", "M.x: fixed: SQL can change it"),
                Arguments.of("'x': {'type': 'string', 'value': true}", "M.x: made by a function (value: true)"),
                Arguments.of("'x': {'type': 'string', 'generate': true}", "M.x: generate true has nothing like it"),
                Arguments.of("'x': {'type': 'string', 'generate': 'uid(8)'}", "M.x: generate \"uid(8)\" has nothing"),
                Arguments.of("'x': {'type': 'number', 'default': 'a'}", "M.x: the default \"a\" is none of the type"),
                Arguments.of("'x': {'type': 'date', 'default': 'soon'}", "M.x: the default \"soon\" is no date"),
                Arguments.of("'x': {'type': 'string', 'colour': 1}", "M.x: unknown attribute colour"),
                Arguments.of("'x': {'type': 'object', 'unique': true}", "M.x: SQL does not keep it unique"),
                Arguments.of(
                        "'x': {'type': 'boolean', 'map': 'score'}", "M.x: left out: of the type boolean, which no"),
                Arguments.of(
                        "'x': {'type': 'string', 'map': 'a'}, 'y': {'type': 'string', 'map': 'a.b'}", "M.y: left out"),
                Arguments.of("'x': {'type': 'string', 'map': 'SK'}", "M.x: left out: its attribute SK has a value of"),
                Arguments.of(
                        "'x': {'type': 'string', 'reference': 'N:primary:id=x'}", "M.x: the reference N:primary:id=x"),
                Arguments.of("'x': {'type': 'string', 'reference': 'M'}", "expected model:index:attribute=field"),
                Arguments.of(
                        "'x': {'type': 'string', 'value': '${id}', 'map': 'a.b'}",
                        "M.x: its template \"${id}\" is not taken over: a template makes it inside of a;"
                                + " SQL does not write it"),
                Arguments.of(
                        "'GS1PK': {'type': 'number', 'value': '${id}'}",
                        "a template makes it as a number, and those of a mapping make text; SQL does not write it, nor"
                                + " read by it"),
                Arguments.of("'GS1PK': {'type': 'string', 'value': '${gone}'}", "it names gone, which is no field"),
                Arguments.of("'GS1PK': {'type': 'string', 'value': '${GS1PK}'}", "it names GS1PK, which is made by"),
                Arguments.of("'GS1PK': {'type': 'string', 'value': '${id:5:ab}'}", "no padding like ${id:5:ab}"),
                Arguments.of(
                        "'GS1PK': {'type': 'string', 'value': '${x}'}, 'x': {'type': 'set'}",
                        "it names x, whose type set<string> has no text in a key"),
                Arguments.of(
                        "'GS1PK': {'type': 'string', 'value': '${x}'}, 'x': {'type': 'string', 'crypt': true}",
                        "it names x, which is stored encrypted"),
                Arguments.of(
                        "'GS1PK': {'type': 'string', 'value': 'a#${x}'}, 'x': {'type': 'string', 'encode': ['GS1PK', '#', 1]}",
                        "M.x: left out: it lives in an attribute (encode) that does not tell it, or is no key of the table"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void whatIsNotTakenOverIsTold(String fields, String loss) throws UnreadableModelException {
        assertThat(withKeys(quotes(fields), "{}").losses()).anyMatch(line -> line.contains(loss));
    }

    @Test
    void restOfTheSchema() throws UnreadableModelException {
        String schema = """
                {"indexes": {"primary": {"hash": "id"}},
                 "models": {"M": {"id": {"type": "string", "generate": "ulid"}},
                            "my-model": {"id": {"type": "string"}},
                            "N": {"name": {"type": "string"}},
                            "_Schema": {"id": {"type": "string"}}},
                 "params": {"typeField": "kind", "legacyEmpties": true},
                 "queries": {"all of them": {}}, "process": {"p": {}}}
                """;

        OneTableImport.Result result = OneTableImport.of(schema, "", List.of(), "Things");

        assertThat(result.losses())
                .containsExactly(
                        "params.legacyEmpties: unknown, without effect on the mapping",
                        "queries: all of them stay with the library; in SQL they are statements of your own",
                        "process: p stay with the library; in SQL they are statements of your own",
                        "my-model: left out: a table of SQL cannot have this name",
                        "N: left out: the schema does not say how its id, a key of the table, is made");
        assertThat(result.mapping()).isEqualTo("""
                {
                  "table": "Things",
                  "entities": {
                    "M": {
                      "item": {
                        "kind": "M"
                      },
                      "columns": {
                        "id": { "type": "string", "default": "ulid()" }
                      }
                    }
                  },
                  "physical": {
                    "keys": ["id"]
                  },
                  "ignore": [
                    { "id": "_schema" },
                    { "id": "_migration" }
                  ]
                }
                """);
    }

    @Test
    void timestamps() throws UnreadableModelException, IOException {
        String params =
                "{\"timestamps\": true, \"isoDates\": true, \"createdField\": \"made\", \"updatedField\": \"changed\"}";

        JsonNode both = entity(withKeys("\"changed\": {\"type\": \"date\", \"hidden\": true}", params));
        JsonNode one = entity(withKeys("\"x\": {\"type\": \"date\"}", "{\"timestamps\": \"create\"}"));

        assertThat(both.path("columns")).isEqualTo(json("""
                                {"id": "string!",
                                 "changed": {"type": "timestamptz", "as": "iso:3", "default": "now()", "onUpdate": "now()",
                                             "hidden": true},
                                 "made": {"type": "timestamptz", "as": "iso:3", "default": "now()"}}
                                """));
        assertThat(one.path("columns").path("created").path("default").asText()).isEqualTo("now()");
        assertThat(one.path("columns").has("updated")).isFalse();
    }

    @Test
    void uniqueValuesHaveSentinels() throws UnreadableModelException, IOException {
        String fields = quotes("""
                'email': {'type': 'string', 'unique': true},
                'nick': {'type': 'string', 'map': 'data.n', 'unique': true, 'scope': '${org}'},
                'org': {'type': 'string'},
                'both': {'type': 'string', 'value': '${email}#${org}', 'unique': true},
                'day': {'type': 'date', 'unique': true, 'isoDates': true}
                """);

        assertThat(entity(withKeys(fields, "{}")).path("unique")).isEqualTo(json(quotes("""
                [{'columns': ['email'],
                  'item': {'PK': '_unique#M#email#{email}', 'SK': '_unique#', '_type': '_Unique'}},
                 {'columns': ['org', 'nick'],
                  'item': {'PK': '_unique#{org}#M#data,n#{nick}', 'SK': '_unique#', '_type': '_Unique'}},
                 {'columns': ['email', 'org'],
                  'item': {'PK': '_unique#M#both#{email}#{org}', 'SK': '_unique#', '_type': '_Unique'}},
                 {'columns': ['day'],
                  'item': {'PK': '_unique#M#day#{day|iso:3}', 'SK': '_unique#', '_type': '_Unique'}}]
                """)));
    }

    @Test
    void columnsThatLiveInKeys() throws UnreadableModelException, IOException {
        OneTableImport.Result result = imported(quotes("""
                        'PK': {'type': 'string', 'value': 'o#${org}'},
                        'SK': {'type': 'string', 'value': 'm#${n:4}#${mail}#${when}'},
                        'n': {'type': 'number', 'encode': ['SK', '#', 1]},
                        'mail': {'type': 'string', 'crypt': true},
                        'when': {'type': 'date', 'encode': 'SK', 'required': true}
                        """), "{}");

        assertThat(entity(result)).isEqualTo(json(quotes("""
                {'item': {'_type': 'M', 'PK': 'o#{org}', 'SK': 'm#{n|pad:4}#{mail}#{when|epochms}'},
                 'columns': {'org': {'type': 'string!', 'key': true},
                             'n': {'type': 'decimal', 'key': true},
                             'mail': {'type': 'string', 'key': true, 'readOnly': true, 'remarks': 'encrypted by OneTable'},
                             'when': {'type': 'timestamptz!', 'key': true}}}
                """)));
        assertThat(result.notes()).anyMatch(note -> note.startsWith("M.org: no field of the model"));
    }

    /** Rows can be read and changed, which is more than nothing; no row can be made. */
    @Test
    void aTableKeyThatCannotBeMadeIsShown() throws UnreadableModelException, IOException {
        OneTableImport.Result result = imported(quotes("""
                        'PK': {'type': 'string', 'value': '${a}${b}'}, 'SK': {'type': 'string', 'value': true},
                        'a': {'type': 'string', 'encode': ['PK', '#', 0]}, 'b': {'type': 'string'}
                        """), "{}");

        assertThat(entity(result).path("item")).isEqualTo(json("{\"_type\": \"M\"}"));
        assertThat(entity(result).path("columns")).isEqualTo(json(quotes("""
                {'SK': {'type': 'string', 'readOnly': true}, 'b': 'string', 'PK': {'type': 'string!', 'readOnly': true}}
                """)));
        assertThat(result.losses())
                .contains(
                        "M.PK: its template \"${a}${b}\" is not taken over: it names a, which is no column; SQL shows the"
                                + " key as it is, and cannot INSERT");
    }

    /** What is there is read as what it is. */
    @Test
    void aKeyThatAFunctionMakesKeepsItsType() throws UnreadableModelException, IOException {
        OneTableImport.Result result = imported(quotes("""
                        'PK': {'type': 'string', 'value': '${id:3:ab}', 'hidden': false}, 'SK': {'type': 'number', 'value': true},
                        'id': {'type': 'string', 'unique': true}
                        """), "{}");

        assertThat(entity(result).path("columns")).isEqualTo(json(quotes("""
                {'PK': {'type': 'string', 'readOnly': true}, 'SK': {'type': 'decimal', 'readOnly': true}, 'id': 'string'}
                """)));
        assertThat(result.losses())
                .contains(
                        "M.id: SQL does not keep it unique: a key of the table is a number, which no sentinel can have");
        assertThat(json(result.mapping()).has("ignore")).isFalse();
    }

    /** So that no template is left that names it. */
    @Test
    void aColumnThatNoKeyCanHoldIsInNoTemplate() throws UnreadableModelException {
        assertThat(withKeys(
                                quotes(
                                        "'GS1PK': {'type': 'string', 'value': '${score}'}, 'score': {'type': 'boolean'}"),
                                "{}")
                        .losses())
                .containsExactly(
                        "M.score: left out: of the type boolean, which no key attribute can hold",
                        "M.GS1PK: its template \"${score}\" is not taken over: it names score, which is no column; SQL does"
                                + " not write it, nor read by it");
    }

    @Test
    void aValueThatIsNotHiddenIsShown() throws UnreadableModelException, IOException {
        JsonNode entity = entity(withKeys(
                quotes("'label': {'type': 'string', 'value': 'no ${id}', 'hidden': false, 'map': 'lb'},"
                        + " '_type': {'type': 'string', 'required': true}, 'quiet': {'type': 'string', 'value': 'q'}"),
                "{}"));

        assertThat(entity.path("item").path("lb").asText()).isEqualTo("no {id}");
        assertThat(entity.path("item").path("quiet").asText()).isEqualTo("q");
        assertThat(entity.path("columns"))
                .isEqualTo(
                        json(
                                "{\"id\": \"string!\", \"label\": {\"type\": \"string\", \"attr\": \"lb\", \"readOnly\": true}}"));
    }

    @Test
    void membersThatTemplatesNameAreColumns() throws UnreadableModelException, IOException {
        OneTableImport.Result result = withKeys(quotes("""
                        'GS1PK': {'type': 'string', 'value': 'z#${address.zip}#${address.geo.lat}'},
                        'address': {'type': 'object', 'required': true, 'schema': {
                            'zip': {'type': 'string', 'required': true}, 'city': {'type': 'string', 'default': 'Oslo'},
                            'geo': {'type': 'object', 'schema': {'lat': {'type': 'number'}}},
                            'more': {'type': 'object', 'schema': {'x': {'type': 'number'}}}}}
                        """), "{}");

        assertThat(entity(result).path("columns")).isEqualTo(json(quotes("""
                {'id': 'string!',
                 'address_zip': {'type': 'string!', 'attr': 'address.zip'},
                 'address_city': {'type': 'string', 'attr': 'address.city', 'default': '\u0001Oslo\u0001'},
                 'address_geo_lat': {'type': 'decimal', 'attr': 'address.geo.lat'},
                 'address_more': {'type': 'json', 'attr': 'address.more'}}
                """)));
        assertThat(result.losses()).isEmpty();
    }

    @Test
    void itemsShowWhatASchemaDoesNotSay() throws UnreadableModelException, IOException {
        String fields = quotes("""
                'tags': {'type': 'set'}, 'scores': {'type': 'set'}, 'mixed': {'type': 'set'}, 'files': {'type': 'set'},
                'at': {'type': 'date'}, 'then': {'type': 'date', 'isoDates': true}, 'both': {'type': 'date'},
                'note': {'type': 'string'}
                """);

        OneTableImport.Result result = withKeys(
                fields,
                "{}",
                quotes("""
                        {'_type': 'M', 'tags': {'$set': ['a']}, 'scores': {'$set': [1]}, 'mixed': {'$set': [1]},
                         'files': {'$set': [{'$binary': 'AA=='}]}, 'at': '2025-01-01T00:00:00.000Z', 'then': 5, 'both': 1,
                         'note': null}"""),
                quotes("{'_type': 'M', 'mixed': {'$set': ['a']}, 'both': '2025-01-01T00:00:00.000Z'}"),
                quotes("{'_type': 'N', 'tags': {'$set': [1]}}"));

        assertThat(entity(result).path("columns")).isEqualTo(json(quotes("""
                {'id': 'string!', 'tags': 'set<string>', 'scores': 'set<number>', 'mixed': 'set<string>',
                 'files': 'set<binary>', 'at': {'type': 'timestamptz', 'as': 'iso:3'},
                 'then': {'type': 'timestamptz', 'as': 'epochms'}, 'both': {'type': 'timestamptz', 'as': 'epochms'},
                 'note': {'type': 'string', 'storeNull': true}}
                """)));
        assertThat(result.notes())
                .extracting(note -> note.substring(0, note.indexOf(':')))
                .containsExactly("M.mixed", "M.at", "M.then", "M.both");
    }

    /** A schema that the library has saved: its params may be defaults, while its own item is written by the real ones. */
    @Test
    void anItemOfASchemaShowsItsParams() throws UnreadableModelException, IOException {
        String item = quotes("""
                {'pk': '_schema', 'sk': '_schema:Current', 'kind': '_Schema', 'format': 'onetable:1.1.0', 'name': 'Current',
                 'version': '1', 'made': '2025-01-01T00:00:00.000Z', 'updated': '2025-01-01T00:00:00.000Z', 'queries': {},
                 'indexes': {'primary': {'hash': 'pk', 'sort': 'sk'}},
                 'models': {'Z': {'sk': {'type': 'string', 'value': 'z'}, 'pk': {'type': 'string', 'value': 'z#${id}'},
                                  'id': {'type': 'string'}, 'at': {'type': 'date'}},
                            'A': {'pk': {'type': 'string'}, 'sk': {'type': 'string'}}},
                 'params': {'typeField': '_type', 'isoDates': false, 'timestamps': false}}
                """);

        OneTableImport.Result result = OneTableImport.of(item, "{\"nulls\": true}", List.of(), null);

        JsonNode entities = json(result.mapping()).path("entities");
        assertThat(entities).isEqualTo(json(quotes("""
                {'A': {'item': {'kind': 'A'},
                       'columns': {'pk': 'string', 'sk': 'string',
                                   'updated': {'type': 'timestamptz', 'as': 'iso:3', 'default': 'now()',
                                               'onUpdate': 'now()', 'storeNull': true}}},
                 'Z': {'item': {'kind': 'Z', 'pk': 'z#{id}', 'sk': 'z'},
                       'columns': {'at': {'type': 'timestamptz', 'as': 'iso:3', 'storeNull': true}, 'id': 'string',
                                   'updated': {'type': 'timestamptz', 'as': 'iso:3', 'default': 'now()',
                                               'onUpdate': 'now()', 'storeNull': true}}}}
                """)));
        assertThat(result.losses()).singleElement().asString().startsWith("_schema.made: no part of a schema");
        assertThat(result.notes())
                .singleElement()
                .asString()
                .startsWith(
                        "params: the saved schema says otherwise, but its own item shows typeField \"kind\", isoDates true,"
                                + " timestamps \"update\", which counts");
    }

    @Test
    void keysThatTheLibraryLeavesStale() throws UnreadableModelException, IOException {
        OneTableImport.Result result = withKeys(quotes("""
                        'GS1PK': {'type': 'string', 'value': 'a#${a}'}, 'GS1SK': {'type': 'string', 'value': '${b}#${c}'},
                        'a': {'type': 'string', 'required': true}, 'b': {'type': 'string', 'required': true},
                        'c': {'type': 'string', 'required': true}
                        """), "{}");

        assertThat(entity(result).path("remarks").asText()).isEqualTo("OneTable may leave keys of gs1 as they were");
        assertThat(entity(result).has("stale")).isFalse();
        assertThat(result.notes()).singleElement().asString().contains("gs1", "one of b, c,", "\"stale\": [\"gs1\"]");
    }

    @Test
    void physicalTable() throws UnreadableModelException, IOException {
        JsonNode mapping =
                json(withKeys("\"score\": {\"type\": \"number\"}", "{}").mapping());

        assertThat(mapping.path("physical")).isEqualTo(json(quotes("""
                {'keys': ['PK', 'SK'],
                 'indexes': {'gs1': {'keys': ['GS1PK', 'GS1SK'], 'projection': 'KEYS_ONLY'},
                             'ls1': {'keys': ['PK', 'score'], 'projection': ['note']}}}
                """)));
        assertThat(mapping.path("ignore"))
                .isEqualTo(json(quotes("[{'PK': '_schema', 'SK': '_schema:{name}'},"
                        + " {'PK': '_migration', 'SK': '_migration:{version}:{date}'}]")));
    }

    /** A key attribute has one type in the whole table. */
    @Test
    void modelsAgreeOnTheTypesOfKeys() throws UnreadableModelException, IOException {
        String schema = quotes("""
                {'indexes': {'primary': {'hash': 'PK'}, 'gs1': {'hash': 'GS1PK'}},
                 'models': {'A': {'PK': {'type': 'string', 'value': 'a#${id}'}, 'id': {'type': 'string'},
                                  'GS1PK': {'type': 'number'}},
                            'B': {'PK': {'type': 'string', 'value': 'b#${id}'}, 'id': {'type': 'string'},
                                  'GS1PK': {'type': 'string', 'value': 'b'}},
                            'C': {'PK': {'type': 'number'}}},
                 'params': {}}
                """);

        OneTableImport.Result result = OneTableImport.of(schema, "", List.of(), null);

        assertThat(json(result.mapping())
                        .path("entities")
                        .path("A")
                        .path("columns")
                        .has("GS1PK"))
                .isTrue();
        assertThat(result.losses())
                .containsExactly(
                        "B.GS1PK: left out: it would be of type S in the key attribute GS1PK, where another model stores"
                                + " type N",
                        "C.PK: left out: it would be of type N in the key attribute PK, where another model stores type S",
                        "C: left out: the schema does not say how its PK, a key of the table, is made");
    }

    @Test
    void namesThatSqlCannotHave() throws UnreadableModelException, IOException {
        JsonNode columns = entity(withKeys(
                        quotes(
                                "'first-name': {'type': 'string'}, 'first.name': {'type': 'string'}, '1st': {'type': 'string'}"),
                        "{}"))
                .path("columns");

        assertThat(columns).isEqualTo(json(quotes("""
                {'id': 'string!', 'first_name': {'type': 'string', 'attr': 'first-name'},
                 'first_name_': {'type': 'string', 'attr': 'first\\\\.name'}, '_1st': {'type': 'string', 'attr': '1st'}}
                """)));
    }

    @Test
    void referencesAreForeignKeys() throws UnreadableModelException, IOException {
        assertThat(entity(withKeys("\"boss\": {\"type\": \"string\", \"reference\": \"M:primary:id=boss\"}", "{}"))
                        .path("references"))
                .isEqualTo(json("[{\"columns\": [\"boss\"], \"entity\": \"M\", \"key\": [\"id\"]}]"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("{type: String}", "", "the schema is not JSON (a program's schema is:"),
                Arguments.of("{}", "", "this is no schema of OneTable"),
                Arguments.of(
                        "{\"models\": {}, \"indexes\": {\"primary\": {}}}", "", "index primary has no hash attribute"),
                Arguments.of(
                        "{\"format\": \"other:2\", \"models\": {}, \"indexes\": {\"primary\": {\"hash\": \"pk\"}}}",
                        "",
                        "the schema's format is other:2"),
                Arguments.of(
                        "{\"models\": {\"M\": {}}, \"indexes\": {\"primary\": {\"hash\": \"pk\"}}}",
                        "",
                        "no model of the schema can be taken over:\n  M: left out"),
                Arguments.of("{}", "isoDates", "params is not JSON"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoSchema(String schema, String params, String message) {
        assertThatThrownBy(() -> OneTableImport.of(schema, params, List.of(), null))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining(message);
    }
}
