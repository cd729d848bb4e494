package org.singletable.jdbc.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Runs scripts to their end or to the first error. */
final class ScriptRunner {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Session session;
    private final Commands commands;
    private final InputStream standardInput;
    private final PrintStream err;

    ScriptRunner(Session session, InputStream standardInput, PrintStream err) {
        this.session = session;
        this.commands = new Commands(session);
        this.standardInput = standardInput;
        this.err = err;
    }

    /** What became of a statement, or of a script. */
    enum Outcome {
        SUCCESS,
        /** It failed, and the error has been printed. */
        FAILURE,
        QUIT
    }

    /** Runs the scripts in their order. A command to quit ends them all. */
    Outcome run(List<Script> scripts) {
        for (Script script : scripts) {
            Outcome outcome = run(script);
            if (outcome != Outcome.SUCCESS) {
                return outcome;
            }
        }
        return Outcome.SUCCESS;
    }

    /** Runs one statement or command. */
    Outcome run(ScriptStatement statement) {
        try {
            if (statement.isCommand()) {
                return commands.run(statement.text()) == Commands.Outcome.QUIT ? Outcome.QUIT : Outcome.SUCCESS;
            }
            session.execute(statement.text());
            return Outcome.SUCCESS;
        } catch (SQLException e) {
            err.println(Session.describe(e));
        } catch (UsageException | IOException e) {
            err.println("Error: " + e.getMessage());
        }
        return Outcome.FAILURE;
    }

    private Outcome run(Script script) {
        // Statements run as their lines arrive, so that a program at the other end of a pipe can wait for answers.
        try (BufferedReader reader = open(script)) {
            StatementSplitter splitter = new StatementSplitter();
            boolean first = true;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String content = first && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
                first = false;
                for (ScriptStatement statement : splitter.feed(content)) {
                    Outcome outcome = run(statement, script);
                    if (outcome != Outcome.SUCCESS) {
                        return outcome;
                    }
                }
            }
            Optional<ScriptStatement> last = splitter.end();
            return last.isPresent() ? run(last.get(), script) : Outcome.SUCCESS;
        } catch (CharacterCodingException e) {
            err.println("Error: " + script.place() + " is not UTF-8 text");
            return Outcome.FAILURE;
        } catch (IOException e) {
            err.println("Error: cannot read " + script.place() + ": " + e);
            return Outcome.FAILURE;
        }
    }

    private Outcome run(ScriptStatement statement, Script script) {
        Outcome outcome = run(statement);
        if (outcome == Outcome.FAILURE) {
            err.println("  in " + script.place() + ", line " + statement.line() + ": " + statement.text());
        }
        return outcome;
    }

    private BufferedReader open(Script script) throws IOException {
        if (script instanceof Script.File file) {
            return Files.newBufferedReader(file.path());
        }
        Reader reader = script instanceof Script.Text text
                ? new StringReader(text.sql())
                // A decoder given as such reports bad input; the charset alone would replace it.
                : new InputStreamReader(standardInput, StandardCharsets.UTF_8.newDecoder());
        return new BufferedReader(reader);
    }
}
