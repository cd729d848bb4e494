package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.IndexSchema.Projection;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;

class GivenKeysTest {
    private static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);

    @Test
    void keysAndIndexesMakeATable() throws UsageException {
        GivenKeys keys = new GivenKeys(
                " pk  sk:B ", List.of("gsi1: a b:N", "gsi2:a KEYS_ONLY", "lsi1: pk c INCLUDE d e", "gsi3: INCLUDE x"));
        assertThat(keys.hasKeys()).isTrue();
        TableSchema table = keys.table("t");
        assertThat(table.hashKey()).isEqualTo(PK);
        assertThat(table.sortKey()).contains(new KeyAttribute("sk", AttributeType.B));
        assertThat(table.indexes())
                .containsExactly(
                        index("gsi1", false, "a", new KeyAttribute("b", AttributeType.N), Projection.ALL),
                        new IndexSchema(
                                "gsi2",
                                false,
                                new KeyAttribute("a", AttributeType.S),
                                null,
                                Projection.KEYS_ONLY,
                                Set.of()),
                        new IndexSchema(
                                "lsi1",
                                true,
                                PK,
                                new KeyAttribute("c", AttributeType.S),
                                Projection.INCLUDE,
                                Set.of("d", "e")),
                        // An attribute can have such a name, where it stands for a key.
                        index("gsi3", false, "INCLUDE", new KeyAttribute("x", AttributeType.S), Projection.ALL));
    }

    private static IndexSchema index(
            String name, boolean local, String hash, KeyAttribute range, Projection projection) {
        return new IndexSchema(name, local, new KeyAttribute(hash, AttributeType.S), range, projection, Set.of());
    }

    @Test
    void indexesAreAddedToATableAndReplaceItsOwn() throws UsageException {
        TableSchema table = new GivenKeys("pk", List.of("one: a", "two: b")).table("t");
        TableSchema more = new GivenKeys(null, List.of("two: c", "three: d")).withIndexes(table);
        assertThat(more.indexes())
                .extracting(index -> index.name() + " " + index.hashKey().name())
                .containsExactly("one a", "two c", "three d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a b c; ; Option --keys: expected a partition key and perhaps a sort key, found \"a b c\"",
                "'  '; ; Option --keys: expected a partition key and perhaps a sort key, found \"\"",
                "a; gsi1 a b; Option --index: expected \"NAME: KEYS\", found \"gsi1 a b\"",
                "a; gsi1:; Option --index: expected a partition key and perhaps a sort key, found \"\"",
                "a; gsi1: a b c; Option --index: expected a partition key and perhaps a sort key, found \"a b c\"",
                "a; gsi1: a KEYS_ONLY b; 'Option --index: only INCLUDE names attributes, in \"gsi1: a KEYS_ONLY b\"'"
            })
    void whatCannotBeUnderstoodIsSaid(String keys, String index, String message) {
        assertThatThrownBy(() -> new GivenKeys(keys, index == null ? List.of() : List.of(index)).table("t"))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
