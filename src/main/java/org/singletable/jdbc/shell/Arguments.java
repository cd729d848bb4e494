package org.singletable.jdbc.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param url null for the embedded engine with sample data
 * @param scripts what {@code -e} and {@code -f} give, in their order; empty to read standard input or to prompt
 */
record Arguments(Task task, @Nullable String url, List<Script> scripts, OutputFormat format) {
    static final String USAGE = """
            Usage: [URL] [-e SQL]... [-f FILE]... [--format table|csv|json]
                   TOOL ARGUMENT...

              URL              what to connect to, by any JDBC driver on the class path, such as
                                 jdbc:singletable://eu-west-1/shop?mapping=shop.json
                                 jdbc:singletable:file:./data/shop?mapping=shop.json
                               without it: the embedded engine in memory, with sample data
              -e SQL           runs statements separated by ';', and ends
              -f FILE          runs a file of statements (UTF-8), and ends; '-' is standard input
              --format FORMAT  how results are printed: table (default), csv or json
              --help           prints this
              --version        prints the version

            Several -e and -f run in their order. Without any, statements are read from standard input:
            from a prompt where that is a terminal. A script ends at its first error.

            Status: 0 all statements succeeded; 1 the connection or a statement failed; 2 wrong arguments.

            Or, to work on a mapping or a table as a whole: TOOL --help tells the arguments of

            """ + Tools.list();

    /** What is asked for. */
    enum Task {
        RUN,
        HELP,
        VERSION
    }

    Arguments {
        scripts = List.copyOf(scripts);
    }

    /** @throws UsageException an argument is unknown, repeated or lacks its value */
    static Arguments parse(String... args) throws UsageException {
        Task task = Task.RUN;
        String url = null;
        List<Script> scripts = new ArrayList<>();
        OutputFormat format = OutputFormat.TABLE;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            if (arg.startsWith("--format=")) {
                format = OutputFormat.parse(arg.substring("--format=".length()));
                continue;
            }
            switch (arg) {
                case "--help", "-h" -> task = Task.HELP;
                case "--version" -> task = Task.VERSION;
                case "--format" -> format = OutputFormat.parse(value(arg, rest));
                case "-e" -> scripts.add(new Script.Text(value(arg, rest)));
                case "-f" -> scripts.add(file(value(arg, rest)));
                default -> {
                    if (!arg.startsWith("jdbc:")) {
                        throw new UsageException(
                                arg.startsWith("-")
                                        ? "Unknown option " + arg
                                        : "Unknown argument " + arg + ": a URL begins with jdbc:");
                    }
                    if (url != null) {
                        throw new UsageException("More than one URL");
                    }
                    url = arg;
                }
            }
        }
        return new Arguments(task, url, scripts, format);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException("Option " + option + " lacks its value");
        }
        return rest.next();
    }

    private static Script file(String name) throws UsageException {
        if (name.equals("-")) {
            return new Script.StandardInput();
        }
        try {
            return new Script.File(Path.of(name));
        } catch (InvalidPathException e) {
            throw new UsageException("Not a file name: " + e.getMessage());
        }
    }
}
