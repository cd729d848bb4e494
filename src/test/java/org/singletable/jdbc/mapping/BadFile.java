package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;

/**
 * A mapping text with mistakes. A {@code @} stands before each place that must be reported; it is taken out before the
 * text is parsed.
 *
 * @param expected one line a mistake in the order of the text: its JSON pointer, {@code ": "} and part of its message
 */
record BadFile(String text, String... expected) {
    private static final char MARK = '@';

    /** An entity named thing, in a file of its own with the keys pk and sk. */
    static BadFile entity(String entity, String... expected) {
        return new BadFile("""
                {"table": "t", "physical": {"keys": ["pk", "sk"]}, "entities": {
                %s
                }}
                """.formatted(entity), expected);
    }

    /** A column of a sound entity. */
    static BadFile column(String column, String... expected) {
        return new BadFile("""
                {"entities": {"thing": {"item": {"pk": "{id}"}, "columns": {
                "id": "string!",
                %s
                }}}}
                """.formatted(column), expected);
    }

    void check() {
        List<int[]> marks = new ArrayList<>();
        String json = withoutMarks(marks);
        MappingException thrown =
                catchThrowableOfType(MappingException.class, () -> MappingLoader.parse(json, "test.json"));
        assertThat(thrown).as("a problem in %s", json).isNotNull();
        List<MappingException.Problem> problems = thrown.problems();
        assertThat(problems).as(thrown.getMessage()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            MappingException.Problem problem = problems.get(i);
            String[] parts = expected[i].split(": ", 2);
            assertThat(problem.pointer()).as(problem.message()).isEqualTo(parts[0]);
            assertThat(problem.message()).contains(parts[1]);
            assertThat(new int[] {problem.line(), problem.column()})
                    .as("line and column of: " + problem.message())
                    .isEqualTo(marks.get(i));
        }
        assertThat(thrown).hasMessageStartingWith("mapping test.json: " + expected.length + " problem");
    }

    /** Notes line and column of each mark, from 1. */
    private String withoutMarks(List<int[]> marks) {
        StringBuilder json = new StringBuilder();
        int line = 1;
        int column = 1;
        for (char c : text.toCharArray()) {
            if (c == MARK) {
                marks.add(new int[] {line, column});
                continue;
            }
            json.append(c);
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        return json.toString();
    }

    @Override
    public String toString() {
        return String.join(" | ", expected);
    }
}
