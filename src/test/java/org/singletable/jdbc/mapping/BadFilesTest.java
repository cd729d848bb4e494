package org.singletable.jdbc.mapping;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check of the loader: the place, the line, what was expected. */
class BadFilesTest {
    static Stream<BadFile> notAMapping() {
        return Stream.of(
                new BadFile("@", ": expected a JSON object, the text is empty"),
                new BadFile("@[]", ": expected an object (a mapping), found an array"),
                new BadFile("{\"entities\": {}\n} @x", ": not valid JSON"),
                new BadFile("{\"entities\": @}", ": not valid JSON"),
                new BadFile(
                        "{\"entities\": {\"a\": {\"columns\": {\"x\": \"int\"}}}} @{}",
                        ": expected the end of the file"),
                new BadFile("@{}", ": expected entities"),
                new BadFile("{\"entities\": @7}", "/entities: expected an object (name to entity), found a number"),
                new BadFile(
                        """
                        {"@tables": "x",
                         "table": @7,
                         "entities": {"a": {"item": {"pk": "{x}"}, "columns": {"x": "int"}},
                                      @"a": {"columns": {"x": "int"}}}}
                        """.replace("\"@tables", "@\"tables"),
                        "/tables: unknown key \"tables\" of a mapping; did you mean \"table\"?; expected one of table,",
                        "/table: expected a string (the name of the table), found a number",
                        "/entities/a: the name \"a\" is already used in this object, in line 3"),
                new BadFile(
                        """
                        {"ignore": @{"pk": "x"}, "defaults": {@"items": {}},
                         "entities": {"a": {"item": {"pk": "{x}"}, "columns": {"x": "int"}}}}
                        """,
                        "/ignore: expected a list of {attribute: template}, found an object",
                        "/defaults/items: unknown key \"items\" of defaults; did you mean \"item\"?"),
                new BadFile(
                        """
                        {"ignore": [@{}, {"pk": @"{$entity}"}],
                         "entities": {"a": {"item": {"pk": "{x}"}, "columns": {"x": "int"}}}}
                        """,
                        "/ignore/0: expected at least one attribute",
                        "/ignore/1/pk: {$entity} stands for nothing here"));
    }

