package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Each form of the URL against a real engine, and how long what it leads to lives. */
class UrlFormsTest {
    private static final String MAPPING = "mapping-examples/quickstart.json";
    private static final String QUICKSTART = "mapping=" + MAPPING;
    private static final String INSERT = "INSERT INTO customer (username, email) VALUES (?, 'x@example.org')";

    private static Connection connect(String rest) throws SQLException {
        return DriverManager.getConnection("jdbc:singletable:" + rest);
    }

    private static void insert(String rest, String username) throws SQLException {
        try (Connection connection = connect(rest)) {
            Sql.update(connection, INSERT, username);
        }
    }

    private static List<String> customers(String rest) throws SQLException {
        try (Connection connection = connect(rest)) {
            return Sql.rows(connection, "SELECT username FROM customer");
        }
    }

    @Test
    void memoryKeepsItsTableBetweenConnections() throws SQLException {
        insert("mem:forms-kept?" + QUICKSTART, "ann");

        assertThat(customers("mem:forms-kept?" + QUICKSTART)).containsExactly("ann");
    }

    @Test
    void memoryKeepsItsTableLongerThanItsClient() throws SQLException {
        insert("mem:forms-client?linger=0&" + QUICKSTART, "ann");

        assertThat(customers("mem:forms-client?linger=0&" + QUICKSTART)).containsExactly("ann");
        assertThat(customers("mem:forms-client?pageSize=1&retries=1&" + QUICKSTART))
                .containsExactly("ann");
    }

    @Test
    void memoryIsApartByName() throws SQLException {
        insert("mem:forms-one?" + QUICKSTART, "ann");

        assertThat(customers("mem:forms-two?" + QUICKSTART)).isEmpty();
    }

    @Test
    void droppedMemoryEndsWithItsLastConnection() throws SQLException {
        String url = "mem:forms-drop?drop=onClose&" + QUICKSTART;
        try (Connection first = connect(url)) {
            insert(url, "ann");
            assertThat(Sql.rows(first, "SELECT username FROM customer")).containsExactly("ann");
        }

        assertThat(customers(url)).isEmpty();
    }

    @Test
    void aFolderKeepsItsTableWhenItsEngineEnds(@TempDir Path folder) throws SQLException {
        String url = "file:" + folder.resolve("a shop").toString().replace(" ", "%20") + "?table=shop&linger=0&"
                + QUICKSTART;
        insert(url, "ann");

        assertThat(Files.isDirectory(folder.resolve("a shop"))).isTrue();
        assertThat(customers(url)).containsExactly("ann");
    }

    @Test
    void hostAndPortAreAnHttpEndpoint() throws SQLException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            String url = "//127.0.0.1:" + engine.endpoint().getPort() + "/forms-host?ensureTable=true&linger=0&"
                    + QUICKSTART;
            insert(url, "ann");

