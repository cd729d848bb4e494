package org.singletable.jdbc.springdata;

import java.util.Optional;
import org.springframework.data.jdbc.core.dialect.DialectResolver.JdbcDialectProvider;
import org.springframework.data.relational.core.dialect.Dialect;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/** Gives {@link SingleTableJdbcDialect} to connections of this driver; Spring Data finds it by {@code spring.factories}. */
public final class SingleTableDialectProvider implements JdbcDialectProvider {
    private static final String DRIVER = "singletable-jdbc";

    @Override
    public Optional<Dialect> getDialect(JdbcOperations operations) {
        ConnectionCallback<String> driverName =
                connection -> connection.getMetaData().getDriverName();
        return DRIVER.equals(operations.execute(driverName))
                ? Optional.of(SingleTableJdbcDialect.INSTANCE)
                : Optional.empty();
    }
}
