package org.singletable.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/** The methods of {@link Statement} that quote names and texts. */
interface Quoting extends Statement {
    /** A name that needs no quotes; see {@code docs/mapping.md}. */
    Pattern SIMPLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    int MAX_NAME_LENGTH = 255;

    @Override
    default String enquoteLiteral(@Nullable String text) throws SQLException {
        return "'" + Border.required(text, "enquoteLiteral").replace("'", "''") + "'";
    }

    @Override
    default String enquoteNCharLiteral(@Nullable String text) throws SQLException {
        return "N" + enquoteLiteral(text);
    }

    @Override
    default boolean isSimpleIdentifier(@Nullable String name) throws SQLException {
        String given = Border.required(name, "isSimpleIdentifier");
        return given.length() <= MAX_NAME_LENGTH && SIMPLE_NAME.matcher(given).matches();
    }

    @Override
    default String enquoteIdentifier(@Nullable String name, boolean always) throws SQLException {
        String given = Border.required(name, "enquoteIdentifier");
        String bare = given.length() > 1 && given.startsWith("\"") && given.endsWith("\"")
                ? given.substring(1, given.length() - 1).replace("\"\"", "\"")
                : given;
        if (bare.isEmpty() || bare.length() > MAX_NAME_LENGTH || bare.indexOf('\0') >= 0) {
            throw SqlExceptions.of(
                    JdbcErrors.argument("enquoteIdentifier", "a name of 1 to " + MAX_NAME_LENGTH + " characters"));
        }
        return always || !isSimpleIdentifier(bare) ? "\"" + bare.replace("\"", "\"\"") + "\"" : bare;
    }
}
