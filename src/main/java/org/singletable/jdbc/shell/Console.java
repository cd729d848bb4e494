package org.singletable.jdbc.shell;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a {@link Tool} reads and writes.
 *
 * @param out what it was asked for, for other programs to read
 * @param err what it tells a person: progress, remarks
 */
record Console(InputStream in, PrintStream out, PrintStream err) {}
