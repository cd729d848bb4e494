package org.singletable.jdbc.sql;

import net.sf.jsqlparser.expression.OracleHint;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** The hint {@code SCAN}, the only one, which permits a statement to read the whole table. */
final class ScanHint {
    private static final String SCAN = "SCAN";

    private ScanHint() {}

    /**
     * Whether a statement has it.
     *
     * @throws DriverException HYC00 for other hints
     */
    static boolean isIn(@Nullable OracleHint hint, Symbols symbols) {
        if (hint == null) {
            return false;
        }
        QueryRules.HINT.check(hint);
        symbols.takeHint();
        String text = hint.getValue().strip();
        if (!text.equalsIgnoreCase(SCAN)) {
            throw SqlErrors.unsupported("the hint " + SqlErrors.shorten(text), "the only one is /*+ SCAN */");
        }
        return true;
    }
}
