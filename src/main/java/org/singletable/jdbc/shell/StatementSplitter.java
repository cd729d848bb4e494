package org.singletable.jdbc.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts lines into statements at the semicolons that stand outside of quotes and comments. Quotes are {@code '}, {@code "}
 * and the backtick, doubled within; comments are {@code --} and {@code /* }, the latter not nested. Comments stay in the
 * text, since they may carry hints. A line that begins with {@code !} where a statement could begin is a command and
 * ends with its line.
 */
final class StatementSplitter {
    private static final char NOTHING = 0;
    private static final char BLOCK_COMMENT = '*';

    private final StringBuilder text = new StringBuilder();
    /** The quote that is open, or {@link #BLOCK_COMMENT}, or {@link #NOTHING}. */
    private char open = NOTHING;

    private int line;
    /** Where the statement in {@link #text} begins; 0 while there are only blanks and comments. */
    private int startLine;

    /** Takes the next line and returns the statements that end in it. */
    List<ScriptStatement> feed(String nextLine) {
        line++;
        List<ScriptStatement> complete = new ArrayList<>();
        if (startLine == 0 && open == NOTHING && nextLine.stripLeading().startsWith("!")) {
            text.setLength(0);
            complete.add(command(nextLine));
            return complete;
        }
        int i = 0;
        while (i < nextLine.length()) {
            i = step(nextLine, i, complete);
        }
        text.append('\n');
        return complete;
    }

    /** The statement that the end of the script ends, for want of a semicolon. */
    Optional<ScriptStatement> end() {
        Optional<ScriptStatement> last = startLine == 0 ? Optional.empty() : Optional.of(statement());
        reset();
        return last;
    }

    /** Whether a statement, quote or comment has begun and not ended. */
    boolean isPending() {
        return startLine != 0 || open == BLOCK_COMMENT;
    }

    /** Handles what is at {@code i} and returns where to go on. */
    private int step(String input, int i, List<ScriptStatement> complete) {
        char c = input.charAt(i);
        int length = 1;
        if (open == BLOCK_COMMENT) {
            if (input.startsWith("*/", i)) {
                open = NOTHING;
                length = 2;
            }
        } else if (open != NOTHING) {
            if (c == open) {
                open = NOTHING;
            }
        } else if (input.startsWith("--", i)) {
            length = input.length() - i;
        } else if (input.startsWith("/*", i)) {
            open = BLOCK_COMMENT;
            length = 2;
        } else if (c == ';') {
            if (startLine != 0) {
                complete.add(statement());
            }
            reset();
            return i + 1;
        } else if (!Character.isWhitespace(c)) {
            if (startLine == 0) {
                startLine = line;
            }
            if (c == '\'' || c == '"' || c == '`') {
                open = c;
            }
        }
        text.append(input, i, i + length);
        return i + length;
    }

    private ScriptStatement command(String input) {
        String command = input.strip();
        return new ScriptStatement(command.endsWith(";") ? command.substring(0, command.length() - 1) : command, line);
    }

    private ScriptStatement statement() {
        return new ScriptStatement(text.toString().strip(), startLine);
    }

    private void reset() {
        text.setLength(0);
        open = NOTHING;
        startLine = 0;
    }
}
