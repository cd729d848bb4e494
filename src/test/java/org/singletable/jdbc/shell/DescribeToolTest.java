package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.Chromium;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

class DescribeToolTest {
    private static final String QUICKSTART = "mapping-examples/quickstart.json";

    @TempDir
    Path folder;

    static Stream<List<String>> examples() {
        return Stream.of(
                List.of(QUICKSTART),
                List.of("mapping-examples/helpdesk.json"),
                List.of("mapping-examples/accounts.json"),
                List.of("classpath:mapping-examples/pynamodb-single-table.json"),
                List.of(
                        "mapping-examples/electrodb.json",
                        "--keys",
                        "pk sk",
                        "--index",
                        "gsi1: gsi1pk gsi1sk",
                        "--index",
                        "gsi3: gsi3pk gsi3sk:N",
                        "--index",
                        "lsi1: pk lsi1sk KEYS_ONLY"),
                List.of(
                        "mapping-examples/onetable.json",
                        "--keys",
                        "PK SK",
                        "--index",
                        "gs1: GS1PK GS1SK",
                        "--index",
                        "ls1: PK total:N INCLUDE _type orderId status",
                        "--items",
                        "5"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesBecomePagesThatNeedNothingElse(List<String> arguments) throws Exception {
        Path page = folder.resolve("page.html");
        ShellRun run = describe(page, arguments.toArray(String[]::new));
        assertThat(run.err()).startsWith(page + ": ").endsWith(" of " + arguments.get(0) + ", with made-up values\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isZero();
        Document document = parse(page);
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("html");
        for (Element element : elements(document)) {
            assertThat(element.getTagName())
                    .isNotIn("script", "link", "img", "iframe", "image", "use", "object", "embed");
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName();
                String value = attributes.item(i).getNodeValue();
                boolean address = name.endsWith("href") || name.equals("src") || value.contains("://");
                assertThat(!address || value.startsWith("#") || name.equals("xmlns"))
                        .as("%s %s=%s", element.getTagName(), name, value)
                        .isTrue();
            }
        }
        assertThat(Files.readString(page)).doesNotContain("url(", "@import");
    }

    @Test
    void aNumberThatIsAKeyGivesAnOrder() throws Exception {
        Path page = folder.resolve("page.html");
        describe(page, "mapping-examples/electrodb.json", "--keys", "pk sk", "--index", "gsi3: gsi3pk gsi3sk:N");
        assertThat(Files.readString(page)).contains("range of loginCount; in order of loginCount");
    }

    @Test
    void rowsOfATableAreReadByTheirCollections() throws Exception {
        Path page = folder.resolve("page.html");
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url(QUICKSTART, "shop");
            try (Connection connection = Drivers.connect(url)) {
                SampleData.insert(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("UPDATE customer SET name = '<b>Ann</b>' WHERE username = 'ann'");
                }
            }
            engine.proxy().reset();
            ShellRun run = describe(page, QUICKSTART, "--url", url, "--items", "4");
            assertThat(run.err()).isEqualTo(page + ": 4 entities of " + QUICKSTART + ", with rows of the table\n");
            assertThat(run.status()).isZero();
            assertThat(engine.operations()).contains("Query").doesNotContain("Scan", "PutItem", "UpdateItem");
        }
        assertThat(texts(page, "th", "hash"))
                .contains("customer#ann", "customer#bob", "customer#carol", "customer#dave");
        assertThat(texts(page, "td", "range"))
                .contains("order#1001", "order#1002", "order_line#1001#0000000001", "order_line#1001#0000000002");
        assertThat(texts(page, "span", "value")).contains("<b>Ann</b>");
        assertThat(Files.readString(page)).doesNotContain("Made-up").doesNotContain("jdbc:");
    }

    @Test
    void rowsWithAllTypesOfValuesAreShown() throws Exception {
        String mapping = """
                {"table": "things", "entities": {"thing": {"id": "id", "columns": {"id": "uuid!", "n": "decimal(9,2)", "r": "double",
                  "b": "boolean", "d": "date", "t": "time", "ts": "timestamp", "tz": {"type": "timestamptz", "as": "epochms"},
                  "bin": {"type": "binary", "as": "base64"}, "j": "json", "ss": "set<string>", "l": "list<int>",
                  "secret": {"type": "string", "hidden": true}}}}}
                """;
        Path file = Files.writeString(folder.resolve("types.json"), mapping);
        Path page = folder.resolve("page.html");
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url(file.toString(), "things");
            try (Connection connection = Drivers.connect(url);
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO thing (id, n, r, b, d, t, ts, tz, bin, j, ss, l, secret) VALUES"
                        + " ('0a0a0a0a-0000-4000-8000-000000000001', 1.5, 0.25, true, DATE '2026-01-02', TIME '03:04:05',"
                        + " TIMESTAMP '2026-01-02T03:04:05', '2026-01-02T03:04:05+02:00', X'00ff', JSON '{\"a\": [1, null]}',"
                        + " '[\"x\", \"y\"]', '[1, 2]', 'hush')");
            }
            assertThat(describe(page, file.toString(), "--url", url).status()).isZero();
        }
        assertThat(texts(page, "span", "value"))
                .contains(
                        "1.5", "0.25", "true", "2026-01-02", "03:04:05", "2026-01-02T03:04:05", "1767315845000", "AP8=")
                .contains("{\"a\":[1,null]}", "[\"x\",\"y\"]", "[1,2]", "thing#0a0a0a0a-0000-4000-8000-000000000001")
                .doesNotContain("hush");
    }

