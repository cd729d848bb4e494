package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.mapping.TableSchema;

/** The codec against items that pynamodb_single_table wrote. */
class GoldenCodecTest {
    private static final List<Item> ITEMS = TestItems.scan("/golden/pynamodb_single_table/scan.json");
    private static final Catalog CATALOG = MappingLoader.load("mapping-examples/pynamodb-single-table.json")
            .bind(new TableSchema(
                    "GoldenSingleTable",
                    new KeyAttribute("table_name", AttributeType.S),
                    new KeyAttribute("uid", AttributeType.S),
                    List.of(new IndexSchema(
                            "index_by_str",
                            true,
                            new KeyAttribute("table_name", AttributeType.S),
                            new KeyAttribute("str_id", AttributeType.S),
                            IndexSchema.Projection.KEYS_ONLY,
                            Set.of())),
                    null));
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Entity entity(String name) {
        return CATALOG.findEntity(name).orElseThrow();
    }

    private static Column column(String entity, String name) {
        return entity(entity).findColumn(name).orElseThrow();
    }

    private static List<Item> itemsOf(String entity) {
        ItemCodec codec = ItemCodec.of(entity(entity));
        return ITEMS.stream().filter(codec::belongs).toList();
    }

    @Test
    void everyItemOfTheThreeEntitiesBelongsToItsOwn() {
        for (Item item : ITEMS) {
            String stored = item.get("table_name").orElseThrow().s();
            List<String> claimed = CATALOG.entities().stream()
                    .filter(entity -> ItemCodec.of(entity).belongs(item))
                    .map(Entity::name)
                    .toList();
            assertThat(claimed)
                    .isEqualTo(Set.of("user", "group", "membership").contains(stored) ? List.of(stored) : List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "group", "membership"})
    void rowsHoldWhatThePythonModelsHeld(String name) throws Exception {
        ItemCodec codec = ItemCodec.of(entity(name));
        assertThat(itemsOf(name)).isNotEmpty();
        for (Item item : itemsOf(name)) {
            Object[] row = codec.decode(item);
            JsonNode data = JSON.readTree(item.get("data").orElseThrow().s());
            for (Column column : entity(name).columns()) {
                Object value = row[column.ordinal()];
                if (column.name().equals("uid")) {
                    assertThat(value).isEqualTo(item.get("uid").orElseThrow().s());
                } else if (column.isVersion()) {
                    assertThat(value)
                            .hasToString(item.get("version").orElseThrow().n());
                } else if (value instanceof OffsetDateTime time) {
                    String text = data.get(column.name()).asText();
                    assertThat(time)
                            .isEqualTo(
                                    OffsetDateTime.parse(text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? text : text + "Z"));
                } else {
                    assertThat(value).isEqualTo(data.get(column.name()).textValue());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "group", "membership"})
    void newItemsAreByteForByteTheLibrarys(String name) {
        ItemCodec codec = ItemCodec.of(entity(name));
        for (Item item : itemsOf(name)) {
            if (storesNoOffset(item)) {
                continue;
            }
            assertThat(codec.newItem(codec.decode(item))).isEqualTo(item);
        }
    }

    /** A time stored without offset is only kept where it is not assigned. */
    private static boolean storesNoOffset(Item item) {
        return item.get("data")
                .orElseThrow()
                .s()
                .matches(".*\"account_activated_on\": \"[^\"]*\\d\\d:\\d\\d:\\d\\d\".*");
    }

    @Test
    void timeWithoutOffsetStaysWhileOthersAreAssigned() {
        ItemCodec codec = ItemCodec.of(entity("user"));
        List<Item> items =
                itemsOf("user").stream().filter(GoldenCodecTest::storesNoOffset).toList();
        assertThat(items).isNotEmpty();
        for (Item item : items) {
            String before = item.get("data").orElseThrow().s();
            String after = codec.rewriteContainer(item, Map.of(column("user", "email"), "é@example.org"))
                    .s();
            assertThat(after)
                    .isEqualTo(before.replaceFirst(
                            "\"email\": (\"[^\"]*\"|null)", "\"email\": \"\\\\u00e9@example.org\""));
            Object time =
                    codec.decode(item)[column("user", "account_activated_on").ordinal()];
            String assigned = codec.rewriteContainer(item, Map.of(column("user", "account_activated_on"), time))
                    .s();
            assertThat(assigned).containsPattern("\"account_activated_on\": \"[^\"]*Z\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "group", "membership"})
    void assigningNothingChangesNothing(String name) {
        ItemCodec codec = ItemCodec.of(entity(name));
        for (Item item : itemsOf(name)) {
            assertThat(codec.rewriteContainer(item, Map.of()))
                    .isEqualTo(item.get("data").orElseThrow());
        }
    }

    /** Items of all entities, with their bare infinities, nested documents and big numbers. */
    @Test
    void everyStoredTextIsKept() {
        for (Item item : ITEMS) {
            item.get("data")
                    .ifPresent(data ->
                            assertThat(JsonDocument.parse(data.s()).toString()).isEqualTo(data.s()));
        }
    }
}
