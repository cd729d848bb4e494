package org.singletable.jdbc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name patterns of {@link java.sql.DatabaseMetaData}: {@code %}, {@code _} and the escape {@code \}. */
final class NamePattern {
    static final String ESCAPE = "\\";

    private NamePattern() {}

    /** Whether a name matches a pattern; null is no filter. */
    static boolean matches(@Nullable String pattern, String name) {
        return pattern == null || toRegex(pattern).matcher(name).matches();
    }

    private static Pattern toRegex(String pattern) {
        StringBuilder regex = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (!escaped && c == '\\' && i + 1 < pattern.length()) {
                escaped = true;
            } else {
                regex.append(
                        escaped || (c != '%' && c != '_') ? Pattern.quote(String.valueOf(c)) : c == '%' ? ".*" : ".");
                escaped = false;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /**
     * Whether an argument that is a plain name by JDBC's rules means this one: tools pass patterns there too.
     *
     * @param argument null for any name
     */
    static boolean isExactOrAny(@Nullable String argument, String name) {
        return argument == null || argument.equals("%") || argument.equals(name);
    }
}
