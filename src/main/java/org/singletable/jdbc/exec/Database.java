package org.singletable.jdbc.exec;

import java.util.Optional;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.settings.Settings;

/** A connection's handle on the shared client of its configuration: the catalog, the plan cache and the table. */
public final class Database implements AutoCloseable {
    private Database() {}

    /**
     * Connects, or joins the connections that already share this configuration.
     *
     * @throws DriverException 08001 cannot connect or bad mapping, 28000 access denied
     */
    public static Database open(Settings.ClientSettings settings) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + settings);
    }

    public Catalog catalog() {
        throw new DriverException(SqlState.INTERNAL, "not built");
    }

    /**
     * The plan of a statement, from the cache where it is there.
     *
     * @throws DriverException 42601, 42703, 42P01, HYC00
     */
    public Plan plan(String sql, Settings.SessionSettings session) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + sql + session);
    }

    /** The statement's plan is carried out; rows are read while the cursor is pulled. */
    public Result execute(Execution execution) {
        throw new DriverException(SqlState.INTERNAL, "not built" + execution);
    }

    /** The SDK's client and other objects of the rooms below, for {@code Connection.unwrap}. */
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    /** Leaves the shared client, which lingers a while. */
    @Override
    public void close() {}
}
