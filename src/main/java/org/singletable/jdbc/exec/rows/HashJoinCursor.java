package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/**
 * Each left frame with the right frames of the same key, in the order of the left input and, for one left frame, of the
 * right one. Without keys all frames have the same.
 */
final class HashJoinCursor extends OperatorCursor {
    private final RowCursor left;
    private final RowCursor right;
    private final JoinKeys keys;
    private final JoinRule rule;
    private final Workspace workspace;
    private final Map<List<Object>, List<@Nullable Object[]>> table = new HashMap<>();
    private boolean built;
    private @Nullable Object @Nullable [] leftFrame;
    private Iterator<@Nullable Object[]> candidates =
            List.<@Nullable Object[]>of().iterator();
    private boolean matched;

    HashJoinCursor(RowCursor left, RowCursor right, JoinKeys keys, JoinRule rule, Workspace workspace) {
        super(workspace, left, right);
        this.left = left;
        this.right = right;
        this.keys = keys;
        this.rule = rule;
        this.workspace = workspace;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        while (true) {
            @Nullable Object[] frame = leftFrame;
            if (frame != null) {
                while (candidates.hasNext()) {
                    workspace.step();
                    Optional<@Nullable Object[]> pair = rule.join(frame, candidates.next());
                    if (pair.isPresent()) {
                        matched = true;
                        return pair.get();
                    }
                }
                leftFrame = null;
                if (rule.outer() && !matched) {
                    return frame;
                }
            }
            if (!nextLeft()) {
                return null;
            }
        }
    }

    /** Goes to the next left frame; false where no further one can give a row. */
    private boolean nextLeft() {
        workspace.step();
        @Nullable Object[] frame = left.next();
        if (frame == null) {
            return false;
        }
        if (!built) {
            // Only now: without left rows the keys of the right ones are compared with nothing and cannot be wrong.
            build();
            built = true;
        }
        if (table.isEmpty() && !rule.outer()) {
            return false;
        }
        List<Object> key = table.isEmpty() ? null : keys.ofLeft(frame);
        leftFrame = frame;
        matched = false;
        candidates = (key == null ? List.<@Nullable Object[]>of() : table.getOrDefault(key, List.of())).iterator();
        return true;
    }

    private void build() {
        for (@Nullable Object[] frame = right.next(); frame != null; frame = right.next()) {
            workspace.step();
            List<Object> key = keys.ofRight(frame);
            if (key != null) {
                workspace.keep(frame, RowSize.ofValue(key) + RowSize.HASH_ENTRY);
                table.computeIfAbsent(key, k -> new ArrayList<>()).add(frame);
            }
        }
        right.close();
    }

    @Override
    void drop() {
        table.clear();
        candidates = List.<@Nullable Object[]>of().iterator();
        leftFrame = null;
    }
}
