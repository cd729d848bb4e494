package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;

/** The columns "reversible" and "keeps order" of the table of formats. */
class FormatPropertyTest {
    private static final int CASES = 4_000;

    private enum Order {
        NEVER,
        ALWAYS,
        IN_RANGE
    }

    @ParameterizedTest
    @CsvSource({
        "string, {c}, true, ALWAYS",
        "string, {c}#, true, NEVER",
        "int, {c}, true, NEVER",
        "long, {c}, true, NEVER",
        "decimal, {c}, true, NEVER",
        "double, {c}, true, NEVER",
        "boolean, {c}, true, ALWAYS",
        "date, {c}, true, ALWAYS",
        "date, {c}x, true, ALWAYS",
        "time, {c}, true, NEVER",
        "timestamp, {c}, true, NEVER",
        "timestamptz, {c}, true, NEVER",
        "uuid, {c}, true, ALWAYS",
        "string, {c|key}, true, ALWAYS",
        "string, {c|key}#x, true, ALWAYS",
        "decimal, {c|key}, true, ALWAYS",
        "timestamptz, {c|key}, true, ALWAYS",
        "string, {c|lower}, false, NEVER",
        "string, {c|upper}, false, NEVER",
        "int, {c|pad:5}, true, IN_RANGE",
        "int, {c|pad:10}, true, IN_RANGE",
        "long, {c|pad:19}x, true, IN_RANGE",
        "int, {c|pad:5:x}, true, NEVER",
        "int, {c|pad:5:1}, false, NEVER",
        "decimal, {c|pad:9}, true, NEVER",
        "'decimal(12,2)', {c|fixed:2|pad:12}, true, IN_RANGE",
        "'decimal(12,2)', {c|fixed:2}, true, NEVER",
        "timestamptz, {c|iso:3}, true, ALWAYS",
        "timestamptz, {c|iso:3}x, true, ALWAYS",
        "timestamptz, {c|iso}, true, NEVER",
        "timestamptz, {c|epoch}, true, IN_RANGE",
        "timestamptz, {c|epochms}, true, IN_RANGE",
        "timestamptz, {c|epochms|pad:15}, true, IN_RANGE"
    })
    void holdsAsTheTableSays(String type, String source, boolean reversible, Order order) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Column column = Columns.of("c " + type).get(0);
        Template template = Columns.template(source, List.of(column));
        TemplatePart.ColumnPart part =
                (TemplatePart.ColumnPart) template.parts().get(0);
        assertThat(part.reversible()).isEqualTo(reversible);
        assertThat(part.keepsOrder()).isEqualTo(order == Order.ALWAYS);
        boolean ordered = false;
        for (int i = 0; i < CASES; i++) {
            Object a = value(column, random);
            Object b = value(column, random);
            if (reversible) {
                roundTrip(template, column, a, seed);
            }
            ordered |= checkOrder(template, part, a, b, seed);
        }
        assertThat(ordered).as("some pair was in range").isEqualTo(order != Order.NEVER);
    }

    private static Object value(Column column, Random random) {
        Object value = RandomValues.of(column.type().kind(), random);
        return Conversions.convert(within(column, value, random), column.type());
    }

    /** Half of the numbers small and whole, so that they are in the range of padding. */
    private static Object within(Column column, Object value, Random random) {
        return switch (column.type().kind()) {
            case DECIMAL -> column.type().isLimited() ? BigDecimal.valueOf(random.nextInt(200_000) - 50_000, 2) : value;
            case INT, LONG -> random.nextBoolean() ? random.nextInt(100_000) : value;
            default -> value;
        };
    }

    private static void roundTrip(Template template, Column column, Object value, long seed) {
        String text;
        try {
            text = (String) template.render(c -> value).orElse("");
        } catch (DriverException e) {
            assertThat(e.state()).isIn(SqlState.NUMERIC_OUT_OF_RANGE, SqlState.INVALID_VALUE);
            return;
        }
        boolean survives = template.nonReversing(c -> value).isEmpty();
        Object read =
                Columns.parse(template, text).map(values -> values.get(column)).orElse(null);
        assertThat(SameValue.test(read, value))
                .as("seed %d: %s as %s reads %s", seed, value, text, read)
                .isEqualTo(survives);
        boolean delimiterInside = value instanceof String string && string.contains("#");
        assertThat(survives || delimiterInside).as("seed %d: %s", seed, value).isTrue();
    }

    /** Whether the part claims order between the two; then it must be there, and for values between them. */
    private static boolean checkOrder(Template template, TemplatePart.ColumnPart part, Object a, Object b, long seed) {
        boolean swap = Comparison.compare(a, b) > 0;
        Object low = swap ? b : a;
        Object high = swap ? a : b;
        if (!part.ordersBetween(low, high)) {
            return false;
        }
        String lowText;
        String highText;
        try {
            lowText = (String) template.render(c -> low).orElseThrow();
            highText = (String) template.render(c -> high).orElseThrow();
        } catch (DriverException e) {
            assertThat(e.state()).isIn(SqlState.NUMERIC_OUT_OF_RANGE, SqlState.INVALID_VALUE);
            return false;
        }
        assertThat(Integer.signum(Arrays.compareUnsigned(
                        lowText.getBytes(StandardCharsets.UTF_8), highText.getBytes(StandardCharsets.UTF_8))))
                .as("seed %d: %s as %s, %s as %s", seed, low, lowText, high, highText)
                .isEqualTo(Integer.signum(Comparison.compare(low, high)));
        return true;
    }

    @ParameterizedTest
    @CsvSource({
        "{c|iso:3}, 2024-06-03T12:00:00.1234Z",
        "{c|iso:0}, 2024-06-03T12:00:00.1Z",
        "{c|epoch}, 2024-06-03T12:00:00.5Z",
        "{c|epochms}, 2024-06-03T12:00:00.0001Z"
    })
    void finerInstantsAreRefused(String source, String instant) {
        Column column = Columns.of("c timestamptz").get(0);
        Template template = Columns.template(source, List.of(column));
        assertThatThrownBy(() -> template.render(Columns.row(Map.of("c", OffsetDateTime.parse(instant)))))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.state()).isEqualTo(SqlState.NUMERIC_OUT_OF_RANGE))
                .hasMessageContaining("column c")
                .hasMessageContaining("finer");
    }
}
