package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class TableDescriptionsTest {
    /** Such as {@code "a HASH"}. */
    private static List<KeySchemaElement> keys(String... keys) {
        return Arrays.stream(keys)
                .map(key -> key.split(" "))
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key[0])
                        .keyType(KeyType.valueOf(key[1]))
                        .build())
                .toList();
    }

    private static TableDescription table() {
        return TableDescription.builder()
                .tableName("t")
                .attributeDefinitions(List.of("a", "b", "c").stream()
                        .map(name -> AttributeDefinition.builder()
                                .attributeName(name)
                                .attributeType("S")
                                .build())
                        .toList())
                .keySchema(keys("a HASH"))
                .globalSecondaryIndexes(
                        index -> index.indexName("wide")
                                .keySchema(keys("b HASH", "c HASH"))
                                .projection(p -> p.projectionType("ALL")),
                        index -> index.indexName("long")
                                .keySchema(keys("b HASH", "c RANGE", "a RANGE"))
                                .projection(p -> p.projectionType("ALL")),
                        index -> index.indexName("plain")
                                .keySchema(keys("c HASH"))
                                .projection(p -> p.projectionType("INCLUDE").nonKeyAttributes("x")))
                .build();
    }

    @Test
    void anIndexKeyOfSeveralAttributesIsIgnoredWithAWarning() {
        List<String> warnings = new ArrayList<>();
        TableSchema schema = TableDescriptions.schema(table(), "ttl", warnings);
        assertThat(schema.indexes()).extracting(IndexSchema::name).containsExactly("plain");
        assertThat(schema.indexes().get(0).nonKeyAttributes()).containsExactly("x");
        assertThat(schema.sortKey()).isEmpty();
        assertThat(schema.ttl()).contains("ttl");
        assertThat(warnings).hasSize(2).allMatch(warning -> warning.contains("several hash or range attributes"));
        assertThat(warnings.get(0)).contains("wide");
        assertThat(warnings.get(1)).contains("long");
    }
}
