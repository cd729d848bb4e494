package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.settings.ConnectionProperty;
import org.singletable.jdbc.settings.ConnectionUrl;

/**
 * The JDBC driver for URLs that begin with {@code jdbc:singletable:}; their forms are those of {@link ConnectionUrl},
 * their properties those of {@link ConnectionProperty}. It registers itself with {@link DriverManager}.
 */
public final class SingleTableDriver implements Driver {
    static {
        try {
            DriverManager.registerDriver(new SingleTableDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** @return null for the URL of another driver */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        String given = Border.required(url, "connect(url, info)");
        if (!acceptsURL(given)) {
            return null;
        }
        return Connector.connect(
                given,
                info == null ? new Properties() : info,
                Duration.ofSeconds(DriverManager.getLoginTimeout()),
                null);
    }

    /** Whether the URL has this driver's prefix; it may still be wrong. */
    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        return ConnectionUrl.isOwn(Border.required(url, "acceptsURL(url)"));
    }

    /** Every property with its value in the URL, in the properties, or by default; the values of secrets are left out. */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
        Map<String, String> given = new HashMap<>(parametersOf(url));
        if (info != null) {
            info.stringPropertyNames().forEach(key -> given.put(key, info.getProperty(key)));
        }
        return Arrays.stream(ConnectionProperty.values())
                .map(property -> describe(property, given.get(property.key())))
                .toArray(DriverPropertyInfo[]::new);
    }

    /** A tool asks while its user is still typing: what cannot be read yet has no parameters. */
    private static Map<String, String> parametersOf(@Nullable String url) {
        try {
            return url == null ? Map.of() : ConnectionUrl.parse(url).parameterMap();
        } catch (DriverException e) {
            return Map.of();
        }
    }

    private static DriverPropertyInfo describe(ConnectionProperty property, @Nullable String given) {
        String value = given == null ? property.defaultValue().orElse(null) : given;
        DriverPropertyInfo info = new DriverPropertyInfo(property.key(), property.isSecret() ? null : value);
        info.description = property.description();
        info.choices = property.choices().isEmpty() ? null : property.choices().toArray(String[]::new);
        return info;
    }

    @Override
    public int getMajorVersion() {
        return DriverIdentity.MAJOR_VERSION;
    }

    @Override
    public int getMinorVersion() {
        return DriverIdentity.MINOR_VERSION;
    }

    /** False: JDBC asks for entry level SQL-92, which has more than a DynamoDB table can do. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    /** The driver logs by SLF4J. */
    @Override
    public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
        DriverException error = JdbcErrors.notSupported("java.util.logging");
        throw new SQLFeatureNotSupportedException(
                error.getMessage(), error.state().code(), error);
    }
}
