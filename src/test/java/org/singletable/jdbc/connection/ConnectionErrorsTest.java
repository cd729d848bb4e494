package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Engine;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.RecordingProxy;

/** What {@link DriverManager} says when there is no connection to be had: each message tells what to do. */
class ConnectionErrorsTest {
    private static final String QUICKSTART = "mapping=mapping-examples/quickstart.json";
    private static final String FORMS = "; a URL is one of jdbc:singletable://<region>/<table>,"
            + " jdbc:singletable://<host>:<port>/<table>, jdbc:singletable:mem:<table> and"
            + " jdbc:singletable:file:<folder>, followed by ?name=value&name=value";

    private static SQLException refusal(String url) {
        return refusal(url, new Properties());
    }

    private static SQLException refusal(String url, Properties properties) {
        SQLException error =
                catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url, properties));
        assertThat((Throwable) error).as(url).isNotNull();
        return error;
    }

    private static Arguments bad(String rest, String message) {
        return Arguments.of(rest, message);
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                bad(
                        "",
                        "the connection URL is wrong: after jdbc:singletable: it goes on with none of //, mem: and file:"
                                + FORMS),
                bad(
                        "memory:shop",
                        "the connection URL is wrong: after jdbc:singletable: it goes on with none of"
                                + " //, mem: and file:" + FORMS),
                bad("mem:", "the connection URL is wrong: mem: needs the name of a table, such as mem:shop" + FORMS),
                bad(
                        "file:",
                        "the connection URL is wrong: file: needs the path of a folder, such as file:./data/shop"
                                + FORMS),
                bad(
                        "//",
                        "the connection URL is wrong: it names neither a region (//eu-west-1/shop) nor a host"
                                + " (//localhost:8000/shop)" + FORMS),
                bad(
                        "//localhost/shop?",
                        "the connection URL is wrong: 'localhost' is no AWS region such as eu-west-1,"
                                + " and a host needs its port, such as //localhost:8000/shop" + FORMS),
                bad(
                        "//localhost:eight/shop?",
                        "the host in the URL is no endpoint; it has to be a host and a port from"
                                + " 1 to 65535, in property endpoint a URL such as https://host:8443"),
                bad(
                        "//localhost:65536/shop?",
                        "the host in the URL is no endpoint; it has to be a host and a port from"
                                + " 1 to 65535, in property endpoint a URL such as https://host:8443"),
                bad(
                        "//eu-west-1/shop?endpoint=host:8000",
                        "endpoint is no endpoint; it has to be a host and a port"
                                + " from 1 to 65535, in property endpoint a URL such as https://host:8443"),
                bad(
                        "//localhost:8000/shop?endpoint=http://other:8000",
                        "connection properties: the host in the URL and"
                                + " endpoint exclude each other; give one of them"),
                bad(
                        "mem:shop?maping=quickstart.json",
                        "unknown connection property \"maping\"; did you mean"
                                + " \"mapping\"?; the properties are mapping, mappingJson, table, region, endpoint, user,"),
                bad("mem:shop?pagesize=5", "unknown connection property \"pagesize\"; did you mean \"pageSize\"?; "),
                bad("mem:shop?colour=red", "unknown connection property \"colour\"; the properties are mapping, "),
                bad(
                        "mem:shop?mapping",
                        "the connection URL is wrong: parameter 1 is not name=value (an & inside a"
                                + " value is written %26)" + FORMS),
                bad(
                        "mem:shop?mapping=%zz",
                        "the connection URL is wrong: parameter mapping is not percent-encoded"
                                + " properly (a % itself is written %25)" + FORMS),
                bad(
                        "mem:shop?pageSize=5&pageSize=6",
                        "connection property pageSize is given twice with different"
                                + " values, in the URL and in the properties or twice in the URL; give it once"),
                bad(
                        "mem:shop?table=stock",
                        "connection property table is given twice with different values, in the"
                                + " URL and in the properties or twice in the URL; give it once"),
                bad(
                        "//eu-west-1/shop?region=eu-west-2",
                        "connection property region is given twice with different"
                                + " values, in the URL and in the properties or twice in the URL; give it once"),
                bad(
                        "mem:shop?pageSize=-1",
                        "connection property pageSize cannot be '-1'; it has to be a whole number"
                                + " from 0 to 2147483647"),
                bad(
                        "mem:shop?connectTimeout=soon",
                        "connection property connectTimeout cannot be 'soon'; it has to be"
                                + " a time such as 500ms, 30s or 2m (seconds without a unit) of at least 1ms"),
                bad(
                        "mem:shop?readOnly=yes",
                        "connection property readOnly cannot be 'yes'; it has to be one of true," + " false"),
                bad(
                        "mem:shop?consistentRead=maybe",
                        "connection property consistentRead cannot be 'maybe'; it has to"
                                + " be one of true, false, strict"),
                bad(
                        "mem:no/table",
                        "connection property table cannot be 'no/table'; it has to be 3 to 255 of the"
                                + " characters a-z, A-Z, 0-9, _, - and ."),
                bad(
                        "mem:shop?slowStatementMillis=1s",
                        "connection property slowStatementMillis cannot be '1s'; it has to be a whole number from 0 to"
                                + " 2147483647"),
                bad(
                        "mem:shop?logValues=yes",
                        "connection property logValues cannot be 'yes'; it has to be one of true, false"),
                bad("mem:shop?bind.tenant=", "connection property bind.tenant names no column or has no value"),
                bad(
                        "mem:shop?hideExpired=yes",
                        "connection property hideExpired cannot be 'yes'; it has to be one of true, false"),
                bad(
                        "mem:shop?user=a&password=b",
                        "connection property user has no meaning here: the embedded engine"
                                + " has neither regions nor users; leave it out"),
                bad(
                        "file:./shop?drop=onClose",
                        "connection property drop has no meaning here: only an engine in memory"
                                + " (mem:) ends with its connections; leave it out"),
                bad(
                        "//eu-west-1/shop?user=AKIA",
                        "connection property user is given without password; give both or" + " neither"),
                bad(
                        "//eu-west-1/shop?password=s3cret",
                        "connection property password is given without user; give both" + " or neither"),
                bad(
                        "//eu-west-1/shop?sessionToken=t0ken",
                        "connection property sessionToken is given without user and"
                                + " password; give both or neither"),
                bad(
                        "//eu-west-1/shop?user=AKIA&password=s3cret&profile=dev",
                        "connection properties: profile and user" + " exclude each other; give one of them"),
                bad(
                        "//key:s3cret@localhost:8000/shop?",
                        "the connection URL is wrong: it has user information before"
                                + " '@'; use the properties user and password" + FORMS));
    }

    @ParameterizedTest
    @MethodSource
    void badSettings(String rest, String message) {
        SQLException error = refusal("jdbc:singletable:" + rest);

        assertThat((Throwable) error).isInstanceOf(SQLNonTransientConnectionException.class);
        assertThat(error.getMessage()).startsWith(message).doesNotContain("s3cret", "t0ken");
        assertThat(error.getSQLState()).isEqualTo("08001");
    }

    @Test
    void aPropertyInTheUrlAndInThePropertiesHasOneValue() {
        Properties properties = new Properties();
        properties.setProperty("pageSize", "6");

        assertThat((Throwable) refusal("jdbc:singletable:mem:shop?pageSize=5&" + QUICKSTART, properties))
                .hasMessageStartingWith("connection property pageSize is given twice with different values");
    }

    @Test
    void noMapping() {
        assertThat((Throwable) refusal("jdbc:singletable:mem:shop"))
                .hasMessage("there is no mapping; name its file with mapping=..., or give its text with mappingJson");
    }

    @Test
    void mappingsThatAreNotThere(@TempDir Path folder) {
        Path file = folder.resolve("shop.json");

        assertThat((Throwable) refusal("jdbc:singletable:mem:shop?mapping=" + file))
                .hasMessage("mapping file " + file + " does not exist (looked for " + file
                        + "); give its path, or classpath: and a resource's path");
        assertThat((Throwable) refusal("jdbc:singletable:mem:shop?mapping=classpath:no/shop.json"))
                .hasMessage("mapping resource no/shop.json is not on the class path; give classpath: and its path, or"
                        + " the path of a file");
    }

    @Test
    void aBadMappingShowsEachPlace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.json"), """
                { "entities": {
                    "customer": {
                      "id": "username",
                      "colums": { "username": "string!" },
                      "columns": { "username": "text", "email": "string!" }
                } } }
                """);

        assertThat(refusal("jdbc:singletable:mem:shop?mapping=" + file).getMessage())
                .startsWith("mapping " + file + ": 2 problems\n")
                .contains("/entities/customer/colums (line 4, column 7): unknown key \"colums\"", "\"columns\"")
                .contains("/entities/customer/columns/username (line 5, column 32)", "text");
    }

    @Test
    void aMappingThatIsNoJsonShowsThePlace() {
        String url =
                "jdbc:singletable:mem:shop?mappingJson=" + Engine.encoded("{ \"table\": \"shop\",\n  \"entities\": {");

        assertThat(refusal(url).getMessage())
                .startsWith("mapping in property mappingJson: 1 problem\n")
                .contains("(line 2, column 16): not valid JSON: ")
                .doesNotContain("REDACTED");
    }

    @Test
    void theTableIsMissing() {
        assertThat((Throwable)
                        refusal("jdbc:singletable:mem:errors-missing?drop=onClose&ensureTable=false&" + QUICKSTART))
                .hasMessage("table errors-missing does not exist; set ensureTable=true or create it");
    }

    @Test
    void noTableIsNamed() {
        String mapping = Engine.encoded("{\"entities\": {\"a\": {\"id\": \"x\", \"columns\": {\"x\": \"string!\"}}}}");

        assertThat((Throwable) refusal("jdbc:singletable://localhost:8000/?mappingJson=" + mapping))
                .hasMessage("no table is named: put it into the URL, property \"table\" or the mapping's \"table\"");
    }

    @Test
    void aTableThatDiffersIsLeftAlone() throws SQLException {
        Engine engine = new EmbeddedEngine();
        DriverManager.getConnection(engine.url("mapping-examples/quickstart.json", "errors-differs"))
                .close();

        assertThat((Throwable) refusal(engine.url("mapping-examples/pynamodb-single-table.json", "errors-differs")))
                .hasMessage("table errors-differs is not what the mapping expects; nothing was altered:\n"
                        + "  hash key: expected table_name (S), found pk (S)\n"
                        + "  range key: expected uid (S), found sk (S)\n"
                        + "  index index_by_str (table_name (S), str_id (S), KEYS_ONLY) is missing");
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String url =
                "jdbc:singletable://127.0.0.1:%d/shop?user=AKIA&password=s3cret&retries=100&connectTimeout=200ms&%s"
                        .formatted(port, QUICKSTART);

        // A hundred retries would take minutes.
        assertThat((Throwable) refusal(url))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessage("cannot connect to http://127.0.0.1:" + port + ": Connection refused;"
                        + " check host and port, and that DynamoDB or an engine like it listens there");
    }

    @Test
    void anotherServerListens() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String place = "127.0.0.1:" + server.getAddress().getPort();

            SQLException error = refusal("jdbc:singletable://" + place + "/shop?" + QUICKSTART);

            assertThat(error.getMessage())
                    .startsWith("cannot connect to http://" + place)
                    .contains("404");
            assertThat(error.getSQLState()).isEqualTo("08001");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatNeverAnswersIsLeftAfterTheSocketTimeout() {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            engine.proxy().fail("DescribeTable", new RecordingProxy.Hang());

            SQLException error = refusal(
                    engine.url("mapping-examples/quickstart.json", "errors-hang") + "&retries=0&socketTimeout=100ms");

            assertThat(error.getSQLState()).isEqualTo("08001");
            assertThat(error.getMessage())
                    .startsWith("cannot connect to http://127.0.0.1:")
                    .contains("timed out");
        }
    }

    @Test
    void credentialsThatAreNotThere() {
        SQLException error = refusal("jdbc:singletable://127.0.0.1:8000/shop?profile=no-such-profile&" + QUICKSTART);

        assertThat((Throwable) error).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
        assertThat(error.getSQLState()).isEqualTo("28000");
        assertThat(error.getMessage())
                .startsWith("no credentials were found: set user and password, profile or roleArn,"
                        + " or give the AWS SDK's default chain some: ")
                .contains("no-such-profile");
    }

    @Test
    void credentialsThatAreDenied() {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            engine.proxy()
                    .fail("DescribeTable", new RecordingProxy.ErrorAnswer(400, "UnrecognizedClientException", "no"));

            SQLException error = refusal(engine.url("mapping-examples/quickstart.json", "errors-denied"));

            assertThat((Throwable) error).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
            assertThat((Throwable) error)
                    .hasMessage("DescribeTable on table errors-denied was denied: no; check the credentials, their"
                            + " permissions and this machine's clock");
        }
    }

    @Test
    void aFolderThatCannotBeUsed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        SQLException error = refusal("jdbc:singletable:file:" + file + "?" + QUICKSTART);

        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThat(error.getMessage()).startsWith("the folder of the embedded engine cannot be used: " + file);
    }
}
