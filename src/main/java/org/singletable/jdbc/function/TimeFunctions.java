package org.singletable.jdbc.function;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.singletable.jdbc.error.FunctionErrors;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * EXTRACT. An instant has the fields of its own offset. A date has the clock of its midnight; unlike in H2 a time of day has
 * no date. The week is ISO's and the day of the week 1 for Sunday, where H2 asks the JVM's locale.
 */
final class TimeFunctions {
    private static final int MILLIS_IN_NANOS = 1_000_000;
    private static final int MICROS_IN_NANOS = 1_000;

    /** A field of a date or time. */
    @FunctionalInterface
    private interface Field {
        int of(Temporal value);
    }

    private static final Map<String, Field> DATE_FIELDS = Map.ofEntries(
            Map.entry("year", get(ChronoField.YEAR)),
            Map.entry("quarter", get(IsoFields.QUARTER_OF_YEAR)),
            Map.entry("month", get(ChronoField.MONTH_OF_YEAR)),
            Map.entry("week", get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
            Map.entry("iso_week", get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
            Map.entry("iso_week_year", get(IsoFields.WEEK_BASED_YEAR)),
            Map.entry("day", get(ChronoField.DAY_OF_MONTH)),
            Map.entry("day_of_year", get(ChronoField.DAY_OF_YEAR)),
            Map.entry("doy", get(ChronoField.DAY_OF_YEAR)),
            Map.entry("day_of_week", TimeFunctions::dayOfWeek),
            Map.entry("dow", TimeFunctions::dayOfWeek),
            Map.entry("iso_day_of_week", get(ChronoField.DAY_OF_WEEK)),
            Map.entry("isodow", get(ChronoField.DAY_OF_WEEK)));

    private static final Map<String, Field> CLOCK_FIELDS = Map.of(
            "hour", get(ChronoField.HOUR_OF_DAY),
            "minute", get(ChronoField.MINUTE_OF_HOUR),
            "second", get(ChronoField.SECOND_OF_MINUTE),
            "millisecond", value -> value.get(ChronoField.NANO_OF_SECOND) / MILLIS_IN_NANOS,
            "microsecond", value -> value.get(ChronoField.NANO_OF_SECOND) / MICROS_IN_NANOS,
            "nanosecond", get(ChronoField.NANO_OF_SECOND));

    private TimeFunctions() {}

    static List<Definition> all() {
        return List.of(new Definition(
                Category.TIME_DATE,
                List.of("extract"),
                "EXTRACT(field FROM date, time or timestamp)",
                2,
                2,
                (position, arguments) -> position == 0 ? SqlType.STRING : SqlType.TIMESTAMP,
                arguments -> extract(arguments.get(0), arguments.get(1))));
    }

    private static Field get(TemporalField field) {
        return value -> value.get(field);
    }

    private static int dayOfWeek(Temporal value) {
        return value.get(ChronoField.DAY_OF_WEEK) % DayOfWeek.values().length + 1;
    }

    private static Optional<Choice> extract(SqlType field, SqlType from) {
        boolean text = from.kind() == Kind.STRING;
        if (field.kind() != Kind.STRING || !(text || from.kind().isTemporal())) {
            return Optional.empty();
        }
        SqlType type = text ? SqlType.TIMESTAMP : from;
        return Optional.of(new Choice(
                SqlType.INT,
                List.of(SqlType.STRING, type),
                arguments -> field(arguments.text(0), (Temporal) arguments.value(1), type)));
    }

    private static int field(String name, Temporal value, SqlType type) {
        Map<String, Field> fields = fields(type.kind());
        Field field = fields.get(name);
        if (field == null) {
            throw FunctionErrors.noField(name, type.toString(), fields.keySet());
        }
        if (value instanceof OffsetDateTime instant) {
            return field.of(instant.toLocalDateTime());
        }
        return field.of(value instanceof LocalDate date ? date.atStartOfDay() : value);
    }

    private static Map<String, Field> fields(Kind kind) {
        Map<String, Field> fields = new TreeMap<>(CLOCK_FIELDS);
        if (kind != Kind.TIME) {
            fields.putAll(DATE_FIELDS);
        }
        return fields;
    }
}