    @Test
    void entitiesWithoutAListAreFoundByAScanAndTheRestInTheirCollections() throws Exception {
        Path page = folder.resolve("page.html");
        String helpdesk = "mapping-examples/helpdesk.json";
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url(helpdesk, "helpdesk");
            try (Connection connection = Drivers.connect(url);
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO tenant (tenant, name) VALUES ('acme', 'Acme')");
                statement.executeUpdate("INSERT INTO ticket (tenant, number, title, open, due) VALUES"
                        + " ('acme', 7, 'Noise', true, '2026-02-01'), ('acme', 8, 'Dust', false, '2026-02-02')");
            }
            engine.proxy().reset();
            ShellRun run = describe(page, helpdesk, "--url", url);
            assertThat(run.status()).isZero();
            assertThat(run.err()).contains("Warning: ").contains("Scan");
            // Comments, of which there are none, are looked for in the collections first.
            assertThat(engine.operations())
                    .filteredOn(operation -> !operation.startsWith("Describe"))
                    .containsExactly("Scan", "Query", "Query", "Query", "Scan");
        }
        assertThat(texts(page, "td", "range")).contains("TENANT", "TICKET#000007", "TICKET#000008");
    }

    @Test
    void keysThatTheMappingLeavesOutHaveToBeGiven() {
        Path page = folder.resolve("page.html");
        ShellRun run = describe(page, "mapping-examples/electrodb.json");
        assertThat(run.err())
                .startsWith("The mapping mapping-examples/electrodb.json does not say the keys of its table. Give them")
                .contains("--keys \"pk sk\"")
                .contains("Usage: describe");
        assertThat(run.status()).isEqualTo(2);
        assertThat(page).doesNotExist();
    }

    @Test
    void whatGoesWrongIsSaid() throws IOException {
        Path page = folder.resolve("page.html");
        assertThat(ShellRun.of("", "describe", QUICKSTART).err()).startsWith("Option -o is missing");
        assertThat(ShellRun.of("", "describe", "-o", "x").err()).startsWith("Argument missing: MAPPING");
        assertThat(describe(page, QUICKSTART, "--items", "0").err()).startsWith("Option --items: expected at least 1");
        assertThat(describe(page, "gone.json"))
                .satisfies(
                        run -> assertThat(run.err()).startsWith("Error 08001: mapping file gone.json does not exist"))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1));
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"entities\": {\"a\": {\"columns\": 1}}}");
        assertThat(describe(page, broken.toString()).err()).startsWith("Error 08001: mapping " + broken);
        assertThat(describe(page, "mapping-examples/electrodb.json", "--keys", "pk sk:N")
                        .err())
                .startsWith("Error 08001:")
                .contains("sk is a key of type N");
        assertThat(describe(folder.resolve("gone/page.html"), QUICKSTART))
                .satisfies(run -> assertThat(run.err()).startsWith("Error: cannot write the file " + folder))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1));
        assertThat(page).doesNotExist();
    }

    @Test
    void aBrowserShowsThePage() throws Exception {
        Chromium browser = Chromium.required(folder);
        Path page = folder.resolve("page.html");
        assertThat(describe(page, QUICKSTART).status()).isZero();
        String dom = browser.dom(page);
        assertThat(dom).contains("<h1>shop</h1>", "order by status", "</svg>");
        // The browser reads as many elements as an XML parser does: nothing was moved or dropped.
        for (String name : List.of("tr", "td", "th", "rect", "path", "span", "li", "section")) {
            assertThat(dom.split("<" + name + "[ >]", -1).length - 1)
                    .as(name)
                    .isEqualTo(parse(page).getElementsByTagName(name).getLength());
        }
        var picture = ImageIO.read(browser.screenshot(page, 1400, 2000).toFile());
        assertThat(picture.getWidth()).isEqualTo(1400);
        assertThat(picture.getHeight()).isEqualTo(2000);
        assertThat(Stream.iterate(0, y -> y + 1)
                        .limit(2000)
                        .map(y -> picture.getRGB(700, y))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    private static ShellRun describe(Path page, String... arguments) {
        List<String> all = new ArrayList<>(List.of("describe"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-o", page.toString()));
        return ShellRun.of("", all.toArray(String[]::new));
    }

    private static Document parse(Path page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
    }

    private static List<Element> elements(Document document) {
        NodeList nodes = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Path page, String name, String className) throws Exception {
        return elements(parse(page)).stream()
                .filter(element -> element.getTagName().equals(name)
                        && element.getAttribute("class").equals(className))
                .map(Element::getTextContent)
                .toList();
    }
}
