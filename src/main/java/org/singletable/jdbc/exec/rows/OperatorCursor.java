package org.singletable.jdbc.exec.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/**
 * An operator at work: it pulls rows from its inputs and makes others of them. After the last row, after an error and when
 * it is closed it has given back its memory and closed its inputs.
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
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            } finally {
                if (row == null) {
                    end();
                }
            }
        }
        return row;
    }

    /** The next row; null after the last one. Not called again after that, nor after an error. */
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
