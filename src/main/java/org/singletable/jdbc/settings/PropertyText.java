package org.singletable.jdbc.settings;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SettingErrors;

/**
 * The text of a property, read as its type asks for.
 *
 * @param text empty where there is none
 * @param origin what gave it, which errors name
 */
record PropertyText(ConnectionProperty property, String text, Origin origin) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|)");

    /** No more digits than a {@code long} has. */
    private static final Pattern WHOLE = Pattern.compile("\\d{1,19}");

    enum Origin {
        URL_OR_PROPERTIES,
        SET_STATEMENT
    }

    boolean is(String choice) {
        return text.equals(choice);
    }

    boolean flag() {
        return Boolean.parseBoolean(text);
    }

    /** Names separated by commas. */
    Set<String> names() {
        return Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    int integer(int min, int max) {
        return (int) whole(min, max);
    }

    long whole(long min, long max) {
        BigInteger value = WHOLE.matcher(text).matches() ? new BigInteger(text) : BigInteger.valueOf(-1);
        if (value.compareTo(BigInteger.valueOf(min)) < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            throw bad("a whole number from " + min + " to " + max);
        }
        return value.longValueExact();
    }

    Duration duration(Duration min) {
        Matcher matcher = DURATION.matcher(text);
        Duration value = matcher.matches() ? toDuration(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
        if (value == null || value.compareTo(min) < 0) {
            throw bad("a time such as 500ms, 30s or 2m (seconds without a unit)"
                    + (min.isZero() ? "" : " of at least " + min.toMillis() + "ms"));
        }
        return value;
    }

    private static Duration toDuration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** @throws DriverException where it is none of the property's choices; a property of other types has none */
    void checkChoice() {
        if (!property.choices().isEmpty() && !property.choices().contains(text)) {
            throw bad("one of " + String.join(", ", property.choices()));
        }
    }

    private DriverException bad(String expected) {
        return origin == Origin.SET_STATEMENT
                ? SettingErrors.badSetting(property.key(), text, expected)
                : SettingErrors.badValue(property.key(), text, expected);
    }
}
