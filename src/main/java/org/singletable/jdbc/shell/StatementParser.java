package org.singletable.jdbc.shell;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** Tells the line editor when a statement is complete and where its words are. */
final class StatementParser extends DefaultParser {
    private static final String DELIMITERS = ".,();=<>";

    StatementParser() {
        setEscapeChars(null);
        setQuoteChars(new char[0]);
    }

    /** @throws EOFError the statement goes on in the next line */
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !isComplete(line)) {
            throw new EOFError(-1, -1, "The statement has no semicolon yet");
        }
        return super.parse(line, cursor, context);
    }

    @Override
    public boolean isDelimiterChar(CharSequence buffer, int pos) {
        char c = buffer.charAt(pos);
        return Character.isWhitespace(c) || DELIMITERS.indexOf(c) >= 0;
    }

    private static boolean isComplete(String text) {
        StatementSplitter splitter = new StatementSplitter();
        text.lines().forEach(splitter::feed);
        return !splitter.isPending();
    }
}
