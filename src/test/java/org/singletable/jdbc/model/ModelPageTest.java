package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.mapping.Catalog;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ModelPageTest {
    private static final String HOSTILE = "<script>alert(\"1\")</script>' onload='x' & \u0000 --> <!--";

    /** A mapping with such texts wherever the file can have any. */
    private static String hostileMapping() {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        mapping.put("table", HOSTILE);
        ObjectNode physical = mapping.putObject("physical");
        physical.putArray("keys").add("<b>").add("\"k");
        physical.putObject("indexes").putArray("<i>" + HOSTILE).add("'&");
        ObjectNode entity = mapping.putObject("entities").putObject("a");
        entity.put("remarks", HOSTILE);
        ObjectNode item = entity.putObject("item");
        for (String attribute : List.of("<b>", "'&", "</style>")) {
            item.put(attribute, HOSTILE + "{x}");
        }
        item.put("\"k", HOSTILE).put(HOSTILE, HOSTILE);
        entity.putObject("where").putObject("'&").put("y", HOSTILE);
        entity.putArray("stale").add(HOSTILE);
        ObjectNode columns = entity.putObject("columns");
        columns.put("x", "string!");
        columns.putObject("y")
                .put("remarks", HOSTILE)
                .put("attr", "<p>." + HOSTILE)
                .put("default", "'" + HOSTILE.replace("'", "''") + "'");
        ObjectNode unique = entity.putArray("unique").addObject();
        unique.putArray("columns").add("y");
        unique.putObject("item").put("<b>", HOSTILE + "!{y}").put("\"k", HOSTILE);
        return mapping.toString();
    }

    @Test
    void nothingOfTheFileIsMarkup() throws Exception {
        Catalog catalog = Models.of(hostileMapping());
        assertThat(catalog.warnings()).isNotEmpty();
        Document page = parse(ModelPage.of(catalog, Samples.madeUp(catalog, 3), "<u>&.json"));
        for (String injected : List.of("script", "b", "i", "u", "p:p")) {
            assertThat(page.getElementsByTagName(injected).getLength())
                    .as(injected)
                    .isZero();
        }
        assertThat(elements(page)).noneMatch(element -> element.hasAttribute("onload"));
        // In the title, remarks, templates, items, warnings.
        assertThat(page.getDocumentElement().getTextContent().split("<script>alert\\(\"1\"\\)</script>", -1))
                .hasSizeGreaterThan(20);
    }

    @Test
    void thePageIsTheSameEachTime() {
        assertThat(page("electrodb")).isEqualTo(page("electrodb"));
    }

    @Test
    void eachEntityHasItsBoxItsItemsItsPathsAndItsColumns() throws Exception {
        Document page = parse(page("quickstart"));
        assertThat(texts(page, "svg", "text")).contains("customer", "order", "order_line", "product", "decimal(12,2)");
        assertThat(withClass(page, "g", "box e3")).hasSize(1);
        assertThat(withClass(page, "g", "line")).hasSize(2);
        assertThat(withClass(page, "g", "line other")).hasSize(1);
        assertThat(texts(page, "section", "h3"))
                .containsSubsequence("The table shop", "Global index gsi1", "Global index gsi2")
                .containsSubsequence("customer", "order", "order_line", "product");
        // Three customers in the table and in the list, and three orders, which are in by_status too.
        assertThat(withClass(page, "tr", "e0")).hasSize(6);
        assertThat(withClass(page, "tr", "e1")).hasSize(9);
        assertThat(texts(page, "table", "td"))
                .contains("order by status", "Query of gsi2 (by_status)", "The name a customer signs in with")
                .contains("order_line#{order_id|key}#{line_no|key}", "'new'", "NOT NULL");
        assertThat(texts(page, "ul", "li"))
                .contains("References: (sku) to product (sku)")
                .contains("References: (username) to customer (username), in the same item collection");
    }

    @Test
    void warningsOfTheCatalogAreShown() throws Exception {
        Catalog catalog = Models.of("""
                {"table": "t", "physical": {"keys": ["pk"]}, "entities": {"a":
                  {"item": {"pk": "a#{x}"}, "columns": {"x": "string!"}, "stale": ["gone"]}}}
                """);
        Document page = parse(ModelPage.of(catalog, Samples.madeUp(catalog, 1), "a.json"));
        assertThat(withClass(page, "div", "warnings").get(0).getTextContent())
                .contains("entity a: stale names the index gone");
    }

    @Test
    void twentyFiveEntitiesAreDrawnToo() throws Exception {
        StringBuilder entities = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            entities.append(i == 0 ? "" : ",")
                    .append(
                            "\"e%d\": {\"id\": \"id\", \"columns\": {\"id\": \"string!\", \"up\": \"string\"}, \"references\":"
                                    .formatted(i))
                    .append(" {\"up\": \"e%d\"}}".formatted(i / 3));
        }
        Catalog catalog = Models.of("{\"table\": \"t\", \"entities\": {" + entities + "}}");
        Document page = parse(ModelPage.of(catalog, Samples.madeUp(catalog, 2), "a.json"));
        assertThat(elements(page))
                .filteredOn(element -> element.getAttribute("class").startsWith("box "))
                .hasSize(25);
    }

    private static String page(String example) {
        Catalog catalog = Models.example(example);
        return ModelPage.of(catalog, Samples.madeUp(catalog, 3), example + ".json");
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document page) {
        return list(page.getElementsByTagName("*"));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<Element> withClass(Document page, String name, String value) {
        return list(page.getElementsByTagName(name)).stream()
                .filter(element -> element.getAttribute("class").equals(value))
                .toList();
    }

    private static List<String> texts(Document page, String within, String name) {
        return list(page.getElementsByTagName(within)).stream()
                .flatMap(element -> list(element.getElementsByTagName(name)).stream())
                .map(Element::getTextContent)
                .toList();
    }
}
