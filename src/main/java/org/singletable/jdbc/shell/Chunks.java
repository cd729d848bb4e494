package org.singletable.jdbc.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Cuts the rows of a file into chunks. Several threads take them; one at a time reads. */
final class Chunks {
    /** A chunk ends behind so many bytes even where it could have more rows, so that few large ones are held. */
    private static final long MOST_BYTES = 4 << 20;

    private final RowSource source;
    private final int size;
    private final NavigableMap<Long, Mark> done = new TreeMap<>();
    private boolean ended;

    /**
     * @param size rows of a chunk, at most
     * @param done what an earlier load has done behind the place that the source is at
     */
    Chunks(RowSource source, int size, List<LoadState.Span> done) {
        this.source = source;
        this.size = size;
        done.forEach(span -> this.done.put(span.from(), span.to()));
    }

    /**
     * The next chunk; empty when there are no more, or after an exception.
     *
     * @throws IOException as {@link RowSource#next}
     */
    synchronized Optional<Chunk> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        ended = true;
        while (done.containsKey(source.mark().offset())) {
            source.moveTo(done.remove(source.mark().offset()));
        }
        Mark from = source.mark();
        List<LoadRow> rows = new ArrayList<>();
        boolean more = true;
        while (more) {
            Optional<LoadRow> row = source.next();
            row.ifPresent(rows::add);
            long offset = source.mark().offset();
            more = row.isPresent()
                    && rows.size() < size
                    && offset - from.offset() < MOST_BYTES
                    && !done.containsKey(offset);
        }
        ended = rows.isEmpty();
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Chunk(from, source.mark(), rows));
    }
}
