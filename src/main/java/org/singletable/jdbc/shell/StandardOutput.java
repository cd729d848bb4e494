package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.PrintStream;

/** Lines for standard output. For several threads. */
final class StandardOutput {
    /** After how many lines it is checked whether anybody still reads them. */
    private static final int LINES_BETWEEN_CHECKS = 1000;

    private final PrintStream out;
    private long lines;

    StandardOutput(PrintStream out) {
        this.out = out;
    }

    /** @throws IOException nobody reads them any more */
    synchronized void add(String line) throws IOException {
        out.print(line);
        lines++;
        if (lines % LINES_BETWEEN_CHECKS == 0 && out.checkError()) {
            throw new IOException("nobody reads the output any more");
        }
    }
}