            assertThat(customers(url)).containsExactly("ann");
            try (Connection connection = connect(url)) {
                assertThat(connection.getSchema()).isEqualTo("forms-host");
            }
        }
    }

    @Test
    void anyEndpointIsAProperty() throws SQLException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            String url = "//eu-west-1/forms-endpoint?ensureTable=true&linger=0&user=AKIA&password=s3cret&endpoint="
                    + engine.endpoint() + "&" + QUICKSTART;
            insert(url, "ann");

            assertThat(customers(url)).containsExactly("ann");
        }
    }

    @Test
    void theRegionOfTheUrlSignsTheRequests() throws SQLException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory();
                Connection connection = connect("//eu-west-3/forms-region?ensureTable=true&linger=0&user=a&password=b"
                        + "&endpoint=" + engine.endpoint() + "&" + QUICKSTART)) {
            DynamoDbClient client = connection.unwrap(DynamoDbClient.class);

            assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("eu-west-3");
        }
    }

    @Test
    void theMappingsTableIsUsedWhereNothingElseNamesOne() throws SQLException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            String host = "//127.0.0.1:" + engine.endpoint().getPort();
            try (Connection connection = connect(host + "?ensureTable=true&linger=0&" + QUICKSTART)) {
                assertThat(connection.getSchema()).isEqualTo("shop");
            }
            try (Connection connection = connect(host + "?table=other&ensureTable=true&linger=0&" + QUICKSTART)) {
                assertThat(connection.getSchema()).isEqualTo("other");
            }
        }
    }

    @Test
    void aMappingIsAResourceOrItsText() throws Exception {
        String json = Files.readString(Path.of(MAPPING));
        Properties properties = new Properties();
        properties.setProperty("mappingJson", json);

        try (Connection resource = connect("mem:forms-mapping?mapping=classpath:mapping-examples/quickstart.json");
                Connection text = DriverManager.getConnection("jdbc:singletable:mem:forms-mapping", properties)) {
            Sql.update(resource, INSERT, "ann");
            assertThat(Sql.rows(text, "SELECT username FROM customer")).containsExactly("ann");
        }
    }

    @Test
    void connectionsOfEqualSettingsShareAClientThatLingers() throws SQLException {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url(MAPPING, "forms-linger").replace("linger=0", "linger=60s");
            DynamoDbClient client;
            try (Connection first = DriverManager.getConnection(url);
                    Connection second = DriverManager.getConnection(url + "&readOnly=true&pageSize=7")) {
                client = first.unwrap(DynamoDbClient.class);
                assertThat(second.unwrap(DynamoDbClient.class)).isSameAs(client);
            }
            engine.proxy().reset();
            try (Connection third = DriverManager.getConnection(url)) {
                assertThat(third.unwrap(DynamoDbClient.class)).isSameAs(client);
            }
            assertThat(engine.operations()).as("requests of a later connection").isEmpty();
        }
    }

    @Test
    void withoutLingeringEachConnectionDescribesTheTable() throws SQLException {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url(MAPPING, "forms-at-once");
            DriverManager.getConnection(url).close();
            engine.proxy().reset();
            DriverManager.getConnection(url).close();

            assertThat(engine.operations()).containsExactly("DescribeTable", "DescribeTimeToLive");
        }
    }

    @Test
    void ensureTableCreatesItOnce() throws SQLException {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url(MAPPING, "forms-ensure");
            DriverManager.getConnection(url).close();
            assertThat(engine.proxy().count("CreateTable")).isEqualTo(1);
            DriverManager.getConnection(url).close();
            DriverManager.getConnection(url.replace("ensureTable=true", "ensureTable=false"))
                    .close();

            assertThat(engine.proxy().count("CreateTable")).isEqualTo(1);
        }
    }

    @Test
    void secretsAreShownNowhere() throws SQLException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            URI endpoint = engine.endpoint();
            String url =
                    "jdbc:singletable://127.0.0.1:" + endpoint.getPort() + "/forms-secret?ensureTable=true&linger=0&"
                            + "user=AKIAEXAMPLE&password=s3cret&sessionToken=t0ken&" + QUICKSTART;
            try (Connection connection = DriverManager.getConnection(url)) {
                assertThat(connection.getMetaData().getURL())
                        .isEqualTo("jdbc:singletable://127.0.0.1:" + endpoint.getPort()
                                + "/forms-secret?ensureTable=true&linger=0&user=AKIAEXAMPLE&" + QUICKSTART);
                assertThat(connection.getMetaData().getUserName()).isEqualTo("AKIAEXAMPLE");
                assertThat(connection.toString()).doesNotContain("s3cret", "t0ken");
            }
            DriverPropertyInfo[] properties = DriverManager.getDriver(url).getPropertyInfo(url, new Properties());
            assertThat(Arrays.stream(properties)
                            .map(property -> property.name + "=" + property.value + property.description))
                    .noneMatch(text -> text.contains("s3cret") || text.contains("t0ken"))
                    .anyMatch(text -> text.startsWith("password=null"));
        }
    }
}
