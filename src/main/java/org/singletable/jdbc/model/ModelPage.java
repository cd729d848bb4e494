package org.singletable.jdbc.model;

import java.util.List;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;

/**
 * A mapping as a page of HTML that a browser shows without a network: diagram, items, access paths, and all that the file says.
 * The page is well-formed XML. The same input gives the same page.
 */
public final class ModelPage {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final Catalog catalog;
    private final Samples samples;
    private final String source;
    private final Html html = new Html();

    private ModelPage(Catalog catalog, Samples samples, String source) {
        this.catalog = catalog;
        this.samples = samples;
        this.source = source;
    }

    /**
     * The page.
     *
     * @param source what to call the mapping, such as its file's name
     */
    public static String of(Catalog catalog, Samples samples, String source) {
        return new ModelPage(catalog, samples, source).page();
    }

    private String page() {
        html.start("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en")
                .line();
        html.start("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", catalog.table().name() + ": single table").line();
        html.style(PageStyle.css(catalog.entities().size())).end().line();
        html.start("body").line();
        header();
        html.start("main").line();
        diagram();
        items();
        access();
        entities();
        html.end().line().end().end();
        return html.document();
    }

    private void header() {
        TableSchema table = catalog.table();
        html.start("header").element("h1", table.name());
        html.start("p");
        html.text(count(catalog.entities().size(), "entity", "entities") + " in one DynamoDB table with "
                + count(table.indexes().size(), "index", "indexes") + "; mapping ");
        html.element("code", source).end().line();
        if (!catalog.warnings().isEmpty()) {
            html.start("div", "class", "warnings").element("strong", "Warnings").start("ul");
            catalog.warnings().forEach(warning -> html.element("li", warning));
            html.end().end().line();
        }
        html.start("nav");
        link("entities", "Entities");
        link("items", "Items");
        link("access", "Access paths");
        link("details", "Details");
        html.end().end().line();
    }

    private void link(String id, String text) {
        html.element("a", text, "href", "#" + id).text(" ");
    }

    private static String count(int number, String one, String many) {
        return number == 0 ? "no " + one : number + " " + (number == 1 ? one : many);
    }

    private void section(String id, String title) {
        html.start("section", "id", id).element("h2", title).line();
    }

    private void diagram() {
        section("entities", "Entities");
        html.start("div", "class", "scroll");
        new Diagram(catalog).write(html);
        html.end();
        html.element(
                "p",
                "Lines: whole where the rows are in the item collection of the other entity's row, dashed else. A crow's foot stands"
                        + " where there can be many rows, a circle where there may be none.",
                "class",
                "note");
        html.end().line();
    }

    private void items() {
        section("items", "Items");
        ItemCollections collections = new ItemCollections(catalog, samples);
        html.element(
                "p",
                samples.isMadeUp()
                        ? "Made-up values, with the keys that the mapping's templates make of them."
                        : "Rows of the table, read through SQL, with the keys that the mapping's templates make of them.",
                "class",
                "note");
        legend();
        if (collections.rowsWithoutKey() > 0) {
            html.element(
                    "p",
                    "Left out, since no key of the table can be made of their values: "
                            + count((int) collections.rowsWithoutKey(), "row", "rows") + ".",
                    "class",
                    "note");
        }
        TableSchema table = catalog.table();
        html.element("h3", "The table " + table.name());
        new CollectionSection(table.hashKey(), table.rangeKey(), collections.ofTable()).write(html);
        for (IndexSchema index : table.indexes()) {
            html.element("h3", (index.local() ? "Local index " : "Global index ") + index.name());
            html.element("p", index(index), "class", "note");
            KeyAttribute range = index.rangeKey();
            new CollectionSection(index.hashKey(), range, collections.of(index)).write(html);
        }
        html.end().line();
    }

    private void legend() {
        html.start("p", "class", "legend");
        for (int i = 0; i < catalog.entities().size(); i++) {
            html.element("span", catalog.entities().get(i).name(), "class", "entity " + Palette.className(i))
                    .text(" ");
        }
        html.end().line();
    }

    private String index(IndexSchema index) {
        List<String> names = catalog.entities().stream()
                .flatMap(entity -> entity.indexes().stream()
                        .filter(own -> own.schema().equals(index))
                        .map(own -> entity.name()
                                + (own.purpose().equals(index.name()) ? "" : "." + own.purpose())
                                + (own.stale() ? ", stale" : "")))
                .toList();
        String held = switch (index.projection()) {
            case ALL -> "all attributes";
            case KEYS_ONLY -> "keys only";
            case INCLUDE ->
                "keys and "
                        + String.join(
                                ", ", index.nonKeyAttributes().stream().sorted().toList());
        };
        return "Holds " + held + ", of: " + (names.isEmpty() ? "no entity" : String.join("; ", names)) + ".";
    }

    private void access() {
        section("access", "Access paths");
        html.element(
                "p",
                "Which queries of whole rows find them by key, and the requests they send. To find by columns takes = or IN on each"
                        + " of them (several keys are one BatchGetItem). A range is <, >, BETWEEN, and LIKE 'a%' of text. Rows come"
                        + " in an order, or its reverse, without sorting.",
                "class",
                "note");
        for (int i = 0; i < catalog.entities().size(); i++) {
            Entity entity = catalog.entities().get(i);
            html.element("h3", entity.name());
            new AccessSection(entity).write(html, Palette.className(i));
        }
        html.end().line();
    }

    private void entities() {
        section("details", "Details");
        List<Relation> relations = Relation.all(catalog);
        for (int i = 0; i < catalog.entities().size(); i++) {
            Entity entity = catalog.entities().get(i);
            html.element("h3", entity.name());
            if (entity.remarks() != null) {
                html.element("p", entity.remarks());
            }
            new EntitySection(entity, relations).write(html, Palette.className(i));
        }
        html.end().line();
    }
}
