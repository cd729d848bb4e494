package org.singletable.jdbc.settings;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SettingErrors;

/**
 * The values of a URL and of {@code Properties} together, by property. An empty value counts as none: pools and tools
 * pass empty users, passwords and cleared fields.
 */
final class PropertyValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|)");
    private static final Pattern INTEGER = Pattern.compile("\\d{1,10}");

    private final Map<ConnectionProperty, String> given = new EnumMap<>(ConnectionProperty.class);

    /** @throws DriverException 08001 for an unknown property, two values of one, or a value it cannot have */
    PropertyValues(ConnectionUrl url, Properties info) {
        url.parameters().forEach(parameter -> put(parameter.key(), parameter.value()));
        info.forEach((key, value) -> put(key.toString(), value.toString()));
        info.stringPropertyNames().stream()
                .filter(key -> !info.containsKey(key))
                .forEach(key -> put(key, info.getProperty(key)));
    }

    private void put(String key, String value) {
        ConnectionProperty property = ConnectionProperty.find(key)
                .orElseThrow(() -> SettingErrors.unknownProperty(key, ConnectionProperty.keys()));
        if (value.isEmpty()) {
            return;
        }
        if (!property.isSupported() && !property.defaultValue().equals(Optional.of(value))) {
            throw SettingErrors.notSupportedYet(key, property.defaultValue());
        }
        String other = given.putIfAbsent(property, value);
        if (other != null && !other.equals(value)) {
            throw SettingErrors.twoValues(key);
        }
        if (!property.choices().isEmpty() && !property.choices().contains(value)) {
            throw SettingErrors.badValue(key, value, "one of " + String.join(", ", property.choices()));
        }
    }

    /** The value given, else the default. */
    Optional<String> text(ConnectionProperty property) {
        return Optional.ofNullable(given.get(property)).or(property::defaultValue);
    }

    boolean isGiven(ConnectionProperty property) {
        return given.containsKey(property);
    }

    boolean flag(ConnectionProperty property, boolean otherwise) {
        return text(property).map(Boolean::parseBoolean).orElse(otherwise);
    }

    boolean is(ConnectionProperty property, String choice) {
        return text(property).equals(Optional.of(choice));
    }

    int integer(ConnectionProperty property, int min, int max) {
        String text = text(property).orElse("");
        long value = INTEGER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (value < min || value > max) {
            throw SettingErrors.badValue(property.key(), text, "a whole number from " + min + " to " + max);
        }
        return (int) value;
    }

    Duration duration(ConnectionProperty property, Duration min) {
        String text = text(property).orElse("");
        Matcher matcher = DURATION.matcher(text);
        Duration value = matcher.matches() ? toDuration(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
        if (value == null || value.compareTo(min) < 0) {
            throw SettingErrors.badValue(
                    property.key(),
                    text,
                    "a time such as 500ms, 30s or 2m (seconds without a unit)"
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
}
