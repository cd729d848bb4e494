package org.singletable.jdbc.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/** What docs/functions.md shows is so, and every function is in it. */
class FunctionsDocumentationTest {
    private static final Path DOCUMENT = Path.of("docs/functions.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\|(?:[^|\n]*\\|){3} `([^`]+)` \\| `([^`]+)` \\|$");

    @Test
    void itsExamplesHaveTheirResults() throws IOException {
        List<MatchResult> examples =
                EXAMPLE.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(examples).hasSizeGreaterThan(30);
        for (MatchResult example : examples) {
            Object value = Call.evaluate(example.group(1)).value();
            assertThat(value).as(example.group(1)).isNotNull();
            assertThat(Conversions.convert(value, SqlType.STRING))
                    .as(example.group(1))
                    .isEqualTo(example.group(2));
        }
    }

    @Test
    void everyFunctionIsInIt() throws IOException {
        String text = Files.readString(DOCUMENT);
        for (Category category : Category.values()) {
            for (String name : Functions.names(category)) {
                if (!name.equals("NEGATE")) {
                    assertThat(text).contains(name);
                }
            }
        }
    }
}
