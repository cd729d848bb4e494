package org.singletable.jdbc.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.KeyAttribute;

/** A view of the table or an index as the table that pictures of single tables show. */
final class CollectionSection {
    private final KeyAttribute hash;
    private final @Nullable KeyAttribute range;
    private final List<PhysicalItem.Collection> collections;

    /** @param range null where there is no sort key */
    CollectionSection(KeyAttribute hash, @Nullable KeyAttribute range, List<PhysicalItem.Collection> collections) {
        this.hash = hash;
        this.range = range;
        this.collections = collections;
    }

    void write(Html html) {
        if (collections.isEmpty()) {
            html.element("p", "No sample item is here.", "class", "note");
            return;
        }
        html.start("div", "class", "scroll");
        html.start("table", "class", "items");
        html.start("thead").start("tr");
        keyHead(html, "Partition key", hash);
        if (range != null) {
            keyHead(html, "Sort key", range);
        }
        html.element("th", "Attributes", "scope", "col");
        html.end().end().line();
        for (PhysicalItem.Collection collection : collections) {
            html.start("tbody");
            for (int i = 0; i < collection.items().size(); i++) {
                PhysicalItem item = collection.items().get(i);
                html.start("tr", "class", item.colour() < 0 ? "none" : Palette.className(item.colour()));
                if (i == 0) {
                    html.element(
                            "th",
                            ItemCollections.text(collection.hash()),
                            "class",
                            "hash",
                            "scope",
                            "rowgroup",
                            "rowspan",
                            String.valueOf(collection.items().size()));
                }
                item(html, item);
                html.end().line();
            }
            html.end();
        }
        html.end().end().line();
    }

    private static void keyHead(Html html, String role, KeyAttribute key) {
        html.start("th", "scope", "col").text(role + ": ").element("code", key.name());
        html.text(" (" + key.type() + ")").end();
    }

    private void item(Html html, PhysicalItem item) {
        if (range != null) {
            html.element("td", ItemCollections.text(item.range()), "class", "range");
        }
        html.start("td").start("div", "class", "attributes");
        html.element("span", item.label(), "class", "entity");
        item.attributes().forEach((name, value) -> {
            html.start("span", "class", "attribute").element("span", name, "class", "name");
            html.element("span", StoredText.cut(value), "class", "value").end();
        });
        html.end().end();
    }
}
