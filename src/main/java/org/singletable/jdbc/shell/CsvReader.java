package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of CSV (RFC 4180, UTF-8). Lines end with LF or CR LF; within quotes both stand for themselves. Empty lines are
 * records with one empty field.
 */
final class CsvReader {
    /**
     * A field.
     *
     * @param quoted whether it stands in quotes
     */
    record Field(String text, boolean quoted) {
        /** The field as it may stand in a file. */
        String written() {
            return quoted ? CsvText.quoted(text) : text.isEmpty() ? "" : CsvText.field(text);
        }
    }

    /**
     * A record.
     *
     * @param line the number of its first line, from 1
     * @param offset of its first byte
     * @param problem what is wrong with it, such as a quote in the middle of a field; null if nothing is. The next record begins
     *     with the next line then, as far as can be told
     */
    record Record(
            long line,
            long offset,
            List<Field> fields,
            @Nullable String problem) {
        boolean isEmptyLine() {
            return fields.size() == 1 && fields.get(0).equals(new Field("", false));
        }
    }

    private final FileBytes bytes;
    private final Path file;
    private final RowBytes text;
    private long line;
    private @Nullable String problem;

    /** @param file for messages */
    CsvReader(FileBytes bytes, Path file) {
        this.bytes = bytes;
        this.file = file;
        this.text = new RowBytes(file);
    }

    /**
     * The next record; empty at the end of the file.
     *
     * @throws IOException the file ends within quotes, or a field is too long to be one
     */
    Optional<Record> read() throws IOException {
        if (bytes.peek() == FileBytes.END) {
            return Optional.empty();
        }
        line = bytes.mark().line() + 1;
        long offset = bytes.mark().offset();
        problem = null;
        List<Field> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (takes(','));
        takes('\n');
        return Optional.of(new Record(line, offset, List.copyOf(fields), problem));
    }

    /** A field up to the comma, the line feed or the end behind it. */
    private Field field() throws IOException {
        text.clear();
        boolean quoted = takes('"');
        if (quoted) {
            inQuotes();
        }
        boolean more = true;
        while (more) {
            int next = bytes.peek();
            if (next == FileBytes.END || next == ',' || next == '\n') {
                more = false;
            } else {
                bytes.read();
                if (next != '\r' || bytes.peek() != '\n') {
                    unquoted(next, quoted);
                }
            }
        }
        return new Field(decoded(), quoted);
    }

    /** Up to the closing quote, and with it. */
    private void inQuotes() throws IOException {
        boolean open = true;
        while (open) {
            int next = bytes.read();
            if (next == FileBytes.END) {
                throw new IOException(file + ", line " + line + ": the file ends within quotes; is a quote missing?");
            }
            if (next == '"' && !takes('"')) {
                open = false;
            } else {
                text.add(next, line);
            }
        }
    }

    /** A byte outside of quotes. */
    private void unquoted(int next, boolean behindQuotes) throws IOException {
        if (behindQuotes) {
            problem = "text behind a closing quote";
        } else if (next == '"') {
            problem = "a quote in a field that does not begin with one";
        }
        text.add(next, line);
    }

    private String decoded() {
        try {
            return text.text();
        } catch (CharacterCodingException e) {
            problem = "bytes that are no UTF-8";
            return text.readableText();
        }
    }

    private boolean takes(char wanted) throws IOException {
        if (bytes.peek() != wanted) {
            return false;
        }
        bytes.read();
        return true;
    }
}
