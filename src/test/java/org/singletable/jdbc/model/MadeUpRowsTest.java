package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

class MadeUpRowsTest {
    private static final String EVERY_TYPE = """
            {"table": "t", "entities": {"thing": {"id": "id", "columns": {
              "id": "uuid!", "s": "string(2)!", "i": "int!", "l": "long!", "d": "decimal(3,2)!", "n": "number!", "r": "double!",
              "b": "boolean!", "date": "date!", "time": "time!", "ts": "timestamp!", "tz": "timestamptz!", "bin": "binary!",
              "j": "json!", "ss": "set<string>!", "ns": "set<number>!", "bs": "set<binary>!", "ls": "list<list<date>>!",
              "v": {"type": "int", "version": true}}}}}
            """;

    private static final String CIRCLE = """
            {"table": "t", "entities": {
              "person": {"id": "id", "columns": {"id": "string!", "boss": "string", "team": "string!"},
                "references": {"boss": "person", "team": "team"}},
              "team": {"id": "id", "columns": {"id": "string!", "lead": "string!"}, "references": {"lead": "person"}},
              "left": {"id": "id", "columns": {"id": "string!"}, "references": {"id": "right"}},
              "right": {"id": "id", "columns": {"id": "string!"}, "references": {"id": "left"}}}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"quickstart", "helpdesk", "accounts", "pynamodb-single-table", "electrodb", "onetable"})
    void foreignKeysNameRowsThatAreThere(String example) {
        Catalog catalog = Models.example(example);
        List<SampleRow> rows = new MadeUpRows(catalog, 5).rows();
        for (Relation relation : Relation.all(catalog)) {
            Set<List<@Nullable Object>> parents = new HashSet<>();
            rows.stream()
                    .filter(row -> row.entity().equals(relation.parent()))
                    .forEach(row -> parents.add(values(row, relation.key().key())));
            assertThat(rows)
                    .filteredOn(row -> row.entity().equals(relation.child()))
                    .as("%s", relation)
                    .hasSize(5)
                    .allSatisfy(row -> assertThat(parents)
                            .contains(values(row, relation.key().columns())));
        }
    }

    @Test
    void parentsHaveDifferentNumbersOfChildren() {
        List<SampleRow> rows = new MadeUpRows(Models.example("quickstart"), 6).rows();
        assertThat(rows)
                .filteredOn(row -> row.entity().name().equals("order"))
                .extracting(row -> values(row, List.of("username")).get(0))
                .containsExactly("ann", "ann", "ann", "bob", "bob", "carol");
    }

    @Test
    void rowsHaveDifferentKeysAndNotNullColumnsHaveValues() {
        for (String example :
                List.of("quickstart", "helpdesk", "accounts", "pynamodb-single-table", "electrodb", "onetable")) {
            Catalog catalog = Models.example(example);
            Set<List<@Nullable Object>> keys = new HashSet<>();
            for (SampleRow row : new MadeUpRows(catalog, 25).rows()) {
                List<@Nullable Object> key = values(row, names(row.entity().primaryKey()));
                key.add(row.entity().name());
                assertThat(keys.add(key)).as("%s", key).isTrue();
                for (Column column : row.entity().columns()) {
                    Object value = row.get(column);
                    assertThat(value == null && column.notNull())
                            .as("%s.%s", row.entity(), column)
                            .isFalse();
                    assertThat(value == null
                                    || column.type().kind().valueClass().isInstance(value))
                            .as("%s.%s: %s", row.entity(), column, value)
                            .isTrue();
                }
            }
            assertThat(keys).hasSize(25 * catalog.entities().size());
        }
    }

    @Test
    void everyTypeHasValues() {
        Catalog catalog = Models.of(EVERY_TYPE);
        Entity thing = Models.entity(catalog, "thing");
        List<SampleRow> rows = new MadeUpRows(catalog, 120).rows();
        assertThat(rows).hasSize(120).allSatisfy(row -> {
            assertThat(row.values().keySet()).containsExactlyElementsOf(thing.columns());
            assertThat(values(row, List.of("s")).get(0).toString()).hasSizeLessThan(3);
        });
        assertThat(StoredText.of(column(thing, "d"), rows.get(0).get(column(thing, "d"))))
                .isEqualTo("2.5");
        assertThat(new ItemCollections(catalog, Samples.madeUp(catalog, 120)).rowsWithoutKey())
                .isZero();
    }

    @Test
    void referencesInACircleEnd() {
        Catalog catalog = Models.of(CIRCLE);
        List<SampleRow> rows = new MadeUpRows(catalog, 3).rows();
        assertThat(rows).hasSize(12);
        assertThat(rows)
                .filteredOn(row -> row.entity().name().equals("person"))
                .extracting(row -> values(row, List.of("id", "boss", "team")))
                .containsExactly(
                        row("person1", null, "team1"),
                        row("person2", "person1", "team2"),
                        row("person3", "person2", "team3"));
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        return row;
    }

    private static Column column(Entity entity, String name) {
        return entity.findColumn(name).orElseThrow();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static List<@Nullable Object> values(SampleRow row, List<String> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(name -> values.add(row.get(column(row.entity(), name))));
        return values;
    }
}
