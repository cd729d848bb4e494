package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
