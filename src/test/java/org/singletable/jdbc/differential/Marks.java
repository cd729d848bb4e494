package org.singletable.jdbc.differential;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a statement's parameters while it is written: its parts are not written in the order in which they stand. */
final class Marks {
    private static final String MARK = "\u0001";

    private final List<@Nullable Object> values = new ArrayList<>();

    /** A statement and the values of its {@code ?}. */
    record Text(String sql, List<@Nullable Object> parameters) {
        void bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
        }
    }

    /** What stands in the text for a parameter of this value. */
    String mark(@Nullable Object value) {
        values.add(value);
        return MARK + (values.size() - 1) + MARK;
    }

    /** The text with a {@code ?} for each mark. */
    Text finish(String marked) {
        StringBuilder sql = new StringBuilder();
        List<@Nullable Object> parameters = new ArrayList<>();
        String[] parts = marked.split(MARK, -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 0) {
                sql.append(parts[i]);
            } else {
                sql.append('?');
                parameters.add(values.get(Integer.parseInt(parts[i])));
            }
        }
        return new Text(sql.toString(), parameters);
    }
}
