package org.singletable.jdbc.differential;

/**
 * A write, and what does the same on H2.
 *
 * @param text for this driver
 * @param returning whether it gives rows
 * @param oneFault whether only one thing can be wrong with it, so that both databases have to name the same
 */
record Write(Marks.Text text, Reference reference, boolean returning, boolean oneFault) {
    /** What does the same on H2. */
    sealed interface Reference {}

    /** One statement. */
    record Statement(Marks.Text text) implements Reference {}

    /**
     * A statement for each row that is to be inserted, one after the other: H2 has no ON CONFLICT, and its MERGE INTO ... KEY keeps
     * what the columns that are not named have.
     *
     * @param source inserts the rows into {@link H2Writes#incoming}, a table without constraints but NOT NULL
     * @param inAnyOrder whether the outcome may not depend on the order of the rows: those of a query have none, and a row that
     *     ON CONFLICT DO UPDATE would change twice is an error here
     * @param each the statement, with {@link H2Writes#ROW} for the number of the row
     */
    record ByRow(RandomSchema.Table table, Marks.Text source, boolean inAnyOrder, Marks.Text each)
            implements Reference {}
}
