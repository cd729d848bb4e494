package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Mapping;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Compares, for every item of a physical table, each attribute that is made by a template with what the item's own row
 * makes it: after any writes they must be the same. Compares the sentinels of unique columns with the rows, too. It is in this package for the items of the SDK.
 */
public final class DerivedAttributeChecker {
    private final DynamoDbClient client;
    private final String table;
    private final Set<String> keys;
    private final List<ItemCodec> codecs;

    private DerivedAttributeChecker(DynamoDbClient client, String table, Set<String> keys, Catalog catalog) {
        this.client = client;
        this.table = table;
        this.keys = keys;
        this.codecs = catalog.entities().stream().map(ItemCodec::of).toList();
    }

    /** The checker of the physical table of a connection, under the mapping that the connection uses. */
    public static DerivedAttributeChecker of(Connection connection, Mapping mapping) throws SQLException {
        DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
        String table = connection.getSchema();
        TableDescription description =
                client.describeTable(request -> request.tableName(table)).table();
        return new DerivedAttributeChecker(
                client,
                table,
                description.keySchema().stream()
                        .map(KeySchemaElement::attributeName)
                        .collect(Collectors.toSet()),
                mapping.bind(TableDescriptions.schema(description, null, new ArrayList<>())));
    }

    /**
     * Fails, with everything that differs, where a stored attribute is not what its row makes it, is there without
     * being made, where an item belongs to two entities, or where a sentinel is missing or has no row.
     *
     * @return the number of items that belong to an entity
     */
    public int check() {
        List<String> differences = new ArrayList<>();
        SentinelChecker sentinels =
                new SentinelChecker(codecs.stream().map(ItemCodec::entity).toList(), keys);
        int rows = 0;
        for (Map<String, AttributeValue> attributes : client.scanPaginator(
                        request -> request.tableName(table).consistentRead(true))
                .items()) {
            Item item = SdkItems.item(attributes);
            List<ItemCodec> owners =
                    codecs.stream().filter(codec -> codec.belongs(item)).toList();
            owners.forEach(owner -> compare(owner, item, differences));
            owners.forEach(owner -> sentinels.row(owner.entity(), owner.decode(item)));
            if (owners.isEmpty()) {
                sentinels.other(item);
            }
            if (owners.size() > 1) {
                differences.add(item + " belongs to "
                        + owners.stream().map(ItemCodec::entity).toList());
            }
            rows += owners.size();
        }
        differences.addAll(sentinels.differences());
        assertThat(differences).as("derived attributes of " + table).isEmpty();
        return rows;
    }

    private static void compare(ItemCodec codec, Item item, List<String> differences) {
        Entity entity = codec.entity();
        @Nullable Object[] row = codec.decode(item);
        for (DerivedAttribute derived : entity.derived()) {
            Optional<StoredValue> stored = item.get(derived.name());
            Optional<StoredValue> made = codec.derive(derived, ColumnValues.ofRow(row));
            if (!stored.equals(made)) {
                differences.add(entity.name() + " (" + codec.describeKey(item) + "): " + derived.name() + " is "
                        + stored + ", but its row makes it " + made);
            }
        }
    }
}
