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

    /** The place behind the last row that was read. */
    Mark mark();

    /** Makes the row at another place, which {@link #mark} gave once, the next. */
    void moveTo(Mark mark) throws IOException;

    /** Bytes of the whole file. */
    long size() throws IOException;

    /** What stands at the beginning of a file of rejected rows. */
    String rejectsHeader();
}
