package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Gathers the bytes of a text within a row. */
final class RowBytes {
    /** No item of DynamoDB has more than 400 KB: what is this long is no row, but a quote or a line feed that is missing. */
    private static final int MOST = 16 << 20;

    private final Path file;
    private byte[] bytes = new byte[256];
    private int length;

    /** @param file for messages */
    RowBytes(Path file) {
        this.file = file;
    }

    void clear() {
        length = 0;
    }

    /**
     * @param line of the row, for the message
     * @throws IOException there are too many
     */
    void add(int next, long line) throws IOException {
        if (length == MOST) {
            throw new IOException(
                    file + ", line " + line + ": a row of more than 16 MB; is a quote or a line end missing?");
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) next;
    }

    /** @throws CharacterCodingException the bytes are no UTF-8 */
    String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, length))
                .toString();
    }

    /** The text with a replacement character for what is no UTF-8. */
    String readableText() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