    static Stream<BadFile> columns() {
        return Stream.of(
                BadFile.column(
                        "\"x\": @\"strnig!\"",
                        "/entities/thing/columns/x: unknown type \"strnig!\"; did you mean \"string\"?"),
                BadFile.column(
                        "\"x\": {\"type\": @\"varchar\"}",
                        "/entities/thing/columns/x/type: unknown type \"varchar\"; expected one of string, string(n), int"),
                BadFile.column("\"x\": @7", "/entities/thing/columns/x: expected a type, or an object with type, attr"),
                BadFile.column("@\"a.b\": \"int\"", "/entities/thing/columns/a.b: cannot be a column name"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", @\"defualt\": \"0\"}",
                        "/entities/thing/columns/x/defualt: did you mean \"default\"?; expected one of type, attr, as"),
                BadFile.column(
                        "\"x\": {\"attr\": @\"a[x]\"}", "/entities/thing/columns/x/attr: expected a path such as"),
                BadFile.column("\"x\": {\"attr\": @\"a..b\"}", "/entities/thing/columns/x/attr: \"a..b\" is no path"),
                BadFile.column("\"x\": {\"attr\": @\"\"}", "/entities/thing/columns/x/attr: found an empty string"),
                BadFile.column(
                        "\"x\": {\"as\": @\"base46\"}", "/entities/thing/columns/x/as: did you mean \"base64\"?"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", \"as\": @\"base64\"}",
                        "/entities/thing/columns/x/as: as \"base64\" does not fit type int; expected binary"),
                BadFile.column(
                        "\"x\": {\"type\": \"date\", \"as\": @\"epoch\"}",
                        "/entities/thing/columns/x/as: does not fit type date; expected timestamptz"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", \"default\": @\"new\"}",
                        "/entities/thing/columns/x/default: \"new\" is no default; expected a string in single quotes"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", \"default\": @\"'new'\"}",
                        "/entities/thing/columns/x/default: the default does not fit the column"),
                BadFile.column(
                        "\"x\": {\"type\": \"timestamptz\", \"onUpdate\": @\"noww()\"}",
                        "/entities/thing/columns/x/onUpdate: did you mean \"now()\"?"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", \"default\": @\"uuid()\"}",
                        "/entities/thing/columns/x/default: uuid() does not fit type int; expected a column of type string or"
                                + " uuid"),
                BadFile.column(
                        "\"x\": {\"type\": \"boolean\", \"default\": @\"now()\"}",
                        "/entities/thing/columns/x/default: now() does not fit type boolean"),
                BadFile.column(
                        "\"x\": {\"type\": \"string\", \"version\": @true}",
                        "/entities/thing/columns/x/version: a version column must be int or long, not string"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", \"version\": {\"start\": @1.5}}",
                        "/entities/thing/columns/x/version/start: expected start, a whole number from 0"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", \"version\": @\"yes\"}",
                        "/entities/thing/columns/x/version: expected true or {\"start\": number}, found a string"),
                BadFile.column(
                        "\"x\": @{\"type\": \"int\", \"version\": true, \"default\": \"1\"}",
                        "/entities/thing/columns/x: a version column takes no default"),
                BadFile.column(
                        "\"x\": {\"type\": \"int\", \"version\": true}, \"y\": @{\"type\": \"int\", \"version\": true}",
                        "/entities/thing/columns/y: has two version columns, x and y"),
                BadFile.column(
                        "\"x\": {\"type\": \"timestamptz\", \"zone\": @\"Mars\"}",
                        "/entities/thing/columns/x/zone: unknown time zone \"Mars\""),
                BadFile.column(
                        "\"x\": {\"type\": \"timestamp\", \"zone\": @\"UTC\"}",
                        "/entities/thing/columns/x/zone: zone is for timestamptz columns"),
                BadFile.column(
                        "\"x\": {\"hidden\": @1}",
                        "/entities/thing/columns/x/hidden: expected true or false, found a number"),
                BadFile.column(
                        "\"x\": {\"key\": true, \"attr\": @\"y\"}",
                        "/entities/thing/columns/x/attr: a column with key lives only in the key templates"),
                BadFile.column(
                        "\"x\": \"int\", \"y\": @{\"attr\": \"x\"}",
                        "/entities/thing/columns/y: columns x and y of thing are stored in the same place"),
                BadFile.column(
                        "\"x\": {\"attr\": \"m.a\"}, \"y\": @{\"type\": \"json\", \"attr\": \"m\"}",
                        "/entities/thing/columns/y: one inside the other"),
                BadFile.column(
                        "\"x\": {\"attr\": \"l[0].a\"}, \"y\": {\"attr\": \"l[1]\"}, \"z\": @{\"attr\": \"l[0].a.b\"}",
                        "/entities/thing/columns/z: columns x and z"),
                BadFile.column(
                        "\"pk\": @\"string\"",
                        "/entities/thing/columns/pk: is stored in attribute pk, which has a template"),
                BadFile.column(
                        "\"x\": @{\"type\": \"string\", \"attr\": \"pk.a\"}",
                        "/entities/thing/columns/x: expected readOnly, key, or another attr"),
                BadFile.column("\"x\": @null", "/entities/thing/columns/x: null takes out what defaults gives"));
    }

