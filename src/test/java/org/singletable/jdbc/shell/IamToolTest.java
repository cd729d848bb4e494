package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.WireRequest;

/** Policies of IAM, and whether all that the driver sends is allowed by them. */
class IamToolTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHOP = "mapping-examples/quickstart.json";
    private static final String TENANTS = "classpath:mappings/tenants.json";

    @TempDir
    Path folder;

    private static JsonNode policy(String... arguments) throws IOException {
        ShellRun run = ShellRun.of(
                "", Stream.concat(Stream.of("iam"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static Set<String> actions(JsonNode policy) {
        Set<String> actions = new TreeSet<>();
        policy.get("Statement")
                .forEach(statement -> statement.get("Action").forEach(action -> actions.add(action.textValue())));
        return actions;
    }

    private static JsonNode statement(JsonNode policy, String sid) {
        return policy.get("Statement")
                .valueStream()
                .filter(each -> each.get("Sid").textValue().equals(sid))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys(JsonNode policy, String sid) {
        JsonNode condition = statement(policy, sid).get("Condition");
        assertThat(condition.at("/Null/dynamodb:LeadingKeys").textValue()).isEqualTo("false");
        return condition
                .get("ForAllValues:StringLike")
                .get("dynamodb:LeadingKeys")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    @Test
    void namesTheTableItsIndexesAndNothingElse() throws IOException {
        JsonNode policy = policy(SHOP, "--region", "eu-west-1", "--account", "123456789012", "--table", "shop");

        assertThat(actions(policy))
                .containsExactly(
                        "dynamodb:BatchGetItem",
                        "dynamodb:BatchWriteItem",
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:DescribeTable",
                        "dynamodb:DescribeTimeToLive",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:Scan",
                        "dynamodb:UpdateItem");
        String table = "arn:aws:dynamodb:eu-west-1:123456789012:table/shop";
        assertThat(statement(policy, "Rows").get("Resource")).hasToString("[\"" + table + "\"]");
        assertThat(statement(policy, "Indexes").get("Resource").valueStream().map(JsonNode::textValue))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(resource).startsWith(table + "/index/gsi"));
        assertThat(statement(policy, "Indexes").get("Action")).hasToString("[\"dynamodb:Query\"]");
    }

    @Test
    void theDocumentShowsWhatIsPrinted() throws IOException {
        ShellRun run = ShellRun.of(
                "", "iam", SHOP, "--read-only", "--no-scan", "--region", "eu-west-1", "--account", "123456789012");

        assertThat(Files.readString(Path.of("docs/SECURITY.md"))).contains("```json\n" + run.out() + "```");
    }

    @Test
    void allowsLessWhereLessIsDone() throws IOException {
        assertThat(actions(policy(SHOP, "--read-only", "--no-scan")))
                .containsExactly(
                        "dynamodb:BatchGetItem",
                        "dynamodb:DescribeTable",
                        "dynamodb:DescribeTimeToLive",
                        "dynamodb:GetItem",
                        "dynamodb:Query");
        assertThat(actions(policy(SHOP, "--create"))).contains("dynamodb:CreateTable", "dynamodb:UpdateTimeToLive");
    }

    /** Statements of every kind; each request's action is allowed, for the table or the index it is sent to. */
    @Test
    void allowsAllThatTheDriverSends() throws SQLException, IOException {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url(SHOP, "shop");
            try (Connection connection = DriverManager.getConnection(url + "&scan=allow")) {
                write(connection);
                read(connection);
                allowed(engine, policy(SHOP, "--table", "shop", "--create"));
                engine.proxy().reset();
                read(connection);
                allowed(engine, policy(SHOP, "--table", "shop", "--read-only"));
            }
            engine.proxy().reset();
            try (Connection connection =
                    DriverManager.getConnection(url.replace("&ensureTable=true", "") + "&readOnly=true&scan=forbid")) {
                rows(connection, "SELECT * FROM customer WHERE username = 'ann'");
                rows(connection, "SELECT * FROM order");
            }
            allowed(engine, policy(SHOP, "--table", "shop", "--read-only", "--no-scan"));
        }
    }

    private static void write(Connection connection) throws SQLException {
        update(
                connection,
                "INSERT INTO customer (username, email) VALUES ('ann', 'a@x'), ('bob', 'b@x'), ('eve', 'e@x')");
        update(connection, "INSERT INTO order (username, order_id, total, placed) VALUES ('ann', '1', 5, now())");
        update(connection, "UPSERT INTO product (sku, title, category, price) VALUES ('p', 'P', 'c', 1)");
        update(connection, "UPDATE customer SET name = 'A' WHERE username = 'ann'");
        update(connection, "UPDATE order SET total = total + 1 WHERE status = 'new'");
        update(connection, "DELETE FROM customer WHERE username = 'eve'");
        try (PreparedStatement batch = connection.prepareStatement(
                "UPSERT INTO product (sku, title, category, price) VALUES (?, 'T', 'c', 1)")) {
            for (int i = 0; i < 30; i++) {
                batch.setString(1, "b" + i);
                batch.addBatch();
            }
            batch.executeBatch();
        }
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        rows(connection, "SELECT * FROM customer WHERE username = 'bob'");
        update(connection, "UPDATE customer SET name = 'X' WHERE username = 'ann'");
        connection.commit();
        connection.setAutoCommit(true);
        rows(connection, "CALL singletable_repair('*')");
    }

    private static void read(Connection connection) throws SQLException {
        rows(connection, "SELECT * FROM customer WHERE username = 'ann'");
        rows(connection, "SELECT * FROM customer WHERE username IN ('ann', 'bob')");
        rows(connection, "SELECT * FROM order WHERE username = 'ann'");
        rows(connection, "SELECT * FROM order WHERE status = 'new'");
        rows(connection, "SELECT * FROM product");
        rows(connection, "SELECT COUNT(*) FROM _items");
        rows(
                connection,
                "SELECT p.title FROM order o JOIN customer c ON c.username = o.username JOIN product p ON p.price < o.total");
        rows(connection, "CALL singletable_verify('*')");
    }

    private static void allowed(ProxiedEngine engine, JsonNode policy) {
        Set<String> operations = new TreeSet<>();
        for (WireRequest request : engine.proxy().requests()) {
            operations.add(request.operation());
            for (String action : needed(request)) {
                String resource = "table/shop"
                        + request.index().map(index -> "/index/" + index).orElse("");
                assertThat(policy.get("Statement")
                                .valueStream()
                                .anyMatch(statement -> has(statement, "Action", action)
                                        && statement
                                                .get("Resource")
                                                .valueStream()
                                                .anyMatch(arn -> arn.textValue().endsWith(":" + resource))))
                        .as(action + " on " + resource)
                        .isTrue();
            }
        }
        assertThat(operations).as("requests of several kinds").hasSizeGreaterThan(2);
    }

    private static boolean has(JsonNode statement, String member, String text) {
        return statement
                .get(member)
                .valueStream()
                .anyMatch(each -> each.textValue().equals(text));
    }

    /** A transaction needs the actions of its parts. */
    private static List<String> needed(WireRequest request) {
        if (!request.operation().equals("TransactWriteItems")) {
            return List.of("dynamodb:" + request.operation());
        }
        List<String> actions = new ArrayList<>();
        request.body()
                .get("TransactItems")
                .forEach(part -> part.fieldNames().forEachRemaining(kind -> actions.add("dynamodb:" + kind + "Item")));
        return actions;
    }

    @Test
    void aTenantIsToldByLeadingKeys() throws IOException {
        Path mapping = folder.resolve("tenant.json");
        Files.writeString(mapping, """
                { "table": "notes", "entities": {
                    "note": { "id": ["tenant", "no"], "list": false,
                              "columns": { "tenant": "string!", "no": "int!", "text": "string" } },
                    "country": { "id": "code", "columns": { "code": "string!" } } } }""");
        ShellRun run = ShellRun.of("", "iam", mapping.toString(), "--bind", "tenant=a*me");
        JsonNode policy = policy(mapping.toString(), "--bind", "tenant=a*me");

        assertThat(run.err()).contains("table country is left out").contains("Scan is left out");
        assertThat(keys(policy, "Rows")).singleElement().asString().contains("a${*}me#");
        assertThat(actions(policy)).doesNotContain("dynamodb:Scan");
        JsonNode readOnly = policy(mapping.toString(), "--bind", "tenant=acme", "--read-only");
        assertThat(actions(readOnly)).doesNotContain("dynamodb:PutItem");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                TENANTS + " --bind tenant=a; the rows of table session cannot be told apart",
                TENANTS + " --bind nobody=a; no table of the mapping has the columns nobody",
                SHOP + " --region EU!; not such a name",
                SHOP + " --bind tenant; expected COLUMN=VALUE",
                "nowhere.json; does not exist",
                "mapping-examples/accounts.json --bind; lacks its value",
            })
    void saysWhatIsWrong(String arguments, String message) {
        ShellRun run = ShellRun.of(
                "",
                Stream.concat(Stream.of("iam"), Stream.of(arguments.split(" "))).toArray(String[]::new));

        assertThat(run.status()).isPositive();
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }
}
