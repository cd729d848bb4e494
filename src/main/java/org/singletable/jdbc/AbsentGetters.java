package org.singletable.jdbc;

import java.io.InputStream;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import org.singletable.jdbc.error.JdbcErrors;

/** The methods of {@link ResultSet} that DynamoDB has nothing for. */
interface AbsentGetters extends ResultSet {
    /** Throws HY010 where the result set is closed. */
    void checkOpen() throws SQLException;

    private SQLException noSuchType(String type) throws SQLException {
        checkOpen();
        return SqlExceptions.of(JdbcErrors.notSupported(type));
    }

    @Override
    default String getCursorName() throws SQLException {
        throw noSuchType("a named cursor");
    }

    @Override
    default NClob getNClob(int column) throws SQLException {
        throw noSuchType("NClob (use getString or getCharacterStream)");
    }

    @Override
    default Ref getRef(int column) throws SQLException {
        throw noSuchType("Ref");
    }

    @Override
    default RowId getRowId(int column) throws SQLException {
        throw noSuchType("RowId (read the primary key)");
    }

    @Override
    default SQLXML getSQLXML(int column) throws SQLException {
        throw noSuchType("SQLXML (use getString)");
    }

    @Override
    @Deprecated
    default InputStream getUnicodeStream(int column) throws SQLException {
        throw noSuchType("getUnicodeStream (use getCharacterStream)");
    }
}
