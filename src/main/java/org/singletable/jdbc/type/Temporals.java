package org.singletable.jdbc.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/**
 * Dates and times: ISO text, and conversions among them. A local value becomes a {@code timestamptz} in the JVM's
 * zone, as in H2. A {@code timestamptz} becomes local by dropping its offset, as the SQL standard has it (ISO 9075-2,
 * 6.13): the answer then depends on the value alone, and {@code setTimestamp} with a Calendar is right for columns
 * with and without offset.
 */
final class Temporals {
    /** Years outside do not fit the four digits of ISO text and keys. */
    private static final int MIN_YEAR = 1;

    private static final int MAX_YEAR = 9999;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    static final String YEARS = "the years 0001 to 9999";

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Offsets as {@code Z}, {@code +02}, {@code +02:00}, and {@code +00:53:28} of local mean times. */
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Temporals() {}

    /** @throws DriverException 22018 where the text is no such value, 22003 for a year that is out of range */
    static Temporal parse(String text, Kind kind) {
        return switch (kind) {
            case DATE -> checked(parse(text, kind, DateTimeFormatter.ISO_LOCAL_DATE, LocalDate::from), kind);
            case TIME -> parse(text, kind, DateTimeFormatter.ISO_LOCAL_TIME, LocalTime::from);
            case TIMESTAMP -> checked(parse(withT(text), kind, LOCAL, LocalDateTime::from), kind);
            case TIMESTAMPTZ -> checked(parse(withT(text), kind, OFFSET, OffsetDateTime::from), kind);
            default -> throw new IllegalArgumentException("not temporal: " + kind);
        };
    }

    private static Temporal parse(
            String text, Kind kind, DateTimeFormatter formatter, TemporalQuery<? extends Temporal> query) {
        try {
            return formatter.parse(text, query);
        } catch (DateTimeException e) {
            // The message of the exception has the text in it.
            throw badText(kind, null);
        }
    }

    private static DriverException badText(Kind kind, @Nullable Exception cause) {
        String example = switch (kind) {
            case DATE -> "2024-06-03";
            case TIME -> "12:30:00";
            case TIMESTAMP -> "2024-06-03T12:30:00";
            default -> "2024-06-03T12:30:00+02:00";
        };
        return DataErrors.badText(kind.mappingName(), "a form like " + example, cause);
    }

    private static String withT(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space) + 'T' + text.substring(space + 1);
    }

    /** SQL text is taken more freely than stored text: a date is its midnight, an offset may be missing or too much. */
    static Temporal parseSql(String text, Kind kind) {
        if (kind != Kind.TIMESTAMP && kind != Kind.TIMESTAMPTZ) {
            return parse(text, kind);
        }
        try {
            return convert(parseTimestamp(text), kind);
        } catch (DriverException e) {
            // It says what is wrong as a date where the text has no time.
            throw e.state() == SqlState.CANNOT_CONVERT ? badText(kind, e) : e;
        }
    }

    /** A date, a timestamp, or a timestamp with offset, as the text has it. */
    static Temporal parseTimestamp(String text) {
        int time = Math.max(text.indexOf('T'), text.indexOf(' '));
        if (time < 0) {
            return parse(text, Kind.DATE);
        }
        // The hyphens of the date are before; after it only an offset has one.
        String clock = text.substring(time);
        boolean offset = clock.indexOf('+') >= 0 || clock.indexOf('-') >= 0 || clock.endsWith("Z");
        return parse(text, offset ? Kind.TIMESTAMPTZ : Kind.TIMESTAMP);
    }

    /** ISO text with seconds always and a fraction of 3, 6 or 9 digits where it is not zero. */
    static String render(Temporal value) {
        if (value instanceof LocalTime time) {
            String text = time.toString();
            return time.getSecond() == 0 && time.getNano() == 0 ? text + ":00" : text;
        }
        if (value instanceof LocalDateTime local) {
            return local.toLocalDate() + "T" + render(local.toLocalTime());
        }
        if (value instanceof OffsetDateTime zoned) {
            return render(zoned.toLocalDateTime()) + zoned.getOffset().getId();
        }
        return value.toString();
    }

    /** @throws DriverException 22003 for a year that is out of range, 22018 where there is no such conversion */
    static Temporal convert(Temporal value, Kind target) {
        return switch (target) {
            case DATE -> checked(toDate(value), target);
            case TIME -> toTime(value);
            case TIMESTAMP -> checked(toTimestamp(value, target), target);
            case TIMESTAMPTZ ->
                checked(
                        value instanceof OffsetDateTime zoned
                                ? zoned
                                : toTimestamp(value, target)
                                        .atZone(ZoneId.systemDefault())
                                        .toOffsetDateTime(),
                        target);
            default -> throw DataErrors.cannotConvert(Kind.ofValue(value).mappingName(), target.mappingName());
        };
    }

    /** @throws DriverException 22003 for a year that is out of range */
    static OffsetDateTime atUtc(Instant instant) {
        return requireInRange(instant).atOffset(ZoneOffset.UTC);
    }

    private static LocalDate toDate(Temporal value) {
        return value instanceof LocalDate date
                ? date
                : toTimestamp(value, Kind.DATE).toLocalDate();
    }

    private static LocalTime toTime(Temporal value) {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof LocalDate) {
            throw DataErrors.cannotConvert(Kind.DATE.mappingName(), Kind.TIME.mappingName());
        }
        return toTimestamp(value, Kind.TIME).toLocalTime();
    }

    /** A time of day has no date; H2 adds today's, which would make the answer depend on the day. */
    private static LocalDateTime toTimestamp(Temporal value, Kind target) {
        if (value instanceof LocalDateTime local) {
            return local;
        }
        if (value instanceof OffsetDateTime zoned) {
            return zoned.toLocalDateTime();
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        throw DataErrors.cannotConvert(Kind.TIME.mappingName(), target.mappingName());
    }

    /**
     * The year must have four digits in the value's own offset, in which it is shown, and in UTC, in which keys hold
     * it.
     */
    private static Temporal checked(Temporal value, Kind kind) {
        int year = value.get(ChronoField.YEAR);
        if (year < MIN_YEAR || year > MAX_YEAR) {
            throw DataErrors.outOfRange(kind.mappingName(), YEARS);
        }
        if (value instanceof OffsetDateTime zoned) {
            requireInRange(zoned.toInstant());
        }
        return value;
    }

    private static Instant requireInRange(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw DataErrors.outOfRange(Kind.TIMESTAMPTZ.mappingName(), YEARS);
        }
        return instant;
    }

    /** Chronological order; a date stands for its midnight, a local value beside one with offset for the JVM zone's. */
    static int compare(Temporal left, Temporal right) {
        if (left instanceof LocalTime a && right instanceof LocalTime b) {
            return a.compareTo(b);
        }
        if (left instanceof OffsetDateTime || right instanceof OffsetDateTime) {
            OffsetDateTime a = (OffsetDateTime) convert(left, Kind.TIMESTAMPTZ);
            OffsetDateTime b = (OffsetDateTime) convert(right, Kind.TIMESTAMPTZ);
            return a.toInstant().compareTo(b.toInstant());
        }
        return toTimestamp(left, Kind.TIMESTAMP).compareTo(toTimestamp(right, Kind.TIMESTAMP));
    }
}
