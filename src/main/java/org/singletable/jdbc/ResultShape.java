package org.singletable.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.singletable.jdbc.error.JdbcErrors;

/**
 * How the rows of a statement can be moved over and changed.
 *
 * @param type one of {@code TYPE_FORWARD_ONLY} and {@code TYPE_SCROLL_INSENSITIVE} of {@link ResultSet}
 * @param concurrency one of its {@code CONCUR_} constants
 */
record ResultShape(int type, int concurrency) {
    /** What JDBC's methods without these arguments mean. */
    static final ResultShape DEFAULT = new ResultShape(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);

    /**
     * Of an application's arguments. There is no {@code TYPE_SCROLL_SENSITIVE}: as JDBC wants, the insensitive one takes its
     * place.
     *
     * @throws SQLException HY009 for numbers without meaning, HYC00 where result sets were to be closed by commit
     */
    static ResultShape of(int type, int concurrency, int holdability) throws SQLException {
        boolean isKnown = type >= ResultSet.TYPE_FORWARD_ONLY
                && type <= ResultSet.TYPE_SCROLL_SENSITIVE
                && (concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE)
                && (holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT
                        || holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT);
        if (!isKnown) {
            throw SqlExceptions.of(JdbcErrors.argument("a statement", "the constants of java.sql.ResultSet"));
        }
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            throw SqlExceptions.of(
                    JdbcErrors.notSupported("closing result sets at commit (use HOLD_CURSORS_OVER_COMMIT)"));
        }
        return new ResultShape(Math.min(type, ResultSet.TYPE_SCROLL_INSENSITIVE), concurrency);
    }

    boolean scrolls() {
        return type != ResultSet.TYPE_FORWARD_ONLY;
    }

    boolean isUpdatable() {
        return concurrency == ResultSet.CONCUR_UPDATABLE;
    }

    /** The same, for reading only. */
    ResultShape readOnly() {
        return new ResultShape(type, ResultSet.CONCUR_READ_ONLY);
    }
}
