package org.singletable.jdbc.settings;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SettingErrors;
import org.singletable.jdbc.settings.ConnectionProperty.Scope;
import org.singletable.jdbc.settings.PropertyText.Origin;

/**
 * The values of a URL and of {@code Properties} together, by property. An empty value counts as none: pools and tools
 * pass empty users, passwords and cleared fields. Only a column cannot be bound to it: whoever meant to bind one would see
 * all rows.
 */
final class PropertyValues {
    private static final String BIND_PREFIX = "bind.";

    private final Map<ConnectionProperty, String> given = new EnumMap<>(ConnectionProperty.class);
    private final Map<String, String> bound = new LinkedHashMap<>();

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
        boolean isPlaceholder = key.equals(ConnectionProperty.BIND.key());
        if (property == ConnectionProperty.BIND && !isPlaceholder) {
            bind(key, value);
            return;
        }
        if (value.isEmpty()) {
            return;
        }
        if (isPlaceholder) {
            throw SettingErrors.emptyBinding(key);
        }
        String other = given.putIfAbsent(property, value);
        if (other != null && !other.equals(value)) {
            throw SettingErrors.twoValues(key);
        }
        read(property).checkChoice();
    }

    private void bind(String key, String value) {
        if (key.length() == BIND_PREFIX.length() || value.isEmpty()) {
            throw SettingErrors.emptyBinding(key);
        }
        String column = key.substring(BIND_PREFIX.length());
        String other = bound.putIfAbsent(column, value);
        if (other != null && !other.equals(value)) {
            throw SettingErrors.twoValues(key);
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
        return read(property).integer(min, max);
    }

    Duration duration(ConnectionProperty property, Duration min) {
        return read(property).duration(min);
    }

    private PropertyText read(ConnectionProperty property) {
        return new PropertyText(property, text(property).orElse(""), Origin.URL_OR_PROPERTIES);
    }

    /** What the values say of a session's settings. */
    Settings.SessionSettings session() {
        Settings.SessionSettings session = SessionProperties.defaults();
        for (ConnectionProperty property : ConnectionProperty.values()) {
            boolean ofConnection = property.scope() == Scope.SESSION || property.scope() == Scope.CONNECTION;
            if (ofConnection && isGiven(property)) {
                session = SessionProperties.with(session, read(property));
            }
        }
        if (bound.isEmpty() && isGiven(ConnectionProperty.BIND_EXCEPT)) {
            throw SettingErrors.meaningless(ConnectionProperty.BIND_EXCEPT.key(), "no column is bound");
        }
        return session.withRows(session.rows().withBound(bound));
    }
}
