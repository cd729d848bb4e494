package org.singletable.jdbc.model;

import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Format;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.type.Kind;

/**
 * What a partition key begins with where columns have given values, as a pattern of IAM's {@code StringLike}: all keys of rows
 * with these values match it, and no key of a row with other values does.
 */
final class LeadingKey {
    private LeadingKey() {}

    /**
     * The pattern.
     *
     * @param values of the columns by name
     * @return empty where the template does not tell the values before everything else, or where the key of another value could
     *     begin alike
     */
    static Optional<String> pattern(Template template, Map<Column, Object> values) {
        StringBuilder pattern = new StringBuilder();
        boolean told = false;
        boolean delimited = true;
        boolean escapes = true;
        for (TemplatePart part : template.parts()) {
            if (part instanceof TemplatePart.Text text) {
                pattern.append(escaped(text.text()));
                delimited = true;
            } else if (part instanceof TemplatePart.ColumnPart column
                    && column.canonical()
                    && column.reversible()
                    && delimited
                    && values.containsKey(column.column())) {
                pattern.append(escaped(column.text(values.get(column.column()))));
                told = true;
                delimited = false;
                escapes &= column.column().type().kind() != Kind.STRING
                        || column.formats().stream().anyMatch(Format.Key.class::isInstance);
            } else {
                // What follows is of every row's own: it must not be part of another value of the column.
                return told && delimited && escapes
                        ? Optional.of(pattern.append('*').toString())
                        : Optional.empty();
            }
        }
        return told ? Optional.of(pattern.toString()) : Optional.empty();
    }

    /** Characters that a pattern of IAM has another meaning for. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '*' || c == '?' || c == '$') {
                escaped.append("${").append((char) c).append('}');
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
