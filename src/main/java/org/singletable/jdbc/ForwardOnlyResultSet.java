package org.singletable.jdbc;

import java.io.InputStream;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.JdbcErrors;

/** The methods of {@link ResultSet} that move the cursor elsewhere than forward, and the types DynamoDB has nothing for. */
interface ForwardOnlyResultSet extends ResultSet {
    private SQLException refuse(DriverException error) throws SQLException {
        return SqlExceptions.of(isClosed() ? JdbcErrors.closed("result set") : error);
    }

    private SQLException forwardOnly() throws SQLException {
        return refuse(JdbcErrors.forwardOnly());
    }

    private SQLException noSuchType(String type) throws SQLException {
        return refuse(JdbcErrors.notSupported(type));
    }

    @Override
    default int getType() throws SQLException {
        if (isClosed()) {
            throw forwardOnly();
        }
        return TYPE_FORWARD_ONLY;
    }

    @Override
    default boolean previous() throws SQLException {
        throw forwardOnly();
    }

    @Override
    default boolean first() throws SQLException {
        throw forwardOnly();
    }

    @Override
    default boolean last() throws SQLException {
        throw forwardOnly();
    }

    @Override
    default void beforeFirst() throws SQLException {
        throw forwardOnly();
    }

    @Override
    default void afterLast() throws SQLException {
        throw forwardOnly();
    }

    @Override
    default boolean absolute(int row) throws SQLException {
        throw forwardOnly();
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        throw forwardOnly();
    }

    @Override
    default String getCursorName() throws SQLException {
        throw refuse(JdbcErrors.notSupported("a named cursor"));
    }

    @Override
    default Blob getBlob(int column) throws SQLException {
        throw noSuchType("Blob (use getBytes or getBinaryStream)");
    }

    @Override
    default Clob getClob(int column) throws SQLException {
        throw noSuchType("Clob (use getString or getCharacterStream)");
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