    static Stream<BadFile> templates() {
        return Stream.of(
                template(
                        "{nmae}",
                        "names the column \"nmae\", which entity thing does not have; did you mean \"name\"?"),
                template("", "expected a string (a template), found an empty string"),
                template("a{name", "character 2: { without }"),
                template("a}", "unexpected }, write \\} for the character itself"),
                template("a|b", "unexpected |, write \\| for the character itself"),
                template("[{name}", "[ without ]"),
                template("{name}]", "] without ["),
                template("[x]", "a bracket needs a column directly in it"),
                template("[x[{name}]]", "a bracket needs a column directly in it"),
                template("{na{me}", "expected } after a column and its formats"),
                template("a\\\\b", "\\ must be followed by one of { } [ ] | \\"),
                template("{name|lowr}", "unknown format \"lowr\"; did you mean \"lower\"?; expected one of key, lower"),
                template("{name|pad}", "unknown format \"pad\""),
                template("{name|pad:0}", "unknown format \"pad:0\""),
                template("{name|iso:12}", "unknown format \"iso:12\""),
                template("{name|shard:0}", "expected shard:N with N from 1"),
                template("{$entity|pad:3}", "{$entity} takes only the formats lower and upper"),
                template("{name|epoch}", "format epoch does not fit a column of type string; expected timestamptz"),
                template("{n|lower}", "format lower does not fit a column of type int; expected string or uuid"),
                template("{name|fixed:2}", "format fixed:2 does not fit a column of type string; expected a number"),
                template("{n|pad:3|fixed:2}", "format fixed:2 must come first"),
                template("{n|key|pad:3}", "format key takes no other format beside it"),
                template("{f|key}", "format key does not fit a column of type double"),
                template("{j}", "a column of type json cannot be in a template"),
                template("x{b}", "a binary column needs the format key"),
                template("{name|key}x", "{name|key} must be followed by # or end the template"),
                template("{name|key}{n|key}", "{name|key} must be followed by # or end the template"),
                template("{name|key}[x{n}]", "{name|key} must be followed by # or end the template"),
                template("[{name|key}-]#x", "{name|key} must be followed by # or end the template"));
    }

    private static BadFile template(String template, String expected) {
        return BadFile.entity("""
                "thing": {"item": {"pk": "{id|key}", "sk": "x",
                                   "extra": @"%s"},
                          "columns": {"id": "string!", "name": "string", "n": "int", "f": "double", "j": "json",
                                      "b": "binary"}}
                """.formatted(template), "/entities/thing/item/extra: " + expected);
    }

