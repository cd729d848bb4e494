package org.singletable.jdbc.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;

/**
 * Conversions between SQL types: assignment, CAST, and bringing two sides of a comparison together.
 *
 * <table>
 * <caption>What converts to what; the rest is refused, 22018</caption>
 * <tr><th>to</th><th>from</th></tr>
 * <tr><td>string</td><td>everything: decimals with their scale, doubles as {@code Double.toString} has them (both as in
 *     H2), all else as {@link PlainText}</td></tr>
 * <tr><td>numbers</td><td>numbers, rounded as {@link Numbers} says; boolean as 1 and 0; JSON numbers and truth values;
 *     string</td></tr>
 * <tr><td>boolean</td><td>numbers, not zero being true; JSON numbers and truth values; string</td></tr>
 * <tr><td>date, time, timestamp, timestamptz</td><td>each other as {@link Temporals} says, but date to time and time to
 *     what has a date; string</td></tr>
 * <tr><td>uuid</td><td>string</td></tr>
 * <tr><td>binary</td><td>string of hexadecimal digits: the characters of {@code X'...'}, so that every binary value
 *     has a text that gives it back (H2 takes the text's UTF-8, which loses what is no UTF-8)</td></tr>
 * <tr><td>json</td><td>string holding JSON text (H2 makes a JSON string of it), numbers, boolean, times, binary,
 *     arrays</td></tr>
 * <tr><td>set, list</td><td>arrays whose elements convert, JSON arrays, string holding a JSON array</td></tr>
 * </table>
 */
public final class Conversions {
    private Conversions() {}

    /**
     * The value in the value class and within the limits of the target type.
     *
     * @param value in any value class of {@link Kind}
     * @throws DriverException 22001 too long, 22003 out of range, 22018 cannot be converted, 22023 a lone surrogate or
     *     a NULL in a set
     */
    public static Object convert(Object value, SqlType target) {
        return switch (target.kind()) {
            case STRING -> string(value, target);
            case INT -> (int) Numbers.toWhole(number(value, target), Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
            case LONG -> Numbers.toWhole(number(value, target), Long.MIN_VALUE, Long.MAX_VALUE, "long");
            case DECIMAL -> Numbers.toDecimal(number(value, target), target);
            case DOUBLE -> Numbers.toDouble(number(value, target));
            case BOOLEAN -> truth(value, target);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> temporal(value, target);
            case UUID -> {
                if (value instanceof String text) {
                    yield PlainText.parse(text.strip(), target);
                }
                throw cannotConvert(value, target);
            }
            case BINARY -> binary(value, target);
            case JSON -> value instanceof String text ? JsonText.parse(text) : JsonText.checked(JsonText.toJson(value));
            case SET, LIST -> array(value, target);
        };
    }

    /**
     * An explicit CAST: as {@link #convert}, but that a string too long for its type is cut, as the standard, H2 and
     * PostgreSQL do.
     */
    public static Object cast(Object value, SqlType target) {
        if (target.kind() == Kind.STRING && target.isLimited()) {
            return Texts.cut((String) convert(value, SqlType.STRING), target.length());
        }
        return convert(value, target);
    }

    private static String string(Object value, SqlType target) {
        String text = text(value);
        Texts.requireWholeCharacters(text);
        if (target.isLimited() && Texts.length(text) > target.length()) {
            throw DataErrors.tooLong(target.toString(), Texts.length(text));
        }
        return text;
    }

    /** The text of a value in SQL: what CAST to string and {@code getString} give. */
    static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            if (Math.abs((long) decimal.scale()) > Decimals.MAX_SCALE) {
                throw DataErrors.outOfRange(
                        Kind.STRING.mappingName(), "numbers of up to " + Decimals.MAX_SCALE + " digits");
            }
            return decimal.toPlainString();
        }
        return value instanceof Double ? value.toString() : PlainText.render(value);
    }

    /** The number a value stands for, not yet within the target's limits. */
    static Number number(Object value, SqlType target) {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof JsonNode node && node.isNumber()) {
            return JsonText.number(node);
        }
        if (value instanceof JsonNode node && node.isBoolean()) {
            return node.booleanValue() ? 1 : 0;
        }
        if (!(value instanceof String text)) {
            throw cannotConvert(value, target);
        }
        String stripped = text.strip();
        return target.kind() == Kind.DECIMAL
                ? PlainText.number(stripped, target)
                : (Number) PlainText.parse(stripped, target);
    }

    private static Boolean truth(Object value, SqlType target) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof JsonNode node && node.isBoolean()) {
            return node.booleanValue();
        }
        if (value instanceof String text) {
            return (Boolean) PlainText.parse(text.strip(), target);
        }
        return Numbers.compare(number(value, target), 0) != 0;
    }

    private static Temporal temporal(Object value, SqlType target) {
        if (value instanceof Temporal temporal) {
            return Temporals.convert(temporal, target.kind());
        }
        if (value instanceof String text) {
            return Temporals.parseSql(text.strip(), target.kind());
        }
        throw cannotConvert(value, target);
    }

    private static Object binary(Object value, SqlType target) {
        if (value instanceof Bytes) {
            return value;
        }
        if (value instanceof String text) {
            return PlainText.parse(text, target);
        }
        throw cannotConvert(value, target);
    }

    private static List<@Nullable Object> array(Object value, SqlType target) {
        if (value instanceof List<?> list) {
            return elements(list, target);
        }
        if (value instanceof String text) {
            return elements(JsonText.parseArray(text, target), target);
        }
        if (value instanceof JsonNode node && node.isArray()) {
            return elements(node, target);
        }
        throw cannotConvert(value, target);
    }

    private static List<@Nullable Object> elements(Iterable<?> elements, SqlType target) {
        SqlType type = target.elementType().orElseThrow();
        List<@Nullable Object> converted = new ArrayList<>();
        for (Object element : elements) {
            if (element == null || (element instanceof JsonNode node && node.isNull())) {
                converted.add(null);
            } else {
                converted.add(element(element, type));
            }
        }
        return Collections.unmodifiableList(target.kind() == Kind.SET ? distinct(converted) : converted);
    }

    /** A JSON string among the elements of an array is a string, not JSON text. */
    private static Object element(Object element, SqlType type) {
        return convert(
                element instanceof JsonNode node && type.kind() != Kind.JSON ? JsonText.scalar(node) : element, type);
    }

    private static List<@Nullable Object> distinct(List<@Nullable Object> elements) {
        TreeSet<Object> sorted = new TreeSet<>(Comparison::compare);
        for (Object element : elements) {
            if (element == null) {
                throw DataErrors.nullInSet();
            }
            sorted.add(element);
        }
        return new ArrayList<>(sorted);
    }

    private static DriverException cannotConvert(Object value, SqlType target) {
        return DataErrors.cannotConvert(Kind.ofValue(value).mappingName(), target.toString());
    }
}
