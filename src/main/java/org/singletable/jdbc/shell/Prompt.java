package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Reads statements from a person at a terminal. Ctrl-C drops the line or cancels the running statement; Ctrl-D leaves.
 */
final class Prompt {
    private static final String PRIMARY = "sql> ";
    private static final String SECONDARY = "  -> ";

    private final Terminal terminal;
    private final Session session;
    private final ScriptRunner runner;
    private final PrintStream err;
    private final LineReader reader;

    /**
     * @param home the folder of the history
     */
    Prompt(Terminal terminal, Session session, ScriptRunner runner, PrintStream err, Path home) throws IOException {
        this.terminal = terminal;
        this.session = session;
        this.runner = runner;
        this.err = err;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("singletable-jdbc")
                .parser(new StatementParser())
                .completer(new NameCompleter(session.connection()))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, SECONDARY)
                // The exclamation mark is for our commands, not for events of the history.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
        HistoryFile.in(home).ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    }

    /** The terminal this process runs in, if a person can type there. */
    static Optional<Terminal> systemTerminal() throws IOException {
        if (System.console() == null) {
            return Optional.empty();
        }
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                // Elsewhere stty does, without the warning of Java 24 and later about native libraries.
                .jni(System.getProperty("os.name").startsWith("Windows"))
                .build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return Optional.empty();
        }
        return Optional.of(terminal);
    }

    /** Runs until the person leaves. */
    void run() {
        terminal.handle(Terminal.Signal.INT, signal -> cancel());
        boolean more = true;
        while (more) {
            try {
                more = run(reader.readLine(PRIMARY));
            } catch (UserInterruptException e) {
                terminal.writer().println("Use !quit or Ctrl-D to leave.");
            } catch (EndOfFileException e) {
                more = false;
            }
        }
    }

    private boolean run(String input) {
        String word = input.strip();
        if (word.equalsIgnoreCase("quit") || word.equalsIgnoreCase("exit")) {
            return false;
        }
        for (ScriptStatement statement : statements(input)) {
            ScriptRunner.Outcome outcome = runner.run(statement);
            if (outcome != ScriptRunner.Outcome.SUCCESS) {
                return outcome != ScriptRunner.Outcome.QUIT;
            }
        }
        return true;
    }

    private static List<ScriptStatement> statements(String input) {
        StatementSplitter splitter = new StatementSplitter();
        List<ScriptStatement> statements = new ArrayList<>();
        input.lines().forEach(line -> statements.addAll(splitter.feed(line)));
        splitter.end().ifPresent(statements::add);
        return statements;
    }

    private void cancel() {
        try {
            session.cancel();
        } catch (SQLException e) {
            err.println(Session.describe(e));
        }
    }
}
