package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Kind;

/** Random values with a liking for the edges. */
public final class RandomValues {
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final int[] SPECIAL = {
        0, 1, '\t', '\n', ' ', '!', '"', '#', '$', '%', '&', '\'', '0', '9', 'A', 'z', '~', 0x7F, 0x80, 0xFF, 0x7FF,
        0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    private RandomValues() {}

    public static Object of(Kind kind, Random random) {
        return switch (kind) {
            case STRING -> string(random);
            case INT -> (int) whole(random, 32);
            case LONG -> whole(random, 64);
            case DECIMAL -> decimal(random);
            case DOUBLE -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case BOOLEAN -> random.nextBoolean();
            case DATE -> date(random);
            case TIME -> time(random);
            case TIMESTAMP -> LocalDateTime.of(date(random), time(random));
            case TIMESTAMPTZ -> instant(random);
            case UUID -> new UUID(random.nextLong(), random.nextLong()).toString();
            case BINARY -> {
                byte[] bytes = new byte[random.nextInt(6)];
                random.nextBytes(bytes);
                yield Bytes.of(bytes);
            }
            case JSON, SET, LIST -> throw new IllegalArgumentException("not a part of keys: " + kind);
        };
    }

    /** A value like another one: a prefix, a neighbour, or something else of its kind. */
    public static Object near(Object value, Random random) {
        if (value instanceof String text && text.length() == 36 && text.charAt(8) == '-') {
            return of(Kind.UUID, random);
        } else if (value instanceof String text) {
            return random.nextBoolean() ? text + string(random) : text + new String(Character.toChars(special(random)));
        } else if (value instanceof Integer number) {
            return number == Integer.MAX_VALUE ? number - 1 : number + 1;
        } else if (value instanceof Long number) {
            return number == Long.MAX_VALUE ? number - 1 : number + 1;
        } else if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? BigDecimal.ONE : number.negate();
        } else if (value instanceof LocalTime time) {
            return time.plusNanos(1);
        } else if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.ofHours(random.nextInt(10)));
        } else if (value instanceof Bytes bytes) {
            return Bytes.of(Arrays.copyOf(bytes.toArray(), bytes.length() + 1));
        }
        return of(Kind.ofValue(value), random);
    }

    private static String string(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(special(random));
        }
        return text.toString();
    }

    private static int special(Random random) {
        if (random.nextInt(3) > 0) {
            return SPECIAL[random.nextInt(SPECIAL.length)];
        }
        int codePoint = random.nextInt(0x110000);
        return codePoint >= 0xD800 && codePoint <= 0xDFFF ? 'x' : codePoint;
    }

    private static long whole(Random random, int bits) {
        long min = bits == 32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
        long max = bits == 32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
        return switch (random.nextInt(6)) {
            case 0 -> min;
            case 1 -> max;
            case 2 -> random.nextInt(21) - 10;
            default -> random.nextLong() >> (64 - bits + random.nextInt(bits));
        };
    }

    private static BigDecimal decimal(Random random) {
        int digits = 1 + random.nextInt(38);
        BigInteger unscaled = new BigInteger(126, random).mod(BigInteger.TEN.pow(digits));
        BigDecimal number =
                new BigDecimal(unscaled, random.nextInt(10) == 0 ? random.nextInt(160) - 40 : random.nextInt(6));
        return random.nextBoolean() ? number : number.negate();
    }

    private static LocalDate date(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> LocalDate.ofEpochDay(FIRST_DAY);
            case 1 -> LocalDate.ofEpochDay(LAST_DAY);
            default -> LocalDate.ofEpochDay(random.nextLong(FIRST_DAY, LAST_DAY + 1));
        };
    }

    private static LocalTime time(Random random) {
        LocalTime seconds = LocalTime.ofSecondOfDay(random.nextInt(86_400));
        return switch (random.nextInt(4)) {
            case 0 -> seconds;
            case 1 -> seconds.withNano(random.nextInt(1_000) * 1_000_000);
            default -> seconds.withNano(random.nextInt(1_000_000_000));
        };
    }

    private static OffsetDateTime instant(Random random) {
        long seconds = random.nextLong(-60_000_000_000L, 250_000_000_000L);
        int nanos = random.nextBoolean() ? 0 : random.nextInt(1_000) * 1_000_000;
        return Instant.ofEpochSecond(seconds, nanos)
                .atOffset(ZoneOffset.ofTotalSeconds((random.nextInt(57) - 28) * 1_800));
    }
}
