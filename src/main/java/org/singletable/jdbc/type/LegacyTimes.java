package org.singletable.jdbc.type;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;

/**
 * The dates and times of java.sql, which are instants whose fields show in some zone. They count in the Julian calendar
 * before 1582, java.time does not; year, month and day are carried over, not the instant, so that a date reads as it is
 * written.
 */
final class LegacyTimes {
    private final TimeZone zone;

    /** @param calendar the zone, null for the JVM's; the calendar is neither kept nor changed */
    LegacyTimes(@Nullable Calendar calendar) {
        zone = calendar == null ? TimeZone.getDefault() : calendar.getTimeZone();
    }

    /** A LocalDate, LocalTime, or for instants an OffsetDateTime with the zone's offset. */
    Temporal fromDate(Date date) {
        GregorianCalendar calendar = calendar();
        calendar.setTime(date);
        if (date instanceof Time) {
            return time(calendar);
        }
        if (date instanceof java.sql.Date) {
            return Temporals.convert(date(calendar), Kind.DATE);
        }
        LocalDateTime local = date(calendar).atTime(time(calendar));
        if (date instanceof Timestamp timestamp) {
            local = local.withNano(timestamp.getNanos());
        }
        // In UTC the year may be 0: for a timestamp column that does not matter, for a timestamptz column it is
        // refused.
        Temporals.convert(local, Kind.TIMESTAMP);
        return local.atOffset(offset(local, calendar));
    }

    private static LocalDate date(GregorianCalendar calendar) {
        if (calendar.get(Calendar.ERA) == GregorianCalendar.BC) {
            throw DataErrors.outOfRange(Kind.DATE.mappingName(), Temporals.YEARS);
        }
        try {
            return LocalDate.of(
                    calendar.get(Calendar.YEAR), calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DAY_OF_MONTH));
        } catch (DateTimeException e) {
            throw DataErrors.outOfRange(Kind.DATE.mappingName(), "days of the Gregorian calendar", e);
        }
    }

    private static LocalTime time(GregorianCalendar calendar) {
        return LocalTime.of(
                calendar.get(Calendar.HOUR_OF_DAY), calendar.get(Calendar.MINUTE), calendar.get(Calendar.SECOND), (int)
                        TimeUnit.MILLISECONDS.toNanos(calendar.get(Calendar.MILLISECOND)));
    }

    private ZoneOffset offset(LocalDateTime local, GregorianCalendar calendar) {
        if (isJulian(calendar.getTimeInMillis())) {
            return zoneId().getRules().getOffset(local);
        }
        int millis = calendar.get(Calendar.ZONE_OFFSET) + calendar.get(Calendar.DST_OFFSET);
        return ZoneOffset.ofTotalSeconds((int) TimeUnit.MILLISECONDS.toSeconds(millis));
    }

    java.sql.Date toDate(Temporal value) {
        LocalDate date = (LocalDate) Temporals.convert(inZone(value), Kind.DATE);
        return new java.sql.Date(millis(date, LocalTime.MIDNIGHT));
    }

    /** Milliseconds are kept, as H2 does; finer fractions have no place in a java.sql.Time. */
    Time toTime(Temporal value) {
        LocalTime time = (LocalTime) Temporals.convert(inZone(value), Kind.TIME);
        return new Time(millis(LocalDate.EPOCH, time));
    }

    Timestamp toTimestamp(Temporal value) {
        if (value instanceof OffsetDateTime zoned && !isJulian(zoned.toInstant().toEpochMilli())) {
            return Timestamp.from(zoned.toInstant());
        }
        LocalDateTime local = (LocalDateTime) Temporals.convert(inZone(value), Kind.TIMESTAMP);
        Timestamp timestamp = new Timestamp(millis(local.toLocalDate(), local.toLocalTime()));
        timestamp.setNanos(local.getNano());
        return timestamp;
    }

    private Temporal inZone(Temporal value) {
        return value instanceof OffsetDateTime zoned
                ? zoned.atZoneSameInstant(zoneId()).toLocalDateTime()
                : value;
    }

    /** A local time that summer time skips is moved forward, as java.sql's own valueOf does. */
    private long millis(LocalDate date, LocalTime time) {
        GregorianCalendar calendar = calendar();
        calendar.clear();
        calendar.set(
                date.getYear(),
                date.getMonthValue() - 1,
                date.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
        calendar.set(Calendar.MILLISECOND, (int) TimeUnit.NANOSECONDS.toMillis(time.getNano()));
        return calendar.getTimeInMillis();
    }

    private boolean isJulian(long epochMilli) {
        return Instant.ofEpochMilli(epochMilli)
                .isBefore(calendar().getGregorianChange().toInstant());
    }

    private ZoneId zoneId() {
        return zone.toZoneId();
    }

    private GregorianCalendar calendar() {
        return new GregorianCalendar(zone, Locale.ROOT);
    }
}
