package org.singletable.jdbc.differential;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of one type: few, so that random ones meet each other, and hostile. Left out is where H2 differs from docs/sql.md:
 * characters above U+FFFF, which it orders, counts and matches by {@code _} as two; NaN and infinities, which DynamoDB has not; and
 * an instant beside a local time, which depends on the zone of the JVM.
 */
enum Domain {
    STRING(
            "string",
            "VARCHAR",
            "a",
            "A",
            "b",
            "aa",
            "a#b",
            "a%b",
            "a_b",
            "a\\b",
            "it's",
            "é",
            "漢字",
            " ",
            "%23",
            "\n",
            "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
            ""),
    SHORT_STRING("string(3)", "VARCHAR(3)", "a", "ab", "abc", "#", "éé", "abcd", ""),
    INT("int", "INTEGER", 0, 1, -1, 2, 10, 42, -100, Integer.MAX_VALUE, Integer.MIN_VALUE),
    LONG("long", "BIGINT", 0L, 1L, -1L, 2L, 10L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE),
    DECIMAL(
            "decimal",
            "DECFLOAT(38)",
            new BigDecimal("0"),
            new BigDecimal("1"),
            new BigDecimal("2.00"),
            new BigDecimal("-1"),
            new BigDecimal("12.5"),
            new BigDecimal("-0.001"),
            new BigDecimal("99999999999999999999999999999999999999"),
            new BigDecimal("0.00000000000000000001"),
            new BigDecimal("2147483648")),
    MONEY(
            "decimal(8,2)",
            "NUMERIC(8,2)",
            new BigDecimal("0"),
            new BigDecimal("1.00"),
            new BigDecimal("1.25"),
            new BigDecimal("-1.25"),
            new BigDecimal("12.5"),
            new BigDecimal("1.005"),
            new BigDecimal("999999.99"),
            new BigDecimal("1000000")),
    DOUBLE("double", "DOUBLE PRECISION", 0.0, -0.0, 1.0, 1.5, -1.5, 0.1, 1e100, -1e-100, 12.5),
    BOOLEAN("boolean", "BOOLEAN", true, false),
    DATE(
            "date",
            "DATE",
            date("2024-06-03"),
            date("2024-06-04"),
            date("1969-12-31"),
            date("0001-01-01"),
            date("9999-12-31")),
    TIMESTAMP(
            "timestamp",
            "TIMESTAMP(9)",
            time("2024-06-03T12:00:00"),
            time("2024-06-03T00:00:00"),
            time("2024-06-03T12:00:00.5"),
            time("2024-06-03T12:00:00.123456789"),
            time("1969-12-31T23:59:59.999999999")),
    INSTANT(
            "timestamptz",
            "TIMESTAMP(9) WITH TIME ZONE",
            instant("2024-06-03T12:00:00Z"),
            instant("2024-06-03T14:00:00+02:00"),
            instant("2024-06-03T12:00:00.5Z"),
            instant("2024-06-02T23:00:00-05:30"),
            instant("1969-12-31T23:59:59.999Z")),
    UUID_TEXT(
            "uuid",
            "UUID",
            "00000000-0000-0000-0000-000000000000",
            "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
            "6F9619FF-8B86-D011-B42D-00CF4FC964FF",
            "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    BINARY("binary", "VARBINARY(100)", bytes(""), bytes("00"), bytes("00ff"), bytes("ff"), bytes("41"));

    /** The values above that are too long or too large for their types. */
    private static final Set<Object> UNFIT = Set.of("abcd", new BigDecimal("1000000"));

    private static final int PLAIN_NUMBERS = 4;

    private final String mappingType;
    private final String h2Type;
    private final List<Object> values;

    Domain(String mappingType, String h2Type, Object... values) {
        this.mappingType = mappingType;
        this.h2Type = h2Type;
        this.values = List.of(values);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text);
    }

    private static OffsetDateTime instant(String text) {
        return OffsetDateTime.parse(text);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    String mappingType() {
        return mappingType;
    }

    String h2Type() {
        return h2Type;
    }

    /** Whether the key format takes it. */
    boolean fitsKeys() {
        return this != DOUBLE;
    }

    /** Whether its values have literals without a word for the type. */
    boolean hasPlainLiterals() {
        return isText() || isNumber() && this != DOUBLE || this == BOOLEAN;
    }

    boolean isText() {
        return this == STRING || this == SHORT_STRING;
    }

    boolean isNumber() {
        return ordinal() >= INT.ordinal() && ordinal() <= DOUBLE.ordinal();
    }

    /** A value, perhaps one that is too long or large for the type. */
    Object any(Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** A value that a key of one column can hold: not the empty one, which is the last text and the first binary. */
    Object forKey(Random random) {
        Object value = any(random);
        boolean empty = value.equals("") || value instanceof byte[] bytes && bytes.length == 0;
        return empty ? values.get(1) : value;
    }

    /** Something to compare a column with: of its type, or another number. */
    Object comparand(Random random) {
        if (isNumber() && random.nextInt(4) == 0) {
            Domain other = Domain.values()[INT.ordinal() + random.nextInt(PLAIN_NUMBERS)];
            return other.any(random);
        }
        return any(random);
    }

    /** Whether a value of {@link #any} is one of the type. */
    boolean fits(Object value) {
        return !UNFIT.contains(value);
    }

    /** A value of the type: H2 converts the list of IN to the column's type where it reads by key, and fails where it cannot. */
    Object ofType(Random random) {
        return fitting(any(random));
    }

    /** A value of {@link #any}, or another where it does not fit the type. */
    Object fitting(Object value) {
        return fits(value) ? value : values.get(0);
    }

    /** The value as a literal that both databases read alike. */
    static String literal(Object value) {
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Double) {
            // A number with an exponent is a DECFLOAT to H2.
            return "CAST(" + value + " AS DOUBLE PRECISION)";
        } else if (value instanceof LocalDate) {
            return "DATE '" + value + "'";
        } else if (value instanceof LocalDateTime local) {
            return "TIMESTAMP '" + local.toLocalDate() + " " + DateTimeFormatter.ISO_LOCAL_TIME.format(local) + "'";
        } else if (value instanceof OffsetDateTime instant) {
            return "'" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant) + "'";
        } else if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        return String.valueOf(value).toUpperCase(Locale.ROOT);
    }

    /** A column of the current row in a form in which the values of both databases are equal where they mean the same. */
    String read(ResultSet row, int column) throws SQLException {
        @Nullable
        Object value = switch (this) {
            case STRING, SHORT_STRING, MONEY -> row.getString(column);
            case UUID_TEXT -> row.getObject(column, UUID.class);
            case DECIMAL -> plain(row.getBigDecimal(column));
            case DATE -> row.getObject(column, LocalDate.class);
            case TIMESTAMP -> row.getObject(column, LocalDateTime.class);
            case INSTANT -> row.getObject(column, OffsetDateTime.class);
            case BINARY -> hex(row.getBytes(column));
            case INT, LONG, DOUBLE, BOOLEAN -> row.getObject(column);
        };
        return row.wasNull() ? "NULL" : value + " ";
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
