package org.singletable.jdbc.shell;

import java.util.List;

/**
 * Rows that follow each other in a file and are written together.
 *
 * @param from the place in the file where they begin
 * @param to the place behind them
 */
record Chunk(Mark from, Mark to, List<LoadRow> rows) {
    Chunk {
        rows = List.copyOf(rows);
    }
}
