package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappingExamplesTest {
    private static final String QUICKSTART = "mapping-examples/quickstart.json";
    private static final String PYNAMODB = "mapping-examples/pynamodb-single-table.json";

    @Test
    void quickstartIsLaidOutAsTheShortFormSays() {
        Mapping mapping = MappingLoader.load(QUICKSTART);
        assertThat(mapping.tableName()).contains("shop");

        TableSchema table = mapping.expectedTable("shop").orElseThrow();
        assertThat(table.hashKey()).isEqualTo(new KeyAttribute("pk", AttributeType.S));
        assertThat(table.rangeKey()).isEqualTo(new KeyAttribute("sk", AttributeType.S));
        assertThat(table.indexes())
                .extracting(IndexSchema::name, index -> index.hashKey().name(), IndexSchema::projection)
                .containsExactly(
                        tuple("gsi1", "gsi1pk", IndexSchema.Projection.ALL),
                        tuple("gsi2", "gsi2pk", IndexSchema.Projection.ALL));

        Catalog catalog = mapping.bind(table);
        assertThat(catalog.entities())
                .extracting(Entity::name)
                .containsExactly("customer", "order", "order_line", "product");
        assertThat(derived(catalog, "order_line"))
                .containsEntry("pk", "customer#{username|key}")
                .containsEntry("sk", "order_line#{order_id|key}#{line_no|key}")
                .containsEntry("_type", "order_line")
                .containsEntry("gsi1pk", "order_line")
                .containsEntry("gsi1sk", "{line_no|key}#{username|key}#{order_id|key}")
                .hasSize(5);
        assertThat(derived(catalog, "order"))
                .containsEntry("sk", "order#{order_id|key}")
                .containsEntry("gsi2pk", "order.by_status#{status|key}")
                .containsEntry("gsi2sk", "{placed|key}#{username|key}#{order_id|key}");
        Entity line = catalog.findEntity("order_line").orElseThrow();
        assertThat(line.primaryKey()).extracting(Column::name).containsExactly("username", "order_id", "line_no");
        assertThat(line.id()).isEqualTo(line.primaryKey());
        assertThat(line.foreignKeys())
                .containsExactly(
                        new ForeignKey(List.of("username", "order_id"), "order", List.of("username", "order_id"), true),
                        new ForeignKey(List.of("sku"), "product", List.of("sku"), false));
        assertThat(line.constants()).containsExactly(Map.entry("_type", "order_line"));
        assertThat(catalog.warnings()).isEmpty();
    }

    @Test
    void quickstartRendersAndReadsKeys() {
        Catalog catalog = bound(QUICKSTART);
        Entity line = catalog.findEntity("order_line").orElseThrow();
        Map<String, Object> row = Map.of("username", "john doe", "order_id", "a#b", "line_no", 42);
        ColumnValues values = column -> row.get(column.name());

        assertThat(line.partitionKey().template().render(values)).contains("customer#john%20doe");
        Template sortKey = line.rangeKey().orElseThrow().template();
        assertThat(sortKey.render(values)).contains("order_line#a%23b#0000000042");
        Map<Column, Object> read = sortKey.parse("order_line#a%23b#0000000042").orElseThrow();
        assertThat(read).hasSize(2).containsValue("a#b").containsValue(42);
        assertThat(sortKey.nonReversing(values)).isEmpty();
        assertThat(sortKey.parse("order#a%23b")).isEmpty();

        Column orderId = line.findColumn("order_id").orElseThrow();
        KeyPrefix prefix = sortKey.prefix(Set.of(orderId), values);
        assertThat(prefix.value()).isEqualTo("order_line#a%23b#");
        assertThat(prefix.complete()).isFalse();
        assertThat(prefix.nextColumn()).contains(line.findColumn("line_no").orElseThrow());
    }

    @Test
    void pynamodbFitsTheTableTheLibraryMade() throws IOException {
        Mapping mapping = MappingLoader.load(PYNAMODB);
        TableSchema actual = DescribedTable.read("/golden/pynamodb_single_table/describe_table.json");
        assertThat(TableDifferences.of(
                        mapping.expectedTable("GoldenSingleTable").orElseThrow(), actual))
                .isEmpty();
        Catalog catalog = mapping.bind(actual);

        Entity user = catalog.findEntity("user").orElseThrow();
        assertThat(user.primaryKey()).extracting(Column::name).containsExactly("uid");
        assertThat(user.partitionKey().template().constant()).contains("user");
        assertThat(user.rangeKey().orElseThrow().template().isCanonical()).isTrue();
        assertThat(user.derived()).extracting(DerivedAttribute::name).containsExactly("table_name", "str_id");
        assertThat(user.constants()).isEmpty();
        assertThat(user.container()).isEqualTo(new Container("data", Container.Layout.JSON_PYTHON));
        assertThat(user.version().orElseThrow().versionStart()).isEqualTo(2);
        assertThat(user.findColumn("email").orElseThrow().storedAt())
                .contains(new AttributePath("data", List.of(new AttributePath.Member("email"))));
        assertThat(user.findColumn("uid").orElseThrow().inContainer()).isFalse();
        assertThat(user.indexes()).hasSize(1);
        EntityIndex index = user.indexes().get(0);
        assertThat(index.name()).isEqualTo("index_by_str");
        assertThat(index.schema().local()).isTrue();
        assertThat(index.partitionKey().template().constant()).contains("user");
        assertThat(index.rangeKey().orElseThrow().template().source()).isEqualTo("{username}");
    }

    @Test
    void everyItemTheLibraryWroteBelongsToItsEntityAlone() throws IOException {
        Mapping mapping = MappingLoader.load(PYNAMODB);
        Catalog catalog = mapping.bind(mapping.expectedTable("t").orElseThrow());
        Map<String, Integer> members = new HashMap<>();
        try (InputStream json =
                MappingExamplesTest.class.getResourceAsStream("/golden/pynamodb_single_table/scan.json")) {
            new ObjectMapper().readTree(json).get("Items").forEach(item -> {
                String name = item.at("/table_name/S").asText();
                String uid = item.at("/uid/S").asText();
                for (Entity entity : catalog.entities()) {
                    Template sortKey = entity.rangeKey().orElseThrow().template();
                    if (entity.partitionKey().template().parse(name).isPresent()) {
                        assertThat(entity.name()).isEqualTo(name);
                        assertThat(sortKey.parse(uid).orElseThrow()).containsValue(uid);
                        members.merge(name, 1, Integer::sum);
                    }
                }
            });
        }
        assertThat(members).containsOnly(entry("user", 4), entry("group", 7), entry("membership", 1));
    }

    private static Catalog bound(String location) {
        Mapping mapping = MappingLoader.load(location);
        return mapping.bind(mapping.expectedTable("table").orElseThrow());
    }

    private static Map<String, String> derived(Catalog catalog, String entity) {
        Map<String, String> derived = new HashMap<>();
        catalog.findEntity(entity)
                .orElseThrow()
                .derived()
                .forEach(attribute ->
                        derived.put(attribute.name(), attribute.template().source()));
        return derived;
    }
}
