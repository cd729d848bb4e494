package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableDifferencesTest {
    private static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);
    private static final KeyAttribute SK = new KeyAttribute("sk", AttributeType.S);

    private static TableSchema table(
            KeyAttribute hash, @Nullable KeyAttribute range, @Nullable String ttl, IndexSchema... indexes) {
        return new TableSchema("t", hash, range, List.of(indexes), ttl);
    }

    private static IndexSchema index(
            String name,
            boolean local,
            String hash,
            @Nullable String range,
            IndexSchema.Projection projection,
            String... attributes) {
        return new IndexSchema(
                name,
                local,
                new KeyAttribute(hash, AttributeType.S),
                range == null ? null : new KeyAttribute(range, AttributeType.N),
                projection,
                Set.of(attributes));
    }

    @Test
    void whatThereIsMoreIsNoDifference() {
        TableSchema expected = table(
                PK,
                SK,
                null,
                index("a", false, "x", null, IndexSchema.Projection.KEYS_ONLY),
                index("b", false, "x", "n", IndexSchema.Projection.INCLUDE, "p"));
        TableSchema actual = table(
                PK,
                SK,
                "expires",
                index("more", false, "x", null, IndexSchema.Projection.ALL),
                index("a", false, "x", null, IndexSchema.Projection.INCLUDE, "q"),
                index("b", false, "x", "n", IndexSchema.Projection.INCLUDE, "p", "q"));
        assertThat(TableDifferences.of(expected, actual)).isEmpty();
    }

    @Test
    void everyDifferenceIsNamed() {
        TableSchema expected = table(
                PK,
                SK,
                "expires",
                index("missing", false, "x", "n", IndexSchema.Projection.INCLUDE, "p", "o"),
                index("keys", false, "x", "n", IndexSchema.Projection.KEYS_ONLY),
                index("kind", true, "pk", "n", IndexSchema.Projection.ALL),
                index("extra", false, "x", null, IndexSchema.Projection.ALL));
        TableSchema actual = table(
                new KeyAttribute("pk", AttributeType.B),
                null,
                "ttl",
                index("keys", false, "y", null, IndexSchema.Projection.ALL),
                index("kind", false, "pk", "n", IndexSchema.Projection.INCLUDE, "q"),
                index("extra", false, "x", "n", IndexSchema.Projection.ALL));
        assertThat(TableDifferences.of(expected, actual))
                .containsExactly(
                        "hash key: expected pk (S), found pk (B)",
                        "range key: expected sk (S), found none",
                        "index missing (x (S), n (N), INCLUDE o, p) is missing",
                        "index keys: hash key: expected x (S), found y (S)",
                        "index keys: range key: expected n (N), found none",
                        "index kind: expected a local index, found a global one",
                        "index kind: expected projection ALL, found INCLUDE q",
                        "index extra: range key: expected none, found n (N)",
                        "TTL attribute: expected expires, found ttl");
    }
}
