package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The methods of {@link Connection} about client info. None is kept: there is nobody to show it to. */
interface NoClientInfo extends Connection {
    /** Throws 08003 where the connection is closed. */
    void checkOpen() throws SQLException;

    /** Adds a warning to the connection's. */
    void warn(String message);

    /** JDBC wants a warning where a name is not supported. */
    @Override
    default void setClientInfo(@Nullable String name, @Nullable String value) throws SQLClientInfoException {
        checkOpenForClientInfo();
        warn("client info '" + name + "' is not kept");
    }

    @Override
    default void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
        checkOpenForClientInfo();
        if (properties != null) {
            properties.stringPropertyNames().forEach(name -> warn("client info '" + name + "' is not kept"));
        }
    }

    private void checkOpenForClientInfo() throws SQLClientInfoException {
        try {
            checkOpen();
        } catch (SQLException e) {
            throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), Map.of(), e);
        }
    }

    @Override
    default @Nullable String getClientInfo(@Nullable String name) throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    default Properties getClientInfo() throws SQLException {
        checkOpen();
        return new Properties();
    }
}
