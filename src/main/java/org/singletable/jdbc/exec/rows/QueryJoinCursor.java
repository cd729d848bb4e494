package org.singletable.jdbc.exec.rows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;
import org.singletable.jdbc.exec.read.KeyedRows;

/**
 * Each left frame with the right frames that a Query by what it holds finds, in the order of the left input. Left frames are
 * collected, and each distinct key is asked for once for all of them.
 */
final class QueryJoinCursor extends OperatorCursor {
    /** Keys that are collected before their Queries are sent. */
    private static final int MAX_KEYS = 100;

    /** Left frames collected at most, and right ones remembered. */
    private static final int MAX_FRAMES = 1000;

    private static final int GROWTH = 4;

    /** See {@link AccessReader#lookup(org.singletable.jdbc.plan.Rel.LookupJoin, List, org.singletable.jdbc.exec.Bindings, long)}. */
    interface Lookup {
        KeyedRows rows(List<@Nullable Object[]> left);
    }

    private record Asking(@Nullable Object[] frame, List<@Nullable Object> key, long bytes) {}

    private final RowCursor left;
    private final Lookup lookup;
    private final LookupKeys keys;
    private final JoinRule rule;
    private final Workspace workspace;
    private final boolean lazy;
    private final RightRows rightRows;
    private final Queue<Asking> batch = new ArrayDeque<>();
    /** How many frames of the batch, from the current one on, have a key. */
    private final Map<List<@Nullable Object>, Integer> uses = new HashMap<>();

    private int keysWanted;
    private @Nullable KeyedRows unread;
    private @Nullable Asking current;
    private RowCursor candidates = OneRowCursor.none();
    private boolean matched;

    /** @param goal how many frames are wanted at most */
    QueryJoinCursor(RowCursor left, Lookup lookup, LookupKeys keys, JoinRule rule, long goal, Workspace workspace) {
        super(workspace, left);
        this.left = left;
        this.lookup = lookup;
        this.keys = keys;
        this.rule = rule;
        this.workspace = workspace;
        this.lazy = goal != AccessReader.ALL_ROWS;
        this.keysWanted = (int) Math.min(MAX_KEYS, goal);
        this.rightRows = new RightRows(MAX_FRAMES, workspace);
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        while (true) {
            Asking asking = current;
            if (asking == null) {
                if (!nextLeft()) {
                    return null;
                }
                continue;
            }
            @Nullable Object[] right = candidates.next();
            if (right != null) {
                workspace.step();
                Optional<@Nullable Object[]> pair = rule.join(asking.frame(), right);
                if (pair.isPresent()) {
                    matched = true;
                    return pair.get();
                }
                continue;
            }
            current = null;
            workspace.release(asking.bytes());
            if (rule.outer() && !matched) {
                return asking.frame();
            }
        }
    }

    /** Goes to the next left frame; false after the last one. */
    private boolean nextLeft() {
        if (batch.isEmpty() && !fill()) {
            return false;
        }
        Asking asking = batch.remove();
        boolean neededAgain = uses.merge(asking.key(), -1, Integer::sum) > 0;
        current = asking;
        matched = false;
        candidates = rightRows.of(
                asking.key(), neededAgain, () -> Objects.requireNonNull(unread).next());
        return true;
    }

    /** Collects left frames and sends the first Queries for what they hold; false after the last left frame. */
    private boolean fill() {
        closeUnread();
        uses.clear();
        rightRows.forget();
        Map<List<@Nullable Object>, @Nullable Object[]> unknown = new LinkedHashMap<>();
        int framesWanted = lazy ? keysWanted : MAX_FRAMES;
        while (unknown.size() < keysWanted && batch.size() < framesWanted) {
            @Nullable Object[] frame = left.next();
            if (frame == null) {
                break;
            }
            workspace.step();
            List<@Nullable Object> key = keys.of(frame);
            batch.add(new Asking(frame, key, workspace.keep(frame, RowSize.ofValue(key))));
            uses.merge(key, 1, Integer::sum);
            if (!rightRows.has(key)) {
                unknown.putIfAbsent(key, frame);
            }
        }
        keysWanted = Math.min(MAX_KEYS, keysWanted * GROWTH);
        if (!unknown.isEmpty()) {
            unread = lookup.rows(new ArrayList<>(unknown.values()));
        }
        return !batch.isEmpty();
    }

    private void closeUnread() {
        if (unread != null) {
            unread.close();
            unread = null;
        }
    }

    @Override
    void drop() {
        closeUnread();
        batch.clear();
        uses.clear();
        rightRows.clear();
    }
}
