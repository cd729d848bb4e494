package org.singletable.jdbc.shell;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The bytes of a file one after the other, with the place that has been reached. Not for several threads. */
final class FileBytes implements Closeable {
    /** In the place of a byte: there are no more. */
    static final int END = -1;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private long line = Mark.START.line();
    private long offset = Mark.START.offset();
    private long hash = Mark.START.hash();

    FileBytes(Path file) throws IOException {
        channel = Files.newByteChannel(file);
    }

    /** The next byte, 0 to 255, or {@link #END}. It stays the next one. */
    int peek() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read <= 0) {
                return END;
            }
        }
        return buffer.get(buffer.position()) & 0xFF;
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    int read() throws IOException {
        int next = peek();
        if (next != END) {
            buffer.get();
            offset++;
            hash = Mark.hash(hash, next);
            if (next == '\n') {
                line++;
            }
        }
        return next;
    }

    /** Passes over the three bytes that some programs begin a file of UTF-8 with. To be called at the beginning of the file. */
    void skipByteOrderMark() throws IOException {
        peek();
        byte[] first = new byte[Math.min(BYTE_ORDER_MARK.length, buffer.remaining())];
        buffer.duplicate().get(first);
        if (Arrays.equals(first, BYTE_ORDER_MARK)) {
            for (int i = 0; i < first.length; i++) {
                read();
            }
        }
    }

    /** How many bytes are before the next one. */
    long offset() {
        return offset;
    }

    /** The place of the next byte, which must be the first of a line or the end. */
    Mark mark() {
        return new Mark(line, offset, hash);
    }

    /** Makes another place the next. */
    void moveTo(Mark mark) throws IOException {
        channel.position(mark.offset());
        buffer.clear().flip();
        line = mark.line();
        offset = mark.offset();
        hash = mark.hash();
    }

    /** Bytes of the whole file. */
    long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
