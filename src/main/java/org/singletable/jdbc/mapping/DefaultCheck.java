package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Decimals;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** Checks the SQL text of a column's {@code default} or {@code onUpdate} against its type. */
final class DefaultCheck {
    private static final String EXPECTED =
            "a string in single quotes, a number, true, false, uuid(), uuidv7(), ulid() or now()";
    private static final List<String> FUNCTIONS = List.of("uuid()", "uuidv7()", "ulid()", "now()");
    private static final Set<Kind> UUID_KINDS = Set.of(Kind.STRING, Kind.UUID);
    private static final Set<Kind> NOW_KINDS =
            Set.of(Kind.STRING, Kind.LONG, Kind.DATE, Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);

    private final SqlType type;
    private final Problems problems;

    DefaultCheck(SqlType type, Problems problems) {
        this.type = type;
        this.problems = problems;
    }

    void check(String sql, Place place) {
        String text = sql.strip();
        switch (text.toLowerCase(Locale.ROOT)) {
            case "uuid()", "uuidv7()" -> function(UUID_KINDS, "string or uuid", text, place);
            case "ulid()" -> function(Set.of(Kind.STRING), "string", text, place);
            case "now()" -> function(NOW_KINDS, "date, time, timestamp, timestamptz, long or string", text, place);
            default -> literal(text, place);
        }
    }

    private void function(Set<Kind> fitting, String expected, String text, Place place) {
        if (!fitting.contains(type.kind())) {
            problems.add(
                    place,
                    text + " does not fit type " + type.kind().mappingName() + "; expected a column of type "
                            + expected);
        }
    }

    private void literal(String text, Place place) {
        Optional<Object> value = value(text);
        if (value.isEmpty()) {
            problems.add(
                    place,
                    "\"" + text + "\" is no default" + Spelling.hint(text, FUNCTIONS) + "; expected " + EXPECTED);
            return;
        }
        try {
            Conversions.convert(value.get(), type);
        } catch (DriverException e) {
            problems.add(place, "the default does not fit the column: " + e.getMessage());
        }
    }

    private static Optional<Object> value(String text) {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            String inner = text.substring(1, text.length() - 1);
            boolean quoted = !inner.replace("''", "").contains("'");
            return quoted ? Optional.of(inner.replace("''", "'")) : Optional.empty();
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Optional.of(text.equalsIgnoreCase("true"));
        }
        if (text.length() > Decimals.MAX_TEXT) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            // Not a number, so nothing a default can be.
            return Optional.empty();
        }
    }
}
