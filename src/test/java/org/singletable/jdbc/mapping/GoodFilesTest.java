package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.type.SqlType;

class GoodFilesTest {
    private static Catalog bound(String json) {
        Mapping mapping = MappingLoader.parse(json, "test.json");
        return mapping.bind(mapping.expectedTable("t").orElseThrow());
    }

    private static Entity entity(Catalog catalog, String name) {
        return catalog.findEntity(name).orElseThrow();
    }

    private static Column column(Entity entity, String name) {
        return entity.findColumn(name).orElseThrow();
    }

    private static Map<String, String> derived(Entity entity) {
        Map<String, String> derived = new LinkedHashMap<>();
        entity.derived().forEach(a -> derived.put(a.name(), a.template().source()));
        return derived;
    }

    @Test
    void theShortFormIsRewrittenIntoTheLongForm() {
        Catalog catalog = bound(GoodFiles.SHORT);
        assertThat(derived(entity(catalog, "tenant")))
                .containsExactly(
                        entry("pk", "tenant#{region|key}#{code|key}"), entry("sk", "tenant"), entry("_type", "tenant"));
        assertThat(derived(entity(catalog, "member")))
                .containsExactly(
                        entry("pk", "tenant#{tenant_region|key}#{tenant_code|key}"),
                        entry("sk", "member#{member_id|key}"),
                        entry("_type", "member"),
                        entry("gsi1pk", "member#{team|key}#{member_id|key|shard:4}"),
                        entry("gsi1sk", "{member_id|key}#{tenant_region|key}#{tenant_code|key}"),
                        entry("gsi2pk", "member.by_team#{team|key}"),
                        entry("gsi2sk", "{since|key}#{tenant_region|key}#{tenant_code|key}#{member_id|key}"),
                        entry("gsi3pk", "member.by_since#{since|key}"),
                        entry("gsi3sk", "{tenant_region|key}#{tenant_code|key}#{member_id|key}"));
        assertThat(derived(entity(catalog, "device")))
                .containsExactly(
                        entry("pk", "tenant#{tenant_region|key}#{tenant_code|key}"),
                        entry("sk", "device#{member_id|key}#{serial|key}"),
                        entry("_type", "device"),
                        entry("gsi1pk", "all devices"),
                        entry("gsi1sk", "{serial|key}#{tenant_region|key}#{tenant_code|key}#{member_id|key}"),
                        entry("search", "{serial|upper}"));
    }

    @Test
    void aChildTakesOverTheKeyOfItsParent() {
        Entity member = entity(bound(GoodFiles.SHORT), "member");
        assertThat(member.columns())
                .extracting(Column::name)
                .containsExactly("tenant_region", "tenant_code", "member_id", "team", "since");
        assertThat(member.primaryKey())
                .extracting(Column::name)
                .containsExactly("tenant_region", "tenant_code", "member_id");
        assertThat(member.primaryKey()).allMatch(Column::notNull);
        assertThat(column(member, "tenant_region").isKeyOnly()).isTrue();
        assertThat(column(member, "tenant_code").storedAt()).contains(new AttributePath("tenant_code", List.of()));
        assertThat(column(member, "tenant_code").type()).isEqualTo(SqlType.INT);
        assertThat(column(member, "since").notNull()).isFalse();
        assertThat(member.remarks()).isEqualTo("People of a tenant");
        assertThat(member.foreignKeys())
                .containsExactly(new ForeignKey(
                        List.of("tenant_region", "tenant_code"), "tenant", List.of("region", "code"), true));
    }

    @Test
    void indexesHaveTheirPurposes() {
        Catalog catalog = bound(GoodFiles.SHORT);
        assertThat(entity(catalog, "member").indexes())
                .extracting(EntityIndex::name, EntityIndex::purpose, EntityIndex::listing, EntityIndex::stale)
                .containsExactly(
                        tuple("gsi1", "gsi1", true, false),
                        tuple("gsi2", "by_team", false, false),
                        tuple("gsi3", "by_since", false, true));
        assertThat(entity(catalog, "tenant").indexes())
                .extracting(EntityIndex::name, index -> index.rangeKey().isPresent())
                .containsExactly(tuple("by_mail", false));
        // Its hash key is the mapping's own: it lists, but not as the driver lays lists out.
        assertThat(entity(catalog, "device").indexes())
                .extracting(EntityIndex::name, EntityIndex::listing)
                .containsExactly(tuple("gsi1", false));
    }

