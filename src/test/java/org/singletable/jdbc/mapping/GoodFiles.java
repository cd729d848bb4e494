package org.singletable.jdbc.mapping;

import java.util.List;

/** Mapping texts that use every part of the format. */
public final class GoodFiles {
    private GoodFiles() {}

    /** Renamed parent columns, key columns, unique, lists of all kinds, own templates beside the layout. */
    static final String SHORT = """
            {
              "$schema": "mapping.schema.json",
              "table": "shop",
              "physical": {
                "indexes": { "gsi1": { "keys": ["gsi1pk", "gsi1sk"], "projection": "KEYS_ONLY" },
                             "by_mail": { "keys": "email", "projection": ["name"] } },
                "ttl": "expires"
              },
              "ignore": [ { "pk": "_meta#{any}" } ],
              "entities": {
                "tenant": {
                  "id": ["region", "code"],
                  "columns": { "region": { "type": "string", "key": true }, "code": "int",
                               "email": "string", "name": "string",
                               "expires": { "type": "timestamptz", "as": "epoch" } },
                  "unique": ["email", ["name", "code"]],
                  "list": false
                },
                "member": {
                  "parent": { "entity": "tenant", "columns": ["tenant_region", "tenant_code"] },
                  "id": "member_id",
                  "remarks": "People of a tenant",
                  "columns": { "tenant_code": "int", "member_id": { "type": "uuid", "default": "uuidv7()" },
                               "team": "string!", "since": "date" },
                  "indexes": { "by_team": ["team", "since"], "by_since": "since" },
                  "list": { "by": "team", "shards": 4 },
                  "where": { "gsi3pk": { "team": "red" } },
                  "stale": ["by_since"]
                },
                "device": {
                  "parent": "member",
                  "id": "serial",
                  "columns": { "serial": "string", "note": { "attr": "info.notes[0]", "readOnly": true } },
                  "item": { "gsi1pk": "all devices", "search": "{serial|upper}" },
                  "list": { "shards": 2 },
                  "references": [ { "columns": ["serial"], "entity": "device", "key": "serial" } ]
                }
              }
            }
            """;

    /** Containers, sparse attributes, sentinels of both kinds, an inverted index, all column keys. */
    static final String LONG = """
            {
              "table": "app",
              "physical": {
                "keys": ["PK", "SK"],
                "indexes": { "inverted": ["SK", "PK"], "lsi": ["PK", "rank"], "byDay": ["day"], "gone": ["nobody"] }
              },
              "defaults": {
                "item": { "_et": "{$entity}", "_v": "1" },
                "in": "data",
                "columns": { "rev": { "type": "long", "attr": "rev", "version": true },
                             "updated": { "type": "timestamptz", "attr": "u", "as": "epochms",
                                          "default": "now()", "onUpdate": "now()" } }
              },
              "entities": {
                "user": {
                  "item": { "PK": "user#{userId|lower}", "SK": "user#", "_v": "2" },
                  "columns": { "userId": "string!", "mail": { "type": "string(100)", "attr": "mail" },
                               "rank": { "type": "int", "attr": "rank" },
                               "day": { "type": "date", "attr": "day" },
                               "score": "decimal(9,2)",
                               "avatar": { "type": "binary", "attr": "avatar", "as": "base64url" },
                               "seen": { "type": "timestamptz", "zone": "Europe/Berlin" },
                               "secret": { "attr": "s\\\\.x", "hidden": true } },
                  "unique": [ { "columns": ["mail"], "entity": "mail_lock" },
                              { "columns": "userId", "item": { "PK": "id#{userId|lower}", "SK": "id" } } ]
                },
                "mail_lock": {
                  "in": null,
                  "item": { "PK": "mail#{mail}", "SK": "lock" },
                  "columns": { "rev": null, "updated": null, "mail": { "key": true }, "userId": "string!",
                               "n": { "type": "int!", "default": "0" } }
                },
                "task": {
                  "in": { "attr": "json", "json": "compact" },
                  "id": "taskId",
                  "item": { "PK": "user#{userId|lower}", "SK": "task#{day}#{taskId}[#{prio|pad:3}]",
                            "rank": "{prio}", "_v": null,
                            "search": "x\\\\{{title|lower}\\\\}" },
                  "where": { "search": { "open": true, "any": ["title", "prio"] } },
                  "columns": { "userId": "string!", "day": { "type": "date", "key": true }, "taskId": "string",
                               "prio": "int", "title": "string", "open": "boolean" },
                  "references": { "userId": "user" },
                  "stale": "nowhere"
                }
              }
            }
            """;

    /** No table name and no physical table: everything is left to DescribeTable. */
    static final String BARE = """
            {"entities": {"reading": {"columns": {"sensor": "string", "at": {"type": "timestamptz", "as": "epoch"}, "v": "double"}}}}
            """;

    public static List<String> all() {
        return List.of(SHORT, LONG, BARE);
    }
}
