package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** java.sql dates and times, through the zone of a Calendar. */
class LegacyTimesTest {
    private final Calendar berlin = calendar("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2024-06-03T12:00:00, 2024-06-03T10:00:00Z",
        "2024-01-03T12:00:00, 2024-01-03T11:00:00Z",
        // Skipped by summer time: moved on by the hour.
        "2024-03-31T02:30:00, 2024-03-31T01:30:00Z",
        // Twice at the end of summer time: the later one, as in java.sql's own valueOf.
        "2024-10-27T02:30:00, 2024-10-27T01:30:00Z",
    })
    void localTimestampsAreInstantsOfTheZone(String local, String instant) {
        Timestamp timestamp = JavaValues.toJava(LocalDateTime.parse(local), SqlType.TIMESTAMP, Timestamp.class, berlin);

        assertThat(timestamp.toInstant()).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-10-27T00:30:00Z, 2024-10-27T02:30+02:00",
        "2024-10-27T01:30:00Z, 2024-10-27T02:30+01:00",
        "2024-03-31T01:00:00Z, 2024-03-31T03:00+02:00",
        "2024-06-03T10:00:00.123456789Z, 2024-06-03T12:00:00.123456789+02:00",
        "1969-12-31T23:59:59.999999999Z, 1970-01-01T00:59:59.999999999+01:00",
    })
    void timestampsKeepTheirInstantAndTheZonesFields(String instant, String expected) {
        Timestamp timestamp = Timestamp.from(Instant.parse(instant));
        Object value = JavaValues.fromJava(timestamp, berlin);

        assertThat(value).isEqualTo(OffsetDateTime.parse(expected));
        assertThat(JavaValues.toJava(value, SqlType.TIMESTAMPTZ, Timestamp.class, calendar("Asia/Tokyo")))
                .isEqualTo(timestamp);
        assertThat(Conversions.convert(value, SqlType.TIMESTAMP))
                .isEqualTo(OffsetDateTime.parse(expected).toLocalDateTime());
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin", "Asia/Tokyo", "America/New_York", "UTC", "Pacific/Apia", "Africa/Cairo"})
    void datesAndTimesComeBackAsTheyWere(String zone) {
        Calendar calendar = calendar(zone);
        for (LocalDate date : new LocalDate[] {
            LocalDate.of(1, 1, 1), LocalDate.of(1582, 10, 4), LocalDate.of(1582, 10, 15), LocalDate.of(1900, 3, 1),
            LocalDate.of(1969, 12, 31), LocalDate.of(2024, 3, 31), LocalDate.of(2024, 4, 26), LocalDate.of(9999, 12, 30)
        }) {
            Date sql = JavaValues.toJava(date, SqlType.DATE, Date.class, calendar);
            assertThat(JavaValues.fromJava(sql, calendar)).as(zone).isEqualTo(date);

            LocalDateTime noon = date.atTime(12, 30, 1, 999_999_999);
            Timestamp timestamp = JavaValues.toJava(noon, SqlType.TIMESTAMP, Timestamp.class, calendar);
            Object value = JavaValues.fromJava(timestamp, calendar);
            assertThat(Conversions.convert(value, SqlType.TIMESTAMP)).as(zone).isEqualTo(noon);
            assertThat(JavaValues.toJava(value, SqlType.TIMESTAMPTZ, Timestamp.class, calendar))
                    .as(zone)
                    .isEqualTo(timestamp);
        }
        LocalTime time = LocalTime.of(23, 59, 59, 123_000_000);
        Time sql = JavaValues.toJava(time, SqlType.TIME, Time.class, calendar);
        assertThat(JavaValues.fromJava(sql, calendar)).isEqualTo(time);
    }

    @Test
    void withoutCalendarTheZoneOfTheJvmCounts() {
        LocalDateTime local = LocalDateTime.of(2024, 6, 3, 12, 30, 0, 1);

        assertThat(JavaValues.toJava(local, SqlType.TIMESTAMP, Timestamp.class, null))
                .isEqualTo(Timestamp.valueOf(local));
        assertThat(JavaValues.toJava(local, SqlType.TIMESTAMP, Date.class, null))
                .isEqualTo(Date.valueOf(local.toLocalDate()));
        assertThat(JavaValues.fromJava(Date.valueOf("1500-02-28"), null)).isEqualTo(LocalDate.of(1500, 2, 28));
    }

    @Test
    void aTimestampWithOffsetShowsTheDateAndTimeOfTheZone() {
        OffsetDateTime late = OffsetDateTime.parse("2024-06-03T23:30:00Z");

        Date date = JavaValues.toJava(late, SqlType.TIMESTAMPTZ, Date.class, berlin);
        Time time = JavaValues.toJava(late, SqlType.TIMESTAMPTZ, Time.class, berlin);

        assertThat(JavaValues.fromJava(date, berlin)).isEqualTo(LocalDate.of(2024, 6, 4));
        assertThat(JavaValues.fromJava(time, berlin)).isEqualTo(LocalTime.of(1, 30));
    }

    @Test
    void javaTimeIgnoresTheCalendar() {
        LocalDateTime local = LocalDateTime.of(2024, 6, 3, 12, 30);

        assertThat(JavaValues.toJava(local, SqlType.TIMESTAMP, LocalDateTime.class, berlin))
                .isEqualTo(local);
        assertThat(JavaValues.fromJava(local, berlin)).isEqualTo(local);
        assertThat(JavaValues.fromJava(Instant.EPOCH, berlin)).hasToString("1970-01-01T00:00Z");
    }

    @Test
    void theCalendarIsLeftAsItWas() {
        berlin.setTimeInMillis(42);
        JavaValues.toJava(LocalDate.of(2024, 6, 3), SqlType.DATE, Date.class, berlin);
        JavaValues.fromJava(new Date(0), berlin);

        assertThat(berlin.getTimeInMillis()).isEqualTo(42);
        assertThat(JavaValues.fromJava(berlin, null)).hasToString("1970-01-01T01:00:00.042+01:00");
    }

    private static Calendar calendar(String zone) {
        return new GregorianCalendar(TimeZone.getTimeZone(zone));
    }
}
