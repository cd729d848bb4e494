package org.singletable.jdbc.exec.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** Each row once: the first of those that are equal, NULLs being equal here. */
final class DistinctCursor extends OperatorCursor {
    private final RowCursor rows;
    private final Workspace workspace;
    private final Set<List<@Nullable Object>> seen = new HashSet<>();

    DistinctCursor(RowCursor rows, Workspace workspace) {
        super(workspace, rows);
        this.rows = rows;
        this.workspace = workspace;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
            if (seen.add(HashKeys.of(row))) {
                workspace.keep(row, RowSize.HASH_ENTRY);
                return row;
            }
            workspace.step();
        }
        return null;
    }

    @Override
    void drop() {
        seen.clear();
    }
}
