package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlTypes;

/** What docs/mapping.md shows is so. */
class MappingDocumentationTest {
    private static final Path DOCUMENT = Path.of("docs/mapping.md");
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VECTOR = Pattern.compile("(?m)^\\| ([a-z]+) \\| `([^`]+)` \\| `([^`]+)` \\|$");

    private static List<MatchResult> find(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(DOCUMENT)).results().toList();
    }

    @Test
    void itsMappingsLoad() throws IOException {
        List<MatchResult> blocks = find(JSON);
        assertThat(blocks).hasSize(3);
        for (MatchResult block : blocks) {
            Mapping mapping = MappingLoader.parse(block.group(1), DOCUMENT.toString());
            mapping.expectedTable("t").ifPresent(mapping::bind);
        }
    }

    @Test
    void itsKeyTextsAreThoseOfTheDriver() throws IOException {
        List<MatchResult> vectors = find(VECTOR);
        assertThat(vectors).hasSize(19);
        for (MatchResult vector : vectors) {
            Column column = Columns.column("c", SqlTypes.parse(vector.group(1)).orElseThrow());
            Object value = PlainText.parse(vector.group(2), column.type());
            assertThat(KeyText.render(value, column)).isEqualTo(vector.group(3));
        }
    }

    /** Every key that the schema knows stands in a table or sentence of the reference. */
    @Test
    void everyKeyIsDocumented() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (InputStream schema =
                MappingLoader.class.getResourceAsStream("/org/singletable/jdbc/mapping.schema.json")) {
            collectKeys(new ObjectMapper().readTree(schema), keys);
        }
        String text = Files.readString(DOCUMENT);
        assertThat(keys)
                .contains("entities", "onUpdate", "shards")
                .allSatisfy(key -> assertThat(text).containsPattern("[`\"]" + Pattern.quote(key) + "[`\"]"));
    }

    private static void collectKeys(JsonNode schema, Set<String> keys) {
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        schema.forEach(child -> collectKeys(child, keys));
    }

    @Test
    void itsOrderHasTheKeysItSays() throws IOException {
        Mapping mapping = MappingLoader.parse(find(JSON).get(0).group(1), DOCUMENT.toString());
        Entity order = mapping.bind(mapping.expectedTable("t").orElseThrow())
                .findEntity("order")
                .orElseThrow();
        Map<String, Object> row = Map.of("username", "john doe", "order_id", "o1", "status", "new");
        Map<String, String> keys = new TreeMap<>();
        for (DerivedAttribute attribute : order.derived()) {
            attribute.template().render(Columns.row(row)).ifPresent(key -> keys.put(attribute.name(), key.toString()));
        }
        assertThat(keys)
                .containsEntry("pk", "customer#john%20doe")
                .containsEntry("sk", "order#o1")
                .containsEntry("gsi2pk", "order.by_status#new")
                .doesNotContainKey("gsi2sk");
        assertThat(Files.readString(DOCUMENT))
                .contains("An order of the customer `john doe` has `pk` `customer#john%20doe`, `sk` `order#`")
                .contains("`order.by_status#new`");
    }
}
