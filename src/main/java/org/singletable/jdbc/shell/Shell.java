package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;

/**
 * The command line: a SQL prompt, and a runner of scripts. {@link Arguments#USAGE} describes it.
 *
 * <p>It stands on JLine, the line editor that sqlline is made of, and not on sqlline itself. sqlline 1.12.0 ends with status 0 where the
 * connection or all but the last {@code -e} failed, goes on after an error, cuts rows at the width of the terminal,
 * and prints NULL timestamps as the text {@code null} in CSV and JSON; what would be left of it is the line editor.
 */
public final class Shell {
    private static final int SUCCESS = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminals terminals;
    private final Path home;

    /** Finds the terminal that statements are typed in, if there is one. */
    interface Terminals {
        Optional<Terminal> open() throws IOException;
    }

    /**
     * A shell that reads scripts from {@code in} and writes UTF-8.
     *
     * @param terminals asked when neither {@code -e} nor {@code -f} is given
     * @param home the folder for the history of the prompt
     */
    Shell(InputStream in, OutputStream out, OutputStream err, Terminals terminals, Path home) {
        this.in = in;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.terminals = terminals;
        this.home = home;
    }

    public static void main(String[] args) {
        // Without a logging provider, SLF4J tells so on the standard error of each run.
        if (System.getProperty(SLF4J_VERBOSITY) == null) {
            System.setProperty(SLF4J_VERBOSITY, "ERROR");
        }
        Path home = Path.of(System.getProperty("user.home"));
        int status = new Shell(System.in, System.out, System.err, Prompt::systemTerminal, home).run(args);
        // Not by returning: threads that a driver left behind would hold up the program, or Maven around it.
        System.exit(status);
    }

    /** Does what the arguments say and returns the status to exit with. */
    int run(String... args) {
        Optional<Tool> tool = args.length == 0 ? Optional.empty() : Tools.find(args[0]);
        if (tool.isPresent()) {
            return run(tool.get(), List.of(args).subList(1, args.length));
        }
        try {
            Arguments arguments = Arguments.parse(args);
            return switch (arguments.task()) {
                case HELP -> print(Arguments.USAGE);
                case VERSION -> print("singletable-jdbc " + version() + "\n");
                case RUN -> connectAndRun(arguments);
            };
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.print(Arguments.USAGE);
            return WRONG_USAGE;
        } catch (SQLException e) {
            err.println(Session.describe(e));
            return FAILED;
        } catch (IOException e) {
            err.println("Error: the terminal cannot be used: " + e);
            return FAILED;
        } finally {
            out.flush();
        }
    }

    private int run(Tool tool, List<String> arguments) {
        if (arguments.contains("--help")) {
            return print(tool.usage());
        }
        try {
            return tool.run(arguments, new Console(in, out, err)) ? SUCCESS : FAILED;
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.print(tool.usage());
            return WRONG_USAGE;
        } catch (SQLException e) {
            err.println(Session.describe(e));
            return FAILED;
        } catch (IOException e) {
            err.println("Error: " + e.getMessage());
            return FAILED;
        } finally {
            out.flush();
        }
    }

    private int connectAndRun(Arguments arguments) throws SQLException, IOException {
        for (Script script : arguments.scripts()) {
            if (script instanceof Script.File file && !Files.isReadable(file.path())) {
                err.println("Error: cannot read the file " + file.path());
                return FAILED;
            }
        }
        try (Connection connection = connect(arguments)) {
            Optional<Terminal> terminal = arguments.scripts().isEmpty() ? terminals.open() : Optional.empty();
            if (terminal.isPresent()) {
                try (Terminal opened = terminal.get()) {
                    prompt(opened, connection, arguments);
                }
                return SUCCESS;
            }
            Session session = new Session(connection, out, err, arguments.format());
            session.printWarnings(connection.getWarnings());
            List<Script> scripts =
                    arguments.scripts().isEmpty() ? List.of(new Script.StandardInput()) : arguments.scripts();
            ScriptRunner.Outcome outcome = new ScriptRunner(session, in, err).run(scripts);
            return outcome == ScriptRunner.Outcome.FAILURE ? FAILED : SUCCESS;
        }
    }

    private static Connection connect(Arguments arguments) throws SQLException {
        String url = arguments.url();
        return url == null ? SampleData.connect() : Drivers.connect(url);
    }

    private void prompt(Terminal terminal, Connection connection, Arguments arguments)
            throws SQLException, IOException {
        Charset encoding = terminal.encoding();
        PrintStream screen = new PrintStream(terminal.output(), true, encoding);
        Session session = new Session(connection, screen, screen, arguments.format());
        screen.print(arguments.url() == null ? SampleData.WELCOME : welcome(connection));
        session.printWarnings(connection.getWarnings());
        new Prompt(terminal, session, new ScriptRunner(session, in, screen), screen, home).run();
    }

    private static String welcome(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return "Connected to %s %s. !help lists the commands.%n%n"
                .formatted(metaData.getDatabaseProductName(), metaData.getDatabaseProductVersion());
    }

    private static String version() throws SQLException {
        Drivers.register();
        Driver driver = DriverManager.getDriver(SampleData.URL);
        return driver.getMajorVersion() + "." + driver.getMinorVersion();
    }

    private int print(String text) {
        out.print(text);
        return SUCCESS;
    }
}
