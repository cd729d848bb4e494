package org.singletable.jdbc.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a load has come, as its file of progress says.
 *
 * @param table where it writes
 * @param format of the file that it reads
 * @param written rows that are stored
 * @param rejected rows that are in the file of rejected ones
 * @param rejects the name of that file
 * @param rejectsLength its bytes
 * @param done all rows before this place are written or rejected
 * @param later what is done behind that place
 * @param sent what was being written: rows of it may be stored
 */
record LoadState(
        String table,
        BulkFormat format,
        long written,
        long rejected,
        String rejects,
        long rejectsLength,
        Mark done,
        List<Span> later,
        List<Span> sent) {

    /**
     * A part of a file.
     *
     * @param from the offset of its first byte
     */
    record Span(long from, Mark to) {
        boolean contains(long offset) {
            return from <= offset && offset < to.offset();
        }
    }

    LoadState {
        later = List.copyOf(later);
        sent = List.copyOf(sent);
    }

    /** The state of a load that has not begun. */
    static LoadState beginning(String table, BulkFormat format, String rejects) {
        return new LoadState(table, format, 0, 0, rejects, 0, Mark.START, List.of(), List.of());
    }

    /** Whether both write the same kind of file to the same places. */
    boolean isSameLoad(LoadState other) {
        return table.equals(other.table) && format == other.format && rejects.equals(other.rejects);
    }

    /** The same, with another place that all is done before. */
    LoadState at(Mark place) {
        return new LoadState(table, format, written, rejected, rejects, rejectsLength, place, later, sent);
    }

    /** All places whose hashes are known. */
    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>(List.of(done));
        later.forEach(span -> marks.add(span.to()));
        sent.forEach(span -> marks.add(span.to()));
        return marks;
    }
}
