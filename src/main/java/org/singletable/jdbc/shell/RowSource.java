package org.singletable.jdbc.shell;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The rows of a file, one after the other. Not for several threads. */
interface RowSource extends Closeable {
    /**
     * The next row; empty at the end.
     *
     * @throws IOException the file cannot be read, or cannot be told into rows any more; the message names it
     */
    Optional<LoadRow> next() throws IOException;

    /** What they are read from. */
    FileBytes bytes();

    /** The place behind the last row that was read. */
    default Mark mark() {
        return bytes().mark();
    }

    /** Makes the row at another place, which {@link #mark} gave once, the next. */
    default void moveTo(Mark mark) throws IOException {
        bytes().moveTo(mark);
    }

    /** Bytes of the whole file. */
    default long size() throws IOException {
        return bytes().size();
    }

    @Override
    default void close() throws IOException {
        bytes().close();
    }

    /** What stands at the beginning of a file of rejected rows. */
    String rejectsHeader();
}
