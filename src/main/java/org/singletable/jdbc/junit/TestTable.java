package org.singletable.jdbc.junit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.singletable.jdbc.SingleTableDataSource;

/**
 * A table in the embedded engine.
 *
 * @param keeper the connection with which the table ends
 */
record TestTable(SingleTableDataSource dataSource, Connection keeper) implements AutoCloseable {
    /** Tests of one JVM may run at the same time: each table has a name of its own. */
    private static final AtomicLong TABLES = new AtomicLong();

    static TestTable create(SingleTable annotation) {
        StringBuilder url = new StringBuilder("jdbc:singletable:mem:junit-")
                .append(TABLES.incrementAndGet())
                .append("?drop=onClose&linger=0&mapping=")
                .append(encoded(annotation.value()));
        for (String property : annotation.properties()) {
            int equals = property.indexOf('=');
            if (equals < 0) {
                throw new ExtensionConfigurationException(
                        "the property \"" + property + "\" of @SingleTable is not of the form name=value");
            }
            url.append('&')
                    .append(encoded(property.substring(0, equals).strip()))
                    .append('=')
                    .append(encoded(property.substring(equals + 1).strip()));
        }
        SingleTableDataSource dataSource = new SingleTableDataSource();
        dataSource.setUrl(url.toString());
        try {
            return new TestTable(dataSource, dataSource.getConnection());
        } catch (SQLException e) {
            throw new ExtensionConfigurationException(
                    "no table for @SingleTable(\"" + annotation.value() + "\"): " + e.getMessage(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() throws SQLException {
        keeper.close();
    }
}
