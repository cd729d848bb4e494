package org.singletable.jdbc.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random values of every type, small ones often, so that equal ones meet. */
final class Samples {
    private static final int[] CODE_POINTS = {
        0, 9, ' ', '"', '#', 'a', 'b', 0x7f, 0xe9, 0x7ff, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    SqlType type(Kind kind) {
        SqlType[] elements = {SqlType.STRING, SqlType.DECIMAL, SqlType.BINARY};
        return switch (kind) {
            case SET -> SqlType.set(elements[random.nextInt(elements.length)]);
            case LIST -> SqlType.list(type(scalar()));
            default -> new SqlType(kind, 0, 0, null);
        };
    }

    private Kind scalar() {
        return Kind.values()[random.nextInt(Kind.SET.ordinal())];
    }

    Object value(SqlType type) {
        return switch (type.kind()) {
            case STRING -> string();
            case INT -> random.nextBoolean() ? random.nextInt() : random.nextInt(5) - 2;
            case LONG -> random.nextBoolean() ? random.nextLong() : random.nextInt(5) - 2L;
            case DECIMAL -> Conversions.convert(decimal(), SqlType.DECIMAL);
            case DOUBLE -> real();
            case BOOLEAN -> random.nextBoolean();
            case DATE -> timestamp().toLocalDate();
            case TIME -> timestamp().toLocalTime();
            case TIMESTAMP -> timestamp();
            case TIMESTAMPTZ ->
                OffsetDateTime.of(
                        timestamp(),
                        ZoneOffset.ofTotalSeconds(random.nextBoolean() ? 0 : 900 * (random.nextInt(9) - 4)));
            case UUID -> new UUID(random.nextLong(), random.nextLong()).toString();
            case BINARY -> bytes();
            case JSON -> JsonText.toJson(json(2));
            case SET, LIST -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    boolean isNull = type.kind() == Kind.LIST
                            && !type.equals(SqlType.list(SqlType.JSON))
                            && random.nextInt(4) == 0;
                    elements.add(isNull ? null : value(type.elementType().orElseThrow()));
                }
                yield Conversions.convert(elements, type);
            }
        };
    }

    String string() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    BigDecimal decimal() {
        int digits = random.nextInt(4) == 0 ? 126 : 6;
        BigInteger unscaled = new BigInteger(random.nextInt(digits), random);
        int scale = random.nextInt(4) == 0 ? random.nextInt(180) - 80 : random.nextInt(4) - 1;
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    }

    private double real() {
        double any = Double.longBitsToDouble(random.nextLong());
        double[] choices = {any, 0.0, 0.1, 1, 1.5, -2, Double.NaN, Double.POSITIVE_INFINITY, random.nextGaussian()};
        return choices[random.nextInt(choices.length)];
    }

    private LocalDateTime timestamp() {
        int[] nanos = {0, 0, 1, 1_000, 1_000_000, 500_000_000, 999_999_999};
        if (random.nextBoolean()) {
            return LocalDateTime.of(2024, 10, 27, random.nextInt(4), 30, 0, nanos[random.nextInt(nanos.length)]);
        }
        LocalDate date = LocalDate.of(2 + random.nextInt(9997), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return date.atTime(LocalTime.ofNanoOfDay((long) (random.nextDouble() * 86_400_000_000_000L)));
    }

    Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(3)];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    /** A tree of values that JSON text gives back. */
    private Object json(int depth) {
        switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0:
                return string();
            case 1:
                return decimal();
            case 2:
                return random.nextBoolean();
            case 3:
                return JsonText.toJson(null);
            case 4:
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    elements.add(json(depth - 1));
                }
                return elements;
            default:
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    object.set(string(), JsonText.toJson(json(depth - 1)));
                }
                return object;
        }
    }
}
