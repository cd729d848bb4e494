package org.singletable.jdbc;

import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.settings.ConnectionProperty;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * A {@link DataSource} with bean properties. Properties without a setter go into the URL. It does not pool: connections of
 * equal settings share a client anyway.
 */
public class SingleTableDataSource implements DataSource, Serializable {
    private static final long serialVersionUID = 1L;

    private final Properties properties = new Properties();
    private @Nullable String url;
    private int loginTimeoutSeconds;
    private transient @Nullable PrintWriter logWriter;
    private transient @Nullable MetricPublisher metricPublisher;

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties);
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Properties own = new Properties();
        own.putAll(properties);
        put(own, ConnectionProperty.USER, user);
        put(own, ConnectionProperty.PASSWORD, password);
        return connect(own);
    }

    private Connection connect(Properties info) throws SQLException {
        return Connector.connect(
                Border.required(url, "getConnection, the data source's url,"),
                info,
                Duration.ofSeconds(loginTimeoutSeconds),
                metricPublisher);
    }

    private @Nullable String get(ConnectionProperty property) {
        return properties.getProperty(property.key());
    }

    private void set(ConnectionProperty property, @Nullable String value) {
        put(properties, property, value);
    }

    private static void put(Properties target, ConnectionProperty property, @Nullable String value) {
        if (value == null) {
            target.remove(property.key());
        } else {
            target.setProperty(property.key(), value);
        }
    }

    public @Nullable String getUrl() {
        return url;
    }

    public void setUrl(@Nullable String url) {
        this.url = url;
    }

    public @Nullable String getUser() {
        return get(ConnectionProperty.USER);
    }

    public void setUser(@Nullable String user) {
        set(ConnectionProperty.USER, user);
    }

    public @Nullable String getPassword() {
        return get(ConnectionProperty.PASSWORD);
    }

    public void setPassword(@Nullable String password) {
        set(ConnectionProperty.PASSWORD, password);
    }

    public @Nullable String getSessionToken() {
        return get(ConnectionProperty.SESSION_TOKEN);
    }

    public void setSessionToken(@Nullable String sessionToken) {
        set(ConnectionProperty.SESSION_TOKEN, sessionToken);
    }

    public @Nullable String getProfile() {
        return get(ConnectionProperty.PROFILE);
    }

    public void setProfile(@Nullable String profile) {
        set(ConnectionProperty.PROFILE, profile);
    }

    public @Nullable String getRoleArn() {
        return get(ConnectionProperty.ROLE_ARN);
    }

    public void setRoleArn(@Nullable String roleArn) {
        set(ConnectionProperty.ROLE_ARN, roleArn);
    }

    public @Nullable String getRegion() {
        return get(ConnectionProperty.REGION);
    }

    public void setRegion(@Nullable String region) {
        set(ConnectionProperty.REGION, region);
    }

    public @Nullable String getEndpoint() {
        return get(ConnectionProperty.ENDPOINT);
    }

    public void setEndpoint(@Nullable String endpoint) {
        set(ConnectionProperty.ENDPOINT, endpoint);
    }

    public @Nullable String getTable() {
        return get(ConnectionProperty.TABLE);
    }

    public void setTable(@Nullable String table) {
        set(ConnectionProperty.TABLE, table);
    }

    public @Nullable String getMapping() {
        return get(ConnectionProperty.MAPPING);
    }

    public void setMapping(@Nullable String mapping) {
        set(ConnectionProperty.MAPPING, mapping);
    }

    public @Nullable String getMappingJson() {
        return get(ConnectionProperty.MAPPING_JSON);
    }

    public void setMappingJson(@Nullable String mappingJson) {
        set(ConnectionProperty.MAPPING_JSON, mappingJson);
    }

    public @Nullable MetricPublisher getMetricPublisher() {
        return metricPublisher;
    }

    /**
     * Has the SDK's metrics of the requests of connections made from now on given to a publisher. Connections share a client
     * only where they have the same one. The driver never closes it, and it is lost where the data source is serialized.
     */
    public void setMetricPublisher(@Nullable MetricPublisher metricPublisher) {
        this.metricPublisher = metricPublisher;
    }

    /** Refused: the data source's own methods and bean properties say all there is to say. */
    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw SqlExceptions.of(JdbcErrors.notSupported("a connection builder"));
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        throw SqlExceptions.of(JdbcErrors.notSupported("a sharding key"));
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeoutSeconds;
    }

    /** Property {@code loginTimeout} of the URL comes before this one. */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        loginTimeoutSeconds = (int) StatementOptions.notNegative(seconds, "setLoginTimeout(seconds)");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Kept, but the driver logs by SLF4J. */
    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        DriverException error = JdbcErrors.notSupported("java.util.logging");
        throw new SQLFeatureNotSupportedException(
                error.getMessage(), error.state().code(), error);
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
        Class<T> wanted = Border.required(type, "unwrap");
        if (!wanted.isInstance(this)) {
            throw SqlExceptions.of(JdbcErrors.cannotUnwrap(wanted));
        }
        return wanted.cast(this);
    }

    @Override
    public boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
        return Border.required(type, "isWrapperFor").isInstance(this);
    }
}
