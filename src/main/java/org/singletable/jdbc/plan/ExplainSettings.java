package org.singletable.jdbc.plan;

/**
 * What of a session's settings an explained plan depends on.
 *
 * @param consistentRead whether the table and its local indexes are read strongly consistently
 * @param showsValues false to have the values hidden that stand in the statement
 */
public record ExplainSettings(boolean consistentRead, Scans scans, boolean showsValues) {
    /** What becomes of a Scan that no hint allows. */
    public enum Scans {
        REFUSED("refused: scan=forbid"),
        WARNED_OF("runs with a warning: scan=warn"),
        ALLOWED("runs: scan=allow");

        private final String text;

        Scans(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
