package org.singletable.jdbc.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Keeps the books of a load: which chunks are under way and which are done. What it is told is in the file of progress when its
 * methods return. For several threads.
 */
final class LoadLedger {
    private final StateFile<LoadState> file;
    private final RejectsFile rejects;
    private final NavigableMap<Long, Mark> later = new TreeMap<>();
    private final List<LoadState.Span> resent;
    private final List<LoadState.Span> sent = new ArrayList<>();
    private LoadState state;

    /** @param begin where the load goes on */
    LoadLedger(StateFile<LoadState> file, RejectsFile rejects, LoadState begin) {
        this.file = file;
        this.rejects = rejects;
        this.state = begin;
        this.resent = begin.sent();
        begin.later().forEach(span -> later.put(span.from(), span.to()));
    }

    /** Whether an earlier part of the load was writing a row when it ended. */
    boolean wasSent(LoadRow row) {
        return resent.stream().anyMatch(span -> span.contains(row.offset()));
    }

    /** A chunk is about to be written. */
    synchronized void begins(Chunk chunk) throws IOException {
        sent.add(span(chunk));
        save(0, 0);
    }

    /** A chunk is written, but for its rows that are rejected now. */
    synchronized void ends(Chunk chunk, ChunkResult result) throws IOException {
        rejects.add(result.rejected());
        sent.remove(span(chunk));
        later.put(chunk.from().offset(), chunk.to());
        save(result.written(), result.rejected().size());
    }

    private static LoadState.Span span(Chunk chunk) {
        return new LoadState.Span(chunk.from().offset(), chunk.to());
    }

    private void save(long written, long rejected) throws IOException {
        Mark done = state.done();
        while (later.containsKey(done.offset())) {
            done = later.remove(done.offset());
        }
        long behind = done.offset();
        List<LoadState.Span> stillSent = new ArrayList<>(sent);
        resent.stream().filter(span -> span.to().offset() > behind).forEach(stillSent::add);
        state = new LoadState(
                state.table(),
                state.format(),
                state.written() + written,
                state.rejected() + rejected,
                state.rejects(),
                rejects.length(),
                done,
                later.entrySet().stream()
                        .map(entry -> new LoadState.Span(entry.getKey(), entry.getValue()))
                        .toList(),
                stillSent);
        file.write(state);
    }

    /** How far the load has come. */
    synchronized LoadState state() {
        return state;
    }
}
