package org.singletable.jdbc.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a dump has come, as its file of progress says.
 *
 * @param columns their names
 * @param segments in how many parts the table is read
 * @param finished the numbers, from 0, of those that are in the file
 * @param rows in the file
 * @param length the file's bytes
 */
record DumpState(
        String table,
        BulkFormat format,
        List<String> columns,
        int segments,
        List<Integer> finished,
        long rows,
        long length) {
    DumpState {
        columns = List.copyOf(columns);
        finished = List.copyOf(finished);
    }

    /** The numbers of the parts that are not in the file. */
    List<Integer> missing() {
        return IntStream.range(0, segments)
                .filter(segment -> !finished.contains(segment))
                .boxed()
                .toList();
    }

    /** One part more is in the file. */
    DumpState with(int segment, long segmentRows, long newLength) {
        List<Integer> all = new ArrayList<>(finished);
        all.add(segment);
        return new DumpState(table, format, columns, segments, all, rows + segmentRows, newLength);
    }

    /** Whether both dump the same columns of a table in the same format. */
    boolean isSameDump(DumpState other) {
        return table.equals(other.table) && format == other.format && columns.equals(other.columns);
    }
}
