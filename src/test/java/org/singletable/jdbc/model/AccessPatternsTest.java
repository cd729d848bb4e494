package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.mapping.Entity;

/** {@link ServedQueriesTest} asks the planner whether this is so. */
class AccessPatternsTest {
    private static final String SHARDED = """
            {"table": "t", "entities": {"event": {"id": "id", "list": {"shards": 4},
              "columns": {"id": "string!", "kind": "string"}, "indexes": {"by_kind": ["kind"]}},
              "settings": {"item": {"pk": "settings", "sk": "settings"}, "columns": {"mail": "string"}}}}
            """;

    static List<Arguments> patterns() {
        return List.of(
                Arguments.of(
                        "quickstart",
                        "customer",
                        List.of(
                                "customer by username | GetItem | | ",
                                "all of customer | Query of gsi1 (list) | range of username; in order of username | ")),
                Arguments.of(
                        "quickstart",
                        "order",
                        List.of(
                                "order by username, order_id | GetItem | | ",
                                "order by username | Query of the table | range of order_id; in order of order_id | ",
                                "all of order | Query of gsi1 (list) | range of order_id; in order of order_id, username | ",
                                "order by order_id | Query of gsi1 (list) | range of username; in order of username | ",
                                "order by status | Query of gsi2 (by_status) | range of placed; in order of placed, username, order_id | ",
                                "order by status, placed | Query of gsi2 (by_status) | range of username; in order of username, order_id | ",
                                "order by status, placed, username | Query of gsi2 (by_status) | range of order_id; in order of order_id | ")),
                Arguments.of("helpdesk", "tenant", List.of("tenant by tenant | GetItem | | ")),
                Arguments.of(
                        "helpdesk",
                        "ticket",
                        List.of(
                                "ticket by tenant, number | GetItem | | ",
                                "ticket by tenant | Query of the table | range of number | ",
                                "ticket by assignee | Query of by_assignee, then BatchGetItem of what it lacks | range of due | ",
                                "ticket by assignee, due | Query of by_assignee, then BatchGetItem of what it lacks | range of number | ",
                                "ticket by assignee, due, number | Query of by_assignee, then BatchGetItem of what it lacks | | ",
                                "ticket by tenant, open, range of due | Query of by_due | in order of due | open = true",
                                "ticket by tenant, open, due | Query of by_due | | open = true")),
                Arguments.of(
                        "helpdesk",
                        "comment",
                        List.of(
                                "comment by tenant, number, written | GetItem | | ",
                                "comment by tenant | Query of the table | range of number | ",
                                "comment by tenant, number | Query of the table | range of written; in order of written | ")),
                Arguments.of(
                        "electrodb",
                        "order",
                        List.of(
                                "order by customerId, orderId | GetItem | | ",
                                "order by customerId | Query of the table | | ",
                                "order by customerId, gift | Query of lsi1 | range of priority | gift = true and priority IS NOT NULL",
                                "order by customerId, gift, priority | Query of lsi1 | | gift = true",
                                "order by status | Query of gsi1 | | ",
                                "order by status, placedAt | Query of gsi1 | | ",
                                "order by status, placedAt, orderId | Query of gsi1 | | ",
                                "order by orderId | Query of gsi2, then BatchGetItem of what it lacks | | ")),
                Arguments.of("electrodb", "task", List.of("task by taskId | GetItem | | ")),
                Arguments.of(
                        "electrodb",
                        "product",
                        List.of(
                                "product by sku | GetItem | | ",
                                "product by category | Query of gsi1 | | price IS NOT NULL",
                                "product by category, price | Query of gsi1 | | ")),
                Arguments.of(
                        "onetable",
                        "order_line",
                        List.of(
                                "order_line by customerId, orderId, lineNo | GetItem | | ",
                                "order_line by customerId | Query of the table | | ",
                                "order_line by customerId, orderId | Query of the table | range of lineNo | ")),
                Arguments.of(
                        SHARDED,
                        "event",
                        List.of(
                                "event by id | GetItem | | ",
                                "all of event | 4 Queries, one a shard, of gsi1 (list) | range of id; in order of id | ",
                                "event by kind | Query of gsi2 (by_kind) | range of id; in order of id | ")),
                Arguments.of(SHARDED, "settings", List.of("all of settings | GetItem | | ")));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void pathsAndWhatTheyServe(String mapping, String name, List<String> expected) {
        Entity entity = Models.entity(mapping.startsWith("{") ? Models.of(mapping) : Models.example(mapping), name);
        assertThat(new AccessPatterns(entity).all())
                .extracting(pattern -> String.join(
                                " | ",
                                AccessSection.question(entity, pattern),
                                AccessSection.request(pattern),
                                AccessSection.also(pattern),
                                String.join(" and ", pattern.needs()))
                        .replace("|  |", "| |"))
                .isEqualTo(expected);
    }
}