    @Test
    void theTableHasWhatLayoutAndPhysicalNeed() {
        TableSchema table = MappingLoader.parse(GoodFiles.SHORT, "test.json")
                .expectedTable("shop")
                .orElseThrow();
        assertThat(table.ttl()).contains("expires");
        assertThat(table.indexes())
                .extracting(
                        IndexSchema::name,
                        index -> index.hashKey().name(),
                        IndexSchema::projection,
                        IndexSchema::nonKeyAttributes)
                .containsExactly(
                        tuple("gsi1", "gsi1pk", IndexSchema.Projection.KEYS_ONLY, Set.of()),
                        tuple("gsi2", "gsi2pk", IndexSchema.Projection.ALL, Set.of()),
                        tuple("gsi3", "gsi3pk", IndexSchema.Projection.ALL, Set.of()),
                        tuple("by_mail", "email", IndexSchema.Projection.INCLUDE, Set.of("name")));
    }

    @Test
    void sentinelsOfTheShortFormAreLaidOut() {
        Entity tenant = entity(bound(GoodFiles.SHORT), "tenant");
        assertThat(tenant.ttl()).contains(column(tenant, "expires"));
        assertThat(tenant.uniqueConstraints())
                .extracting(UniqueConstraint::name)
                .containsExactly("tenant.email", "tenant.name.code");
        Map<String, String> item = new LinkedHashMap<>();
        tenant.uniqueConstraints().get(1).item().forEach((name, template) -> item.put(name, template.source()));
        assertThat(item)
                .containsOnly(
                        entry("pk", "!tenant.name.code#{name|key}#{code|key}"),
                        entry("sk", "!"),
                        entry("owner_pk", "tenant#{region|key}#{code|key}"),
                        entry("owner_sk", "tenant"));
    }

    @Test
    void housekeepingItemsAreKnown() {
        Catalog catalog = bound(GoodFiles.SHORT);
        assertThat(catalog.ignored()).hasSize(1);
        Template template = Objects.requireNonNull(catalog.ignored().get(0).get("pk"));
        assertThat(template.parse("_meta#1")).isPresent();
        assertThat(template.parse("tenant#1")).isEmpty();
    }

    @Test
    void defaultsAreMergedIntoEveryEntity() {
        Catalog catalog = bound(GoodFiles.LONG);
        Entity user = entity(catalog, "user");
        assertThat(user.constants()).containsOnly(entry("_et", "user"), entry("_v", "2"));
        assertThat(entity(catalog, "task").constants()).containsOnly(entry("_et", "task"));
        assertThat(entity(catalog, "mail_lock").columns())
                .extracting(Column::name)
                .containsExactly("mail", "userId", "n");
        assertThat(user.version()).contains(column(user, "rev"));
        assertThat(column(user, "updated"))
                .returns("now()", Column::defaultSql)
                .returns("now()", Column::onUpdateSql)
                .returns(StoredForm.EPOCH_MS, Column::form)
                .returns(false, Column::inContainer);
        assertThat(user.container()).isEqualTo(new Container("data", Container.Layout.MAP));
        assertThat(entity(catalog, "mail_lock").in()).isEmpty();
        assertThat(entity(catalog, "task").container()).isEqualTo(new Container("json", Container.Layout.JSON_COMPACT));
    }

    @Test
    void columnsAreWhereTheyAreSaidToBe() {
        Entity user = entity(bound(GoodFiles.LONG), "user");
        assertThat(column(user, "score").storedAt())
                .contains(new AttributePath("data", List.of(new AttributePath.Member("score"))));
        assertThat(column(user, "score").inContainer()).isTrue();
        assertThat(column(user, "mail").storedAt()).contains(new AttributePath("mail", List.of()));
        assertThat(column(user, "secret").storedAt()).contains(new AttributePath("s.x", List.of()));
        assertThat(user.visibleColumns()).extracting(Column::name).doesNotContain("secret");
        assertThat(column(user, "seen").zone()).hasToString("Europe/Berlin");
        assertThat(column(user, "userId").notNull()).isTrue();
        Entity device = entity(bound(GoodFiles.SHORT), "device");
        assertThat(column(device, "note").storedAt())
                .contains(new AttributePath(
                        "info", List.of(new AttributePath.Member("notes"), new AttributePath.Element(0))));
        assertThat(column(device, "note").readOnly()).isTrue();
    }

