package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** {@link TableSchema} from DynamoDB's description of a table, and the request that creates one. */
final class TableDescriptions {
    private static final Logger LOG = LoggerFactory.getLogger(TableDescriptions.class);

    /** What a provisioned table gets to start with; its owner sets what it needs. */
    private static final ProvisionedThroughput SMALL = ProvisionedThroughput.builder()
            .readCapacityUnits(5L)
            .writeCapacityUnits(5L)
            .build();

    private TableDescriptions() {}

    /** @param warnings gets what is ignored */
    static TableSchema schema(TableDescription table, @Nullable String ttl, List<String> warnings) {
        Map<String, AttributeType> types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName,
                        definition -> AttributeType.valueOf(definition.attributeTypeAsString())));
        List<IndexSchema> indexes = new ArrayList<>();
        table.localSecondaryIndexes()
                .forEach(index ->
                        add(indexes, index.indexName(), true, index.keySchema(), index.projection(), types, warnings));
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            if (index.indexStatus() == IndexStatus.CREATING || index.indexStatus() == IndexStatus.DELETING) {
                ignore(
                        index.indexName(),
                        "it is being " + (index.indexStatus() == IndexStatus.CREATING ? "created" : "deleted"),
                        warnings);
            } else {
                add(indexes, index.indexName(), false, index.keySchema(), index.projection(), types, warnings);
            }
        }
        List<KeyAttribute> hash = keys(table.keySchema(), KeyType.HASH, types);
        List<KeyAttribute> range = keys(table.keySchema(), KeyType.RANGE, types);
        return new TableSchema(table.tableName(), hash.get(0), range.isEmpty() ? null : range.get(0), indexes, ttl);
    }

    private static void add(
            List<IndexSchema> indexes,
            String name,
            boolean local,
            List<KeySchemaElement> keySchema,
            Projection projection,
            Map<String, AttributeType> types,
            List<String> warnings) {
        List<KeyAttribute> hash = keys(keySchema, KeyType.HASH, types);
        List<KeyAttribute> range = keys(keySchema, KeyType.RANGE, types);
        if (hash.size() != 1 || range.size() > 1) {
            ignore(name, "its key has several hash or range attributes", warnings);
            return;
        }
        indexes.add(new IndexSchema(
                name,
                local,
                hash.get(0),
                range.isEmpty() ? null : range.get(0),
                IndexSchema.Projection.valueOf(projection.projectionTypeAsString()),
                Set.copyOf(projection.nonKeyAttributes())));
    }

    private static void ignore(String index, String reason, List<String> warnings) {
        String warning = "index " + index + " is not used: " + reason;
        LOG.warn(warning);
        warnings.add(warning);
    }

    private static List<KeyAttribute> keys(
            List<KeySchemaElement> keySchema, KeyType type, Map<String, AttributeType> types) {
        return keySchema.stream()
                .filter(element -> element.keyType() == type)
                .map(element -> new KeyAttribute(
                        element.attributeName(), Objects.requireNonNull(types.get(element.attributeName()))))
                .toList();
    }

    /** The request that creates a table; its time to live is a request of its own. */
    static CreateTableRequest.Builder createRequest(TableSchema table, boolean provisioned) {
        List<LocalSecondaryIndex> local = table.indexes().stream()
                .filter(IndexSchema::local)
                .map(index -> LocalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keySchema(index.hashKey(), index.rangeKey()))
                        .projection(projection(index))
                        .build())
                .toList();
        List<GlobalSecondaryIndex> global = table.indexes().stream()
                .filter(index -> !index.local())
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keySchema(index.hashKey(), index.rangeKey()))
                        .projection(projection(index))
                        .provisionedThroughput(provisioned ? SMALL : null)
                        .build())
                .toList();
        return CreateTableRequest.builder()
                .tableName(table.name())
                .attributeDefinitions(definitions(table))
                .keySchema(keySchema(table.hashKey(), table.rangeKey()))
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .billingMode(provisioned ? BillingMode.PROVISIONED : BillingMode.PAY_PER_REQUEST)
                .provisionedThroughput(provisioned ? SMALL : null);
    }

    private static List<AttributeDefinition> definitions(TableSchema table) {
        Map<String, AttributeType> types = new LinkedHashMap<>();
        List<@Nullable KeyAttribute> keys = new ArrayList<>();
        keys.add(table.hashKey());
        keys.add(table.rangeKey());
        for (IndexSchema index : table.indexes()) {
            keys.add(index.hashKey());
            keys.add(index.rangeKey());
        }
        for (KeyAttribute key : keys) {
            if (key != null) {
                types.put(key.name(), key.type());
            }
        }
        return types.entrySet().stream()
                .map(entry -> AttributeDefinition.builder()
                        .attributeName(entry.getKey())
                        .attributeType(
                                ScalarAttributeType.valueOf(entry.getValue().name()))
                        .build())
                .toList();
    }

    private static List<KeySchemaElement> keySchema(KeyAttribute hash, @Nullable KeyAttribute range) {
        List<KeySchemaElement> elements = new ArrayList<>();
        elements.add(element(hash, KeyType.HASH));
        if (range != null) {
            elements.add(element(range, KeyType.RANGE));
        }
        return elements;
    }

    private static KeySchemaElement element(KeyAttribute key, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(key.name())
                .keyType(type)
                .build();
    }

    private static Projection projection(IndexSchema index) {
        return Projection.builder()
                .projectionType(ProjectionType.valueOf(index.projection().name()))
                .nonKeyAttributes(index.nonKeyAttributes().isEmpty() ? null : index.nonKeyAttributes())
                .build();
    }
}
