package org.singletable.jdbc.exec.rows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;

/**
 * Each left frame with the right row whose key it holds, in the order of the left input. Left frames are collected until
 * they ask for as many rows as one request takes; rows that were found lately are not asked for again, since many
 * children have few parents.
 */
final class LookupJoinCursor extends OperatorCursor {
    /** Keys of a BatchGetItem. */
    private static final int REQUEST_KEYS = 100;

    /** Left frames collected at most, and right rows remembered. */
    private static final int MAX_FRAMES = 1000;

    private static final int GROWTH = 4;

    /** See {@link AccessReader#lookup}. */
    interface Lookup {
        List<@Nullable Object @Nullable []> rows(List<@Nullable Object[]> left);
    }

    private record Asking(@Nullable Object[] frame, List<@Nullable Object> key, long bytes) {}

    /** @param frame empty where there is no such row */
    private record Found(Optional<@Nullable Object[]> frame, long bytes) {}

    private record Pair(@Nullable Object[] left, Optional<@Nullable Object[]> right, long bytes) {}

    private final RowCursor left;
    private final Lookup lookup;
    private final LookupKeys keys;
    private final JoinRule rule;
    private final Workspace workspace;
    private final boolean lazy;
    private final Map<List<@Nullable Object>, Found> known = new LinkedHashMap<>();
    private final Queue<Pair> pairs = new ArrayDeque<>();
    private int keysWanted;

    /** @param goal how many frames are wanted at most */
    LookupJoinCursor(RowCursor left, Lookup lookup, LookupKeys keys, JoinRule rule, long goal, Workspace workspace) {
        super(workspace, left);
        this.left = left;
        this.lookup = lookup;
        this.keys = keys;
        this.rule = rule;
        this.workspace = workspace;
        this.lazy = goal != AccessReader.ALL_ROWS;
        this.keysWanted = (int) Math.min(REQUEST_KEYS, goal);
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        while (true) {
            Pair pair = pairs.poll();
            if (pair == null) {
                if (!fill()) {
                    return null;
                }
                continue;
            }
            workspace.release(pair.bytes());
            Optional<@Nullable Object[]> joined = pair.right().flatMap(right -> rule.join(pair.left(), right));
            if (joined.isPresent()) {
                return joined.get();
            }
            if (rule.outer()) {
                return pair.left();
            }
        }
    }

    /** Collects left frames and looks their right rows up; false after the last left frame. */
    private boolean fill() {
        List<Asking> batch = new ArrayList<>();
        Map<List<@Nullable Object>, @Nullable Object[]> unknown = new LinkedHashMap<>();
        int framesWanted = lazy ? keysWanted : MAX_FRAMES;
        while (unknown.size() < keysWanted && batch.size() < framesWanted) {
            @Nullable Object[] frame = left.next();
            if (frame == null) {
                break;
            }
            List<@Nullable Object> key = keys.of(frame);
            batch.add(new Asking(frame, key, workspace.keep(frame, RowSize.ofValue(key))));
            if (!known.containsKey(key)) {
                unknown.putIfAbsent(key, frame);
            }
        }
        keysWanted = Math.min(REQUEST_KEYS, keysWanted * GROWTH);
        if (!unknown.isEmpty()) {
            ask(unknown);
        }
        for (Asking asking : batch) {
            Found found = known.get(asking.key());
            if (found == null) {
                throw new IllegalStateException("a key of this batch was not looked up");
            }
            pairs.add(new Pair(asking.frame(), found.frame(), asking.bytes()));
        }
        forget();
        return !batch.isEmpty();
    }

    private void ask(Map<List<@Nullable Object>, @Nullable Object[]> unknown) {
        Iterator<@Nullable Object @Nullable []> answers =
                lookup.rows(new ArrayList<>(unknown.values())).iterator();
        for (List<@Nullable Object> key : unknown.keySet()) {
            @Nullable Object[] answer = answers.next();
            long bytes = RowSize.HASH_ENTRY + RowSize.ofValue(key) + (answer == null ? 0 : RowSize.of(answer));
            workspace.keep(bytes);
            known.put(key, new Found(Optional.ofNullable(answer), bytes));
        }
    }

    /** Forgets what was looked up first. */
    private void forget() {
        Iterator<Found> oldest = known.values().iterator();
        while (known.size() > MAX_FRAMES) {
            workspace.release(oldest.next().bytes());
            oldest.remove();
        }
    }

    @Override
    void drop() {
        known.clear();
        pairs.clear();
    }
}
