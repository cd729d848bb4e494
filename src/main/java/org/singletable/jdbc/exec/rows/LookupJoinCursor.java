package org.singletable.jdbc.exec.rows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;

/**
 * Each left frame with the right row whose key it holds, in the order of the left input. Left frames are collected until
 * they ask for as many rows as one request takes, or as there is room for; rows that were found lately are not asked for
 * again, since many children have few parents.
 */
final class LookupJoinCursor extends OperatorCursor {
    /** Keys of a BatchGetItem. */
    private static final int REQUEST_KEYS = TableClient.MAX_KEYS;

    /** Left frames collected at most, and right rows remembered. */
    private static final int MAX_FRAMES = 1000;

    private static final int GROWTH = 4;

    /** What a right row is taken for before one has come. */
    private static final long EXPECTED_BYTES = 2 << 10;

    /** See {@link AccessReader#lookup}. */
    interface Lookup {
        List<@Nullable Object @Nullable []> rows(List<@Nullable Object[]> left);
    }

    private record Asking(@Nullable Object[] frame, List<@Nullable Object> key, long bytes) {}

    /** @param frame empty where there is no such row */
    private record Found(Optional<@Nullable Object[]> frame, long bytes) {}

    private final RowCursor left;
    private final Lookup lookup;
    private final LookupKeys keys;
    private final JoinRule rule;
    private final Workspace workspace;
    private final boolean lazy;
    private final Map<List<@Nullable Object>, Found> known = new LinkedHashMap<>();
    private final Queue<Asking> asking = new ArrayDeque<>();
    private int keysWanted;
    private long bytesOfAnswer = EXPECTED_BYTES;

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
            Asking next = asking.peek();
            if (next == null) {
                if (!collect()) {
                    return null;
                }
                continue;
            }
            Found found = known.get(next.key());
            if (found == null) {
                ask();
                continue;
            }
            asking.remove();
            workspace.release(next.bytes());
            Optional<@Nullable Object[]> joined = found.frame().flatMap(right -> rule.join(next.frame(), right));
            if (joined.isPresent()) {
                return joined.get();
            }
            if (rule.outer()) {
                return next.frame();
            }
        }
    }

    /** Collects left frames, as many as there is room for with their right rows; false after the last one. */
    private boolean collect() {
        makeRoom();
        Set<List<@Nullable Object>> unknown = new HashSet<>();
        int framesWanted = lazy ? keysWanted : MAX_FRAMES;
        long room = workspace.room();
        long used = 0;
        while (unknown.size() < keysWanted && asking.size() < framesWanted && used <= room) {
            @Nullable Object[] frame = left.next();
            if (frame == null) {
                break;
            }
            List<@Nullable Object> key = keys.of(frame);
            long bytes = workspace.keep(frame, RowSize.ofValue(key));
            asking.add(new Asking(frame, key, bytes));
            used += bytes;
            if (!known.containsKey(key) && unknown.add(key)) {
                used += bytesOfAnswer;
            }
        }
        keysWanted = Math.min(REQUEST_KEYS, keysWanted * GROWTH);
        return !asking.isEmpty();
    }

    /** Forgets what was looked up first: rows that are too many, or in the way of the next ones. */
    private void makeRoom() {
        long batch = bytesOfAnswer * Math.min(REQUEST_KEYS, keysWanted);
        Iterator<Found> oldest = known.values().iterator();
        while (oldest.hasNext() && (known.size() > MAX_FRAMES || workspace.room() < batch)) {
            workspace.release(oldest.next().bytes());
            oldest.remove();
        }
    }

    /** Looks up the right rows of collected frames. Those that there is no room for are asked for when their turn comes. */
    private void ask() {
        Map<List<@Nullable Object>, @Nullable Object[]> unknown = new LinkedHashMap<>();
        for (Asking one : asking) {
            if (unknown.size() < REQUEST_KEYS && !known.containsKey(one.key())) {
                unknown.putIfAbsent(one.key(), one.frame());
            }
        }
        Iterator<@Nullable Object @Nullable []> answers =
                lookup.rows(new ArrayList<>(unknown.values())).iterator();
        long total = 0;
        for (List<@Nullable Object> key : unknown.keySet()) {
            @Nullable Object[] answer = answers.next();
            long bytes = RowSize.HASH_ENTRY + RowSize.ofValue(key) + (answer == null ? 0 : RowSize.of(answer));
            if (total == 0) {
                workspace.keep(bytes);
            } else if (!workspace.tryKeep(bytes, total)) {
                bytesOfAnswer = Math.max(2 * bytesOfAnswer, bytes);
                return;
            }
            total += bytes;
            known.put(key, new Found(Optional.ofNullable(answer), bytes));
        }
        bytesOfAnswer = total / unknown.size();
    }

    @Override
    void drop() {
        known.clear();
        asking.clear();
    }
}
