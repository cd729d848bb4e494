package org.singletable.jdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@RequiresDocker
class DynamoDbLocalContainerTest {
    private static final String TABLE = "container_test";

    private final DynamoDbLocalContainer container;

    DynamoDbLocalContainerTest(DynamoDbLocalContainer container) {
        this.container = container;
    }

    @Test
    void storesItemsForAnyRegion() {
        Map<String, AttributeValue> item = Map.of(
                "id", AttributeValue.fromS("CUSTOMER#7"),
                "name", AttributeValue.fromS("Ada"),
                "orders", AttributeValue.fromN("2"));
        try (DynamoDbClient dublin = client(Region.EU_WEST_1);
                DynamoDbClient ohio = client(Region.US_EAST_2)) {
            createTable(dublin);
            try {
                dublin.putItem(request -> request.tableName(TABLE).item(item));

                assertThat(ohio.getItem(request -> request.tableName(TABLE).key(Map.of("id", item.get("id"))))
                                .item())
                        .isEqualTo(item);
            } finally {
                dublin.deleteTable(request -> request.tableName(TABLE));
            }
        }
    }

    @Test
    void givesItsUrl() {
        assertThat(container.url("classpath:a & b.json", "shop"))
                .isEqualTo(
                        "jdbc:singletable://" + container.endpoint()
                                + "/shop?mapping=classpath%3Aa%20%26%20b.json&ensureTable=true&user=singletable&password=singletable");
    }

    private DynamoDbClient client(Region region) {
        return DynamoDbClient.builder()
                .endpointOverride(container.uri())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(DynamoDbLocalContainer.DUMMY_KEY, DynamoDbLocalContainer.DUMMY_KEY)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private static void createTable(DynamoDbClient client) {
        client.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }
}
