package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.mapping.Catalog;

class ItemCollectionsTest {
    private static final String UNIQUE = """
            {"table": "t", "entities": {"user": {"id": "id", "unique": ["mail"],
              "columns": {"id": "string!", "mail": "string", "score": "int", "secret": {"type": "string", "hidden": true}}}},
             "physical": {"indexes": {"by_score": {"keys": ["score"], "projection": ["mail"]},
                                      "mails": {"keys": ["mail", "score"], "projection": "KEYS_ONLY"}}}}
            """;

    @Test
    void childrenStandInTheirParentsCollection() {
        Catalog catalog = Models.example("quickstart");
        assertThat(keys(new ItemCollections(catalog, Samples.madeUp(catalog, 3)).ofTable()))
                .containsExactly(
                        "customer#ann: customer, order#order1, order#order2, order_line#order1#0000000001,"
                                + " order_line#order1#0000000002, order_line#order2#0000000003",
                        "customer#bob: customer, order#order3",
                        "customer#carol: customer",
                        "product#sku1: product",
                        "product#sku2: product",
                        "product#sku3: product");
    }

    @Test
    void anIndexHasWhatItsKeysAreWrittenFor() {
        Catalog catalog = Models.example("helpdesk");
        ItemCollections collections = new ItemCollections(catalog, Samples.madeUp(catalog, 3));
        // The third ticket is closed.
        assertThat(keys(collections.of(catalog.table().indexes().get(1))))
                .containsExactly("TENANT#tenant1: OPEN#2026-01-05, OPEN#2026-01-06");
        assertThat(attributes(collections.of(catalog.table().indexes().get(1)))).containsOnly("[SK]");
    }

    @Test
    void itemsThatKeepValuesUniqueAreInTheTable() {
        Catalog catalog = Models.of(UNIQUE);
        Samples samples = rows(catalog, row("id", "u1", "mail", "a@b", "score", "10", "secret", "x"), row("id", "u2"));
        ItemCollections collections = new ItemCollections(catalog, samples);
        assertThat(keys(collections.ofTable())).containsExactly("user#u1: user", "!user.mail#a@b: !", "user#u2: user");
        PhysicalItem sentinel = collections.ofTable().get(1).items().get(0);
        assertThat(sentinel.label()).isEqualTo("unique user.mail");
        assertThat(sentinel.attributes()).containsEntry("owner_pk", "user#u1").containsEntry("owner_sk", "user");
        assertThat(collections.ofTable().get(0).items().get(0).attributes()).doesNotContainKey("secret");
    }

    @Test
    void numbersAreInTheirOwnOrder() {
        Catalog catalog = Models.of(UNIQUE);
        Samples samples = rows(
                catalog,
                row("id", "u1", "mail", "m", "score", "10"),
                row("id", "u2", "mail", "m", "score", "9"),
                row("id", "u3", "mail", "m", "score", "-1"));
        ItemCollections collections = new ItemCollections(catalog, samples);
        assertThat(keys(collections.of(catalog.table().indexes().get(2)))).containsExactly("m: -1, 9, 10");
        assertThat(keys(collections.of(catalog.table().indexes().get(1)))).containsExactly("10: ", "9: ", "-1: ");
        assertThat(attributes(collections.of(catalog.table().indexes().get(1)))).containsOnly("[pk, sk, mail]");
    }

    @Test
    void textsAreInTheOrderOfTheirBytes() {
        Catalog catalog = Models.of("""
                {"table": "t", "physical": {"keys": ["pk", "sk"]}, "entities": {"word":
                  {"item": {"pk": "words"}, "columns": {"sk": "string!"}}}}
                """);
        Samples samples = rows(catalog, row("sk", "\uffee"), row("sk", "😀"), row("sk", "b"), row("sk", "B"));
        assertThat(keys(new ItemCollections(catalog, samples).ofTable())).containsExactly("words: B, b, \uffee, 😀");
    }

    @Test
    void rowsWithoutAKeyAreCounted() {
        Catalog catalog = Models.of(UNIQUE);
        Samples samples = rows(catalog, row("mail", "a@b"), row("id", "u1"));
        ItemCollections collections = new ItemCollections(catalog, samples);
        assertThat(collections.rowsWithoutKey()).isEqualTo(1);
    }

    @SafeVarargs
    private static Samples rows(Catalog catalog, Map<String, @Nullable String>... rows) {
        return Samples.ofTable(catalog, Map.of(catalog.entities().get(0).name(), List.of(rows)));
    }

    private static Map<String, @Nullable String> row(String... pairs) {
        Map<String, @Nullable String> row = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(pairs[i], pairs[i + 1]);
        }
        return row;
    }

    private static List<String> keys(List<PhysicalItem.Collection> collections) {
        List<String> keys = new ArrayList<>();
        for (PhysicalItem.Collection collection : collections) {
            List<String> ranges = collection.items().stream()
                    .map(item -> ItemCollections.text(item.range()))
                    .toList();
            keys.add(ItemCollections.text(collection.hash()) + ": " + String.join(", ", ranges));
        }
        return keys;
    }

    private static List<String> attributes(List<PhysicalItem.Collection> collections) {
        return collections.stream()
                .flatMap(collection -> collection.items().stream())
                .map(item -> item.attributes().keySet().toString())
                .toList();
    }
}
