package org.singletable.jdbc.layouts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** DescribeTable's answers, to create such tables again. */
final class TableDescriptions {
    private TableDescriptions() {}

    static CreateTableRequest creating(JsonNode answer) {
        JsonNode table = answer.path("Table").isMissingNode() ? answer : answer.path("Table");
        List<AttributeDefinition> attributes = new ArrayList<>();
        table.path("AttributeDefinitions")
                .forEach(attribute -> attributes.add(AttributeDefinition.builder()
                        .attributeName(attribute.path("AttributeName").textValue())
                        .attributeType(attribute.path("AttributeType").textValue())
                        .build()));
        List<GlobalSecondaryIndex> global = new ArrayList<>();
        table.path("GlobalSecondaryIndexes")
                .forEach(index -> global.add(GlobalSecondaryIndex.builder()
                        .indexName(index.path("IndexName").textValue())
                        .keySchema(keys(index))
                        .projection(projection(index))
                        .build()));
        List<LocalSecondaryIndex> local = new ArrayList<>();
        table.path("LocalSecondaryIndexes")
                .forEach(index -> local.add(LocalSecondaryIndex.builder()
                        .indexName(index.path("IndexName").textValue())
                        .keySchema(keys(index))
                        .projection(projection(index))
                        .build()));
        return CreateTableRequest.builder()
                .tableName(table.path("TableName").textValue())
                .attributeDefinitions(attributes)
                .keySchema(keys(table))
                .globalSecondaryIndexes(global.isEmpty() ? null : global)
                .localSecondaryIndexes(local.isEmpty() ? null : local)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build();
    }

    private static List<KeySchemaElement> keys(JsonNode of) {
        List<KeySchemaElement> keys = new ArrayList<>();
        of.path("KeySchema")
                .forEach(key -> keys.add(KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").textValue())
                        .keyType(key.path("KeyType").textValue())
                        .build()));
        return keys;
    }

    private static Projection projection(JsonNode index) {
        List<String> more = new ArrayList<>();
        index.path("Projection").path("NonKeyAttributes").forEach(name -> more.add(name.textValue()));
        return Projection.builder()
                .projectionType(index.path("Projection").path("ProjectionType").textValue())
                .nonKeyAttributes(more.isEmpty() ? null : more)
                .build();
    }
}
