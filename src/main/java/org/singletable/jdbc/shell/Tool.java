package org.singletable.jdbc.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What the shell does when its first argument names it: work on a mapping or on a table as a whole. */
interface Tool {
    /** The word that names it. */
    String name();

    /** One line, for the list of all tools. */
    String summary();

    /** How it is called: a line {@code Usage: ...}, and its options. Ends with a newline. */
    String usage();

    /**
     * Does its work.
     *
     * @return whether all is as it should be; else the shell's status is 1
     * @throws UsageException the arguments cannot be understood
     * @throws IOException a file cannot be read or written; the message names it
     */
    boolean run(List<String> arguments, Console console) throws UsageException, SQLException, IOException;
}
