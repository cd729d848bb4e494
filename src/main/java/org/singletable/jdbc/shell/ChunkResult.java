package org.singletable.jdbc.shell;

import java.util.List;

/**
 * What became of the rows of a chunk.
 *
 * @param written rows that are stored now
 * @param found of these, rows that had been stored before
 * @param writeUnits that it took
 */
record ChunkResult(long written, long found, List<Rejected> rejected, double writeUnits) {
    /** A row that was not written, and why. */
    record Rejected(LoadRow row, Refusal refusal) {}

    ChunkResult {
        rejected = List.copyOf(rejected);
    }
}
