package org.singletable.jdbc.exec.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.RowCursor;

/**
 * An operator at work: it pulls rows from its inputs and makes others of them. After the last row, after an error that ended
 * it and when it is closed it has given back its memory and closed its inputs.
 */
abstract class OperatorCursor implements RowCursor {
    private final Workspace workspace;
    private final List<RowCursor> inputs;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /** @param inputs which end with this operator */
    OperatorCursor(Workspace workspace, RowCursor... inputs) {
        this.workspace = workspace;
        this.inputs = List.of(inputs);
    }

    @Override
    public final @Nullable Object @Nullable [] next() {
        if (failure != null) {
            // Not the end of the rows, whoever asks again.
            throw failure;
        }
        @Nullable Object[] row = null;
        if (!ended) {
            try {
                row = advance();
            } catch (DriverException e) {
                if (!isRowByRow() || !concernsOneRow(e)) {
                    fail(e);
                }
                throw e;
            } catch (RuntimeException e) {
                fail(e);
                throw e;
            }
            if (row == null) {
                end();
            }
        }
        return row;
    }

    private void fail(RuntimeException e) {
        failure = e;
        end();
    }

    /**
     * Whether an error tells of a row that does not fit its types, as other programs may have written it: it hides none of
     * the others from an application that goes on.
     */
    static boolean concernsOneRow(DriverException e) {
        return e.isOfData();
    }

    /** Whether each row depends on one row of the input only, so that the operator can go on behind a bad one. */
    boolean isRowByRow() {
        return false;
    }

    /** The next row; null after the last one. Not called again after that, nor after an error that ended it. */
    abstract @Nullable Object @Nullable [] advance();

    /** Drops what it holds in memory and closes what it opened itself. Never throws. */
    void drop() {}

    private void end() {
        if (!ended) {
            ended = true;
            drop();
            workspace.releaseAll();
            inputs.forEach(RowCursor::close);
        }
    }

    @Override
    public final void close() {
        end();
    }
}
