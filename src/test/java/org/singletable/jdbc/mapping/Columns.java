package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

/** Columns, rows and templates for tests, without a mapping file around them. */
final class Columns {
    private Columns() {}

    /** {@code "name type, name type as form"}. */
    static List<Column> of(String declarations) {
        List<Column> columns = new ArrayList<>();
        for (String declaration : declarations.split(", ")) {
            String[] words = declaration.split(" ");
            StoredForm form = words.length > 2 ? StoredForm.valueOf(words[2]) : StoredForm.NATIVE;
            columns.add(
                    column(words[0], columns.size(), SqlTypes.parse(words[1]).orElseThrow(), form));
        }
        return columns;
    }

    static Column column(String name, SqlType type) {
        return column(name, 0, type, StoredForm.NATIVE);
    }

    private static Column column(String name, int ordinal, SqlType type, StoredForm form) {
        AttributePath path = new AttributePath(name, List.of());
        return new Column(
                name, ordinal, type, false, path, false, form, null, null, null, null, false, false, false, null);
    }

    static Template template(String source, List<Column> columns) {
        return template(source, columns, AttributeType.S);
    }

    static Template template(String source, List<Column> columns, AttributeType type) {
        return new TemplateCompiler("thing", columns)
                .compile("attribute", type, true, TemplateSyntax.parse(source, "thing"));
    }

    /** The columns' values, having checked that reading into a row gives the same ones. */
    static Optional<Map<Column, @Nullable Object>> parse(Template template, Object stored) {
        Optional<Map<Column, @Nullable Object>> parsed = template.parse(stored);
        int width = template.columns().stream().mapToInt(Column::ordinal).max().orElse(0) + 1;
        @Nullable Object[] row = new Object[width];
        boolean matches = template.read(stored, row);
        assertThat(matches).as("%s reads %s", template, stored).isEqualTo(parsed.isPresent());
        if (matches) {
            for (Column column : template.columns()) {
                assertThat(row[column.ordinal()])
                        .as("%s of %s reads %s", column.name(), template, stored)
                        .isEqualTo(parsed.get().get(column));
            }
        }
        return parsed;
    }

    /** A row by column name. */
    static ColumnValues row(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> copy = new HashMap<>(values);
        return column -> copy.get(column.name());
    }

    static Set<Column> named(List<Column> columns, String... names) {
        return columns.stream()
                .filter(column -> Arrays.asList(names).contains(column.name()))
                .collect(Collectors.toSet());
    }
}