    @Test
    void keysComeFromTheTemplatesOfTheTable() {
        Catalog catalog = bound(GoodFiles.LONG);
        Entity task = entity(catalog, "task");
        assertThat(task.primaryKey()).extracting(Column::name).containsExactly("userId", "day", "taskId", "prio");
        assertThat(task.id()).extracting(Column::name).containsExactly("taskId");
        // What stands in a bracket may be null.
        assertThat(task.primaryKey()).extracting(Column::notNull).containsExactly(true, true, true, false);
        assertThat(task.foreignKeys())
                .containsExactly(new ForeignKey(List.of("userId"), "user", List.of("userId"), false));
        assertThat(task.indexes())
                .extracting(
                        EntityIndex::name,
                        index -> index.partitionKey().template().source())
                .containsExactly(
                        tuple("inverted", "task#{day}#{taskId}[#{prio|pad:3}]"), tuple("lsi", "user#{userId|lower}"));
        assertThat(task.indexes().get(1).schema().local()).isTrue();
        // rank holds a number in user, so {prio} alone makes one too.
        assertThat(task.indexes().get(1).rangeKey().orElseThrow().attribute())
                .isEqualTo(new KeyAttribute("rank", AttributeType.N));
        assertThat(task.indexes().get(1).rangeKey().orElseThrow().template().source())
                .isEqualTo("{prio}");
        assertThat(entity(catalog, "user").indexes())
                .extracting(EntityIndex::name)
                .containsExactly("inverted", "lsi", "byDay");
        // Columns stored directly in a key are written as columns.
        assertThat(derived(entity(catalog, "user"))).doesNotContainKeys("rank", "day");
        assertThat(catalog.warnings())
                .containsExactly("entity task: stale names the index nowhere, in which its rows do not appear");
    }

    @Test
    void sparseAttributesHaveTheirConditions() {
        Entity task = entity(bound(GoodFiles.LONG), "task");
        DerivedAttribute search = task.derived().stream()
                .filter(a -> a.name().equals("search"))
                .findFirst()
                .orElseThrow();
        WriteCondition where = search.where().orElseThrow();
        assertThat(where.columns()).extracting(Column::name).containsExactlyInAnyOrder("open", "title", "prio");
        assertThat(where.holds(Columns.row(Map.of("open", true, "prio", 1)))).isTrue();
        assertThat(where.holds(Columns.row(Map.of("open", true)))).isFalse();
        assertThat(where.holds(Columns.row(Map.of("open", false, "prio", 1)))).isFalse();
        assertThat(search.template().render(Columns.row(Map.of("title", "Zoë"))))
                .contains("x{zoë}");
    }

    @Test
    void sentinelsOfTheLongFormAreGiven() {
        Entity user = entity(bound(GoodFiles.LONG), "user");
        assertThat(user.uniqueConstraints().get(0).sentinelEntity()).contains("mail_lock");
        assertThat(user.uniqueConstraints().get(0).columns()).containsExactly(column(user, "mail"));
        assertThat(user.uniqueConstraints().get(1).item()).containsOnlyKeys("PK", "SK");
    }

    @Test
    void withoutPhysicalTheTableTells() {
        Mapping mapping = MappingLoader.parse(GoodFiles.BARE, "test.json");
        assertThat(mapping.tableName()).isEmpty();
        assertThat(mapping.expectedTable("x")).isEmpty();
        TableSchema table = new TableSchema(
                "x",
                new KeyAttribute("sensor", AttributeType.S),
                new KeyAttribute("at", AttributeType.N),
                List.of(),
                "at");
        Entity reading = entity(mapping.bind(table), "reading");
        assertThat(reading.primaryKey()).extracting(Column::name).containsExactly("sensor", "at");
        assertThat(reading.primaryKey()).allMatch(Column::notNull);
        assertThat(reading.derived()).isEmpty();
        assertThat(reading.ttl()).contains(column(reading, "at"));
        assertThat(reading.partitionKey().template().parse("s1").orElseThrow()).containsValue("s1");

        TableSchema other = new TableSchema(
                "x",
                new KeyAttribute("sensor", AttributeType.N),
                new KeyAttribute("when", AttributeType.N),
                List.of(),
                "v");
        assertThatThrownBy(() -> mapping.bind(other))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("/entities/reading/columns/sensor (line 1, column")
                .hasMessageContaining("column sensor is stored in sensor, a key of type N, but its type is stored as S")
                .hasMessageContaining("has neither a template nor a column for when");
    }

    @ParameterizedTest
    @ValueSource(strings = {"electrodb", "onetable"})
    void mappingsOfOtherLibrariesTablesBind(String library) throws IOException {
        Mapping mapping = MappingLoader.load("classpath:golden/" + library + "/mapping-draft.json");
        TableSchema table = DescribedTable.read("/golden/" + library + "/describe-table.json");
        Catalog catalog = mapping.bind(table);
        Entity order = entity(catalog, "order");
        assertThat(order.primaryKey()).extracting(Column::name).containsExactly("customerId", "orderId");
        assertThat(order.indexes()).isNotEmpty();
        assertThat(catalog.warnings()).isEmpty();
    }
}
