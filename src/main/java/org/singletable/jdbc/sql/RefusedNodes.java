package org.singletable.jdbc.sql;

import java.util.Locale;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** What to say about JSqlParser classes that have no {@link ClauseRule}. */
final class RefusedNodes {
    private RefusedNodes() {}

    static DriverException refuse(Object node) {
        return SqlErrors.unsupported(describe(node.getClass()), "leave it out");
    }

    private static String describe(Class<?> node) {
        String name = node.getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
