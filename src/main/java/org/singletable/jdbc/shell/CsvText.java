package org.singletable.jdbc.shell;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text as a record of CSV: RFC 4180 with line feeds. NULL is nothing at all, the empty text is {@code ""}. */
final class CsvText {
    private CsvText() {}

    /** A record with its line feed. */
    static String record(List<? extends @Nullable String> values) {
        return values.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\n"));
    }

    /** A field, in quotes where it would be read as something else without them. */
    static String field(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean plain = !value.isEmpty()
                && value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && value.equals(value.strip());
        return plain ? value : quoted(value);
    }

    static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
