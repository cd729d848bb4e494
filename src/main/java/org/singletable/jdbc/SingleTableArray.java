package org.singletable.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.ArrayValue;
import org.singletable.jdbc.type.SqlType;

/** A set or list, which can be read as a result set too. */
final class SingleTableArray extends ArrayValue {
    private final SqlType elementType;

    /**
     * An array over the driver's values.
     *
     * @param elements in the value class of the element type, null for NULL
     * @param type a set or list
     */
    SingleTableArray(List<?> elements, SqlType type) {
        super(elements, type);
        this.elementType = type.elementType().orElse(SqlType.STRING);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, Integer.MAX_VALUE);
    }

    /** The rows have a position, counted from 1 in the whole array, and a value. */
    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        List<?> values = slice(index, count);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(new @Nullable Object[] {index + i, values.get(i)});
        }
        List<ResultColumn> columns = List.of(
                new ResultColumn("INDEX", "INDEX", SqlType.LONG, false, null, null),
                new ResultColumn("VALUE", "VALUE", elementType, true, null, null));
        return SingleTableResultSet.ofRows(columns, rows, null);
    }
}
