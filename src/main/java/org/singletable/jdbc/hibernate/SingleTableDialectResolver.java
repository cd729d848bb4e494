package org.singletable.jdbc.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/** Gives {@link SingleTableDialect} to connections of this driver; Hibernate finds it as a service. */
public final class SingleTableDialectResolver implements DialectResolver {
    private static final long serialVersionUID = 1L;

    private static final String DRIVER = "singletable-jdbc";

    @Override
    public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
        return DRIVER.equals(info.getDriverName()) ? new SingleTableDialect(info) : null;
    }
}