    static Stream<BadFile> entities() {
        return Stream.of(
                BadFile.entity(
                        "@\"_items\": {\"item\": {\"pk\": \"{x}\", \"sk\": \"a\"}, \"columns\": {\"x\": \"int\"}}",
                        "/entities/_items: no entity can be named _items"),
                BadFile.entity(
                        "@\"_ITEMS\": {\"item\": {\"pk\": \"{x}\", \"sk\": \"a\"}, \"columns\": {\"x\": \"int\"}}",
                        "/entities/_ITEMS: no entity can be named _items"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "{y}"},
                              "columns": {"x": @{"onUpdate": "now()"}, "y": @{"type": "int", "version": true}}}
                        """,
                        "/entities/a/columns/x: column x is part of the primary key and cannot have onUpdate",
                        "/entities/a/columns/y: column y is part of the primary key and cannot be a version"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "a", "s": "{x|lower}"},
                              "columns": {"x": "string", "y": "string",
                                          "s": @{"readOnly": true, "default": "'x'"}}}
                        """, "/entities/a/columns/s: column s is made by the template of s and takes no default"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "a"}, "id": @"y", "columns": {"x": "string", "y": "string"}}
                        """, "/entities/a/id: id names y, which is in none of the table's keys; expected some of x"),
                BadFile.entity(
                        "@\"a-b\": {\"item\": {\"pk\": \"{x}\", \"sk\": \"a\"}, \"columns\": {\"x\": \"int\"}}",
                        "/entities/a-b: cannot be an entity name"),
                BadFile.entity("\"a\": @\"x\"", "/entities/a: expected an object (an entity), found a string"),
                BadFile.entity(
                        "@\"a\": {\"item\": {\"pk\": \"x\", \"sk\": \"a\"}}", "/entities/a: entity a has no columns"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "{x}", "sk": "a"}, "columns": {"x": "int"}, "id": @"y",
                              @"colums": {}, "remarks": @7, "stale": [@1]}
                        """,
                        "/entities/a/id: id names the column \"y\", which a does not have",
                        "/entities/a/colums: unknown key \"colums\" of an entity; did you mean \"columns\"?",
                        "/entities/a/remarks: expected a string (remarks), found a number",
                        "/entities/a/stale/0: expected a string (names of indexes), found a number"),
                BadFile.entity(
                        "@\"a\": {\"item\": {\"pk\": \"{x}\", \"SK\": \"a\"}, \"columns\": {\"x\": \"int\"}}",
                        "/entities/a: has neither a template nor a column for sk, a key of the table; expected \"item\":"
                                + " {\"sk\": template}, or a column stored there; did you mean \"SK\"?"),
                BadFile.entity(
                        "\"a\": {\"item\": {\"pk\": \"x\"}, \"columns\": {\"x\": \"int\", \"sk\": @\"boolean\"}}",
                        "/entities/a/columns/sk: is stored in sk, a key of type S, but its type cannot be stored in a key"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x|lower}#{z}", "sk": "y"},
                              "columns": {"x": @{"key": true}, "y": @{"key": true}, "z": {"key": true}}}
                        """,
                        "/entities/a/columns/x: column x has key, but its value cannot be read back from the table's keys (pk:"
                                + " A#{x|lower}#{z}, sk: y)",
                        "/entities/a/columns/y: expected it there with a reversible format, or an attribute of its own"),
                BadFile.entity(
                        "\"a\": {\"item\": {\"pk\": \"{x}{y}\", \"sk\": \"y\"}, \"columns\": {\"x\": @{\"key\": true}, \"y\": \"int\"}}",
                        "/entities/a/columns/x: column x has key, but its value cannot be read back"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "{y}"}, "columns": {"x": "string", "y": "int"}},
                        @"b": {"item": {"pk": "A#{x}", "sk": "1"}, "columns": {"x": "string"}}
                        """,
                        "/entities/b: one item could belong to both a and b; expected a constant attribute with different"
                                + " values"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "{y}", "data": @"x"}, "in": "data",
                              "columns": {"x": {"attr": "x"}, "y": {"type": "int", "attr": "y"}}}
                        """,
                        "/entities/a/item/data: attribute data is the container (in) of a and cannot have a template"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "in": {"attr": "data", "json": "compact"},
                              "columns": {"x": "string", "b": @"binary", "y": @{"attr": "data.y"}}}
                        """,
                        "/entities/a/columns/b: a binary column inside JSON text needs as \"base64\"",
                        "/entities/a/columns/y: attr of y leads into data, which holds JSON text"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "in": {"attr": "data", "json": @"pickle"},
                              "columns": {"x": "string"}},
                        "b": {"item": {"pk": "B#{x}", "sk": "b"}, "in": @{"json": "compact"},
                              "columns": {"x": "string"}},
                        "c": {"item": {"pk": "C#{x}", "sk": "b"}, "in": @7, "columns": {"x": "string"}}
                        """,
                        "/entities/a/in/json: expected \"compact\" or \"python\", found \"pickle\"",
                        "/entities/b/in: expected attr, the attribute that holds the columns",
                        "/entities/c/in: expected the name of a Map attribute"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b", "i": "{x}"},
                              "where": {@"j": {"x": "1"},
                                        "i": {@"y": 1, "n": @"one", "g": @1, "any": [@"z"]}},
                              "columns": {"x": "string", "n": "int", "g": "boolean"}}
                        """,
                        "/entities/a/where/j: where names the attribute \"j\", which has no template",
                        "/entities/a/where/i/y: where names the column \"y\", which a does not have",
                        "/entities/a/where/i/n: the value does not fit column n",
                        "/entities/a/where/i/g: expected a value of type boolean, found a number",
                        "/entities/a/where/i/any/0: where names the column \"z\""),
                BadFile.entity("""
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "where": {@"sk": {"x": "1"}}, "columns": {"x": "string"}}
                        """, "/entities/a/where/sk: where cannot leave out sk, a key of the table"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "parent": @"b", "indexes": @{}, "list": @false,
                              "columns": {"x": "string"}}
                        """,
                        "/entities/a/parent: parent belongs to the short form",
                        "/entities/a/indexes: indexes belongs to the short form",
                        "/entities/a/list: list belongs to the short form"));
    }

    static Stream<BadFile> shortForm() {
        return Stream.of(
                new BadFile(
                        """
                        {"entities": {"a": {"id": @"y", "columns": {"x": "int"}},
                                      "b": {"parent": @"aa", "id": "x", "columns": {"x": "int"}},
                                      "c": @{"parent": "a", "columns": {"x": "int"}},
                                      @"d$": {"id": "x", "columns": {"x": "int"}}}}
                        """,
                        "/entities/a/id: id names the column \"y\", which a does not have; its columns are x",
                        "/entities/b/parent: unknown parent entity \"aa\"; expected one of a, b, c, d$",
                        "/entities/c: an entity of the short form needs id",
                        "/entities/d$: an entity name of the short form has no $"),
                new BadFile("""
                        {"entities": {@"a": {"parent": "b", "id": "x", "columns": {"x": "int"}},
                                      "b": {"parent": "a", "id": "y", "columns": {"y": "int"}}}}
                        """, "/entities/a/parent: the parents of a form a circle: a, b"),
                new BadFile("""
                        {"physical": {"keys": ["pk", "sk"]},
                         "entities": {"a": {"item": {"pk": "A#{x}", "sk": "A"}, "columns": {"x": "int"}},
                                      "b": {"parent": @"a", "id": "y", "columns": {"y": "int"}}}}
                        """, "/entities/b/parent: the parent a is in the long form"),
                new BadFile(
                        """
                        {"entities": {"a": {"id": ["x", "y"], "columns": {"x": "int", "y": "int"}},
                                      "b": {"parent": {"entity": @"a", "columns": ["ax"]}, "id": "z",
                                            "columns": {"z": "int"}},
                                      "c": {"parent": @{"columns": ["ax"], @"name": "a"}, "id": "z",
                                            "columns": {"z": "int"}}}}
                        """,
                        "/entities/b/parent/entity: expected a new name for each key column of a (x, y), found 1",
                        "/entities/c/parent: a parent needs entity",
                        "/entities/c/parent/name: unknown key \"name\" of a parent"),
                new BadFile(
                        """
                        {"entities": {"a": {"id": "x", "columns": {"x": "int"}},
                                      "b": {"parent": "a", "id": "z", "columns": {"x": @"long", "z": "int"}},
                                      "c": {"parent": "a", "id": "z", "columns": {"x": @{"type": "int", "default": "0"},
                                                                                  "z": "int"}},
                                      @"d": {"parent": "a", "id": "x", "columns": {"x": "int"}}}}
                        """,
                        "/entities/b/columns/x: the column \"x\" is taken over from the parent a as int",
                        "/entities/c/columns/x: leave it out, list it with the same type only, or rename the parent's",
                        "/entities/d/id: the id column \"x\" is already taken over from the parent a"),
                new BadFile(
                        """
                        {"entities": {"a": {"id": "x", "columns": {"x": "int", "y": "int"},
                                            "indexes": {"i": [@"z", "x"], "j": @[], @"k k": ["y"], "l": @7, @"m": "x"},
                                            "list": {"by": [@"w"]}}}}
                        """,
                        "/entities/a/indexes/i/0: index i names the column \"z\", which a does not have",
                        "/entities/a/indexes/j: expected at least one name",
                        "/entities/a/indexes/k k: cannot be an index name",
                        "/entities/a/indexes/l: expected a name or a list of names",
                        "/entities/a/indexes/m: index m has only the primary key's column",
                        "/entities/a/list/by/0: list names the column \"w\", which a does not have"),
                new BadFile(
                        """
                        {"entities": {"a": {"id": "x", "columns": {"x": "int"}, "list": @"no"},
                                      "b": {"id": "x", "columns": {"x": "int"}, "list": {"shards": @0}},
                                      "c": {"id": "x", "columns": {"x": "int"}, "list": {@"shard": 2}}}}
                        """,
                        "/entities/a/list: expected true, false, {\"by\": columns} or {\"shards\": number}",
                        "/entities/b/list/shards: expected a whole number from 1 to 1000",
                        "/entities/c/list/shard: did you mean \"shards\"?"),
                new BadFile(
                        "{\"entities\": {@\"a\": {\"id\": \"x\", \"columns\": {\"x\": \"double\"}, \"list\": false}}}",
                        "/entities/a: format key does not fit a column of type double"),
                new BadFile(
                        "{\"entities\": {\"a\": {\"id\": \"x\", \"columns\": {\"x\": \"int\", \"sk\": @\"int\"}}}}",
                        "/entities/a/columns/sk: is stored in attribute sk, which has a template"));
    }

    static Stream<BadFile> constraints() {
        return Stream.of(
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "columns": {"x": "string", "s": "set<string>"},
                              "unique": [@@"y", @[@"s"], @{"columns": ["x"]}, @{"item": {"pk": "{x}", "sk": "{x}"}},
                                         @["x"], {"columns": ["x"], "entity": @"b"}, {"columns": ["x"], "entity": @"a"}]}
                        """,
                        "/entities/a/unique/0: unique names the column \"y\", which a does not have",
                        "/entities/a/unique/0: in the long form unique needs item",
                        "/entities/a/unique/1: in the long form unique needs item",
                        "/entities/a/unique/1/0: a column of type set<string> cannot be kept unique",
                        "/entities/a/unique/2: expected either item, the sentinel's templates, or entity",
                        "/entities/a/unique/3: expected columns, the columns kept unique",
                        "/entities/a/unique/4: in the long form unique needs item",
                        "/entities/a/unique/5/entity: unique names the entity \"b\", which the mapping does not have",
                        "/entities/a/unique/6/entity: an entity's own rows cannot be its sentinels"),
                BadFile.entity("""
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "columns": {"x": "string"}, "unique": @"x"}
                        """, "/entities/a/unique: expected a list of columns, of lists of columns, or of"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "columns": {"x": "string"},
                              "unique": [@{"columns": ["x"], "item": {"pk": "U#{x}"}}]}
                        """, "/entities/a/unique/0: the sentinel of a unique constraint needs a template for sk"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "columns": {"x": "string", "y": "string", "z": "string"},
                              "unique": [@{"columns": ["x", "y"], "item": {"pk": "U#{x}", "sk": "U"}},
                                         @{"columns": ["x"], "item": {"pk": "V#{x}", "sk": "{y}"}}]}
                        """,
                        "/entities/a/unique/0: the keys of the sentinel are made of x; expected x, y, what is kept unique",
                        "/entities/a/unique/1: the keys of the sentinel are made of x, y; expected x"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "columns": {"x": "string"},
                              "unique": [{"columns": ["x"], "entity": @"lock"}]},
                        "lock": {"item": {"pk": "L#{x}", "sk": "lock"},
                                 "columns": {"x": "string", "k": "string!", "o": "string!", "d": {"type": "int!", "default": "0"}}}
                        """, "/entities/a/unique/0/entity: rows of lock are filled from a, which has no column k, o"),
                BadFile.entity("""
                        "a": {"item": {"pk": "A#{x}", "sk": "b"}, "columns": {"x": "string", "y": "string"},
                              "unique": [@{"columns": ["x"], "entity": "lock"}]},
                        "lock": {"item": {"pk": "L#{x}", "sk": "{y}"}, "columns": {"x": "string", "y": "string"}}
                        """, "/entities/a/unique/0: the keys of the sentinel are made of x, y; expected x"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "{y}"}, "columns": {"x": "string", "y": "int", "z": "int"}},
                        "b": {"item": {"pk": "B#{x}", "sk": "b"}, "columns": {"x": "string"},
                              "references": {@"w": "a", "x": @"aa"}},
                        "c": {"item": {"pk": "C#{x}", "sk": "b"}, "columns": {"x": "string"},
                              "references": [{"columns": "x", "entity": "a", "key": @"w"},
                                             @{"columns": "x", "entity": "a", "key": ["x", "y"]},
                                             @{"columns": "x"}, {"columns": ["x"], "entity": @7}]},
                        "d": {"item": {"pk": "D#{x}", "sk": "b"}, "columns": {"x": "string"}, "references": @["a"]}
                        """.replace("@[\"a\"]", "[@\"a\"]"),
                        "/entities/b/references/w: references names the column \"w\", which b does not have",
                        "/entities/b/references/x: names the entity \"aa\", which the mapping does not have; its entities are a, b, c, d",
                        "/entities/c/references/0/key: references names the column \"w\", which a does not have",
                        "/entities/c/references/1: references: 1 columns refer to 2; expected as many",
                        "/entities/c/references/2: a reference needs entity",
                        "/entities/c/references/3/entity: expected a string (an entity), found a number",
                        "/entities/d/references/0: expected an object (a reference), found a string"),
                BadFile.entity(
                        """
                        "a": {"item": {"pk": "A#{x}", "sk": "{y}"}, "columns": {"x": "string", "y": "int"}},
                        "b": {"item": {"pk": "B#{x}", "sk": "b"}, "columns": {"x": "string"}, "references": {@"x": "a"}}
                        """,
                        "/entities/b/references/x: references: a is identified by (x, y); expected as many columns"));
    }

    static Stream<BadFile> physical() {
        String entity = ", \"entities\": {\"a\": {\"columns\": {\"h\": \"int\", \"r\": \"string\"}}}}";
        return Stream.of(
                new BadFile("{\"physical\": @7" + entity, "/physical: expected an object (physical), found a number"),
                new BadFile(
                        "{\"physical\": {\"keys\": @[\"h\", \"r\", \"x\"], @\"index\": {}, \"ttl\": @1}" + entity,
                        "/physical/keys: expected a hash key and perhaps a range key, found 3 names",
                        "/physical/index: unknown key \"index\" of physical; expected one of keys, indexes, ttl",
                        "/physical/ttl: expected a string (an attribute), found a number"),
                new BadFile(
                        "{\"physical\": {\"keys\": [\"h\", @\"h\"], \"indexes\": {\"i\": {\"keys\": [\"r\"], \"projection\": @\"SOME\"},"
                                + " \"j\": @{}, \"k\": @true}}" + entity,
                        "/physical/keys/1: \"h\" is listed twice",
                        "/physical/indexes/i/projection: expected \"ALL\", \"KEYS_ONLY\" or a list of attributes",
                        "/physical/indexes/j: an index needs keys",
                        "/physical/indexes/k: expected a name or a list of names"),
                new BadFile(
                        """
                        {"physical": {"keys": ["pk"]},
                         "entities": {"a": {"columns": {"x": {"type": "int", "attr": "pk"}}},
                                      @"b": {"item": {"pk": @"B#{x}"}, "columns": {"x": "int"}}}}
                        """,
                        "/entities/b: key attribute pk is of type N in a and of type S in b; expected one type",
                        "/entities/b/item/pk: attribute pk is a key of type N; its template must be one column alone"),
                new BadFile(
                        """
                        {"physical": {"indexes": {@"gsi1": ["email"]}},
                         "entities": {"a": {"id": "x", "columns": {"x": "int", "email": "string"}}}}
                        """, "/physical/indexes/gsi1: the short form lays out index gsi1 with the keys gsi1pk, gsi1sk"),
                new BadFile(
                        """
                        {"physical": {"ttl": "expires"},
                         "entities": {"a": {"id": "x", "columns": {"x": "int", "expires": @"timestamptz"}},
                                      "b": {"id": "x", "columns": {"x": "int",
                                                                   "e": @{"type": "timestamptz", "as": "epochms", "attr": "expires"}}}}}
                        """,
                        "/entities/a/columns/expires: column expires is on expires, the table's TTL attribute; expected a"
                                + " timestamptz with as \"epoch\"",
                        "/entities/b/columns/e: column e is on expires"),
                new BadFile(
                        """
                        {"physical": {"keys": ["pk"], "ttl": "expires"},
                         "entities": {"a": {"item": {"pk": "{x}", "expires": @"{e|epoch}"},
                                            "columns": {"x": "int", "e": "timestamptz"}}}}
                        """,
                        "/entities/a/item/expires: expires is the table's TTL attribute, a Number, and a template makes"
                                + " text; expected a column stored there"));
    }

    @ParameterizedTest
    @MethodSource({"notAMapping", "columns", "templates", "entities", "shortForm", "constraints", "physical"})
    void reportsEveryMistakeInItsPlace(BadFile file) {
        file.check();
    }
}
