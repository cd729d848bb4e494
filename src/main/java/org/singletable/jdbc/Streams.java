package org.singletable.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/** Reads the streams given to setters. A length that is announced has to be there. */
final class Streams {
    private Streams() {}

    static byte @Nullable [] bytes(@Nullable InputStream stream) throws SQLException {
        try {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw SqlExceptions.of(JdbcErrors.unreadableStream(e));
        }
    }

    static byte @Nullable [] bytes(@Nullable InputStream stream, long length) throws SQLException {
        int wanted = Values.checkedLength(length);
        try {
            return stream == null ? null : complete(stream.readNBytes(wanted), wanted);
        } catch (IOException e) {
            throw SqlExceptions.of(JdbcErrors.unreadableStream(e));
        }
    }

    private static byte[] complete(byte[] bytes, int wanted) throws SQLException {
        if (bytes.length < wanted) {
            throw SqlExceptions.of(JdbcErrors.shortStream(wanted, bytes.length));
        }
        return bytes;
    }

    static @Nullable String ascii(@Nullable InputStream stream) throws SQLException {
        return decode(bytes(stream));
    }

    static @Nullable String ascii(@Nullable InputStream stream, long length) throws SQLException {
        return decode(bytes(stream, length));
    }

    private static @Nullable String decode(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }

    static @Nullable String text(@Nullable Reader reader) throws SQLException {
        try {
            if (reader == null) {
                return null;
            }
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw SqlExceptions.of(JdbcErrors.unreadableStream(e));
        }
    }

    static @Nullable String text(@Nullable Reader reader, long length) throws SQLException {
        char[] buffer = new char[Values.checkedLength(length)];
        try {
            if (reader == null) {
                return null;
            }
            int filled = 0;
            for (int read = 0; filled < buffer.length && read >= 0; filled += Math.max(read, 0)) {
                read = reader.read(buffer, filled, buffer.length - filled);
            }
            if (filled < buffer.length) {
                throw SqlExceptions.of(JdbcErrors.shortStream(buffer.length, filled));
            }
            return new String(buffer);
        } catch (IOException e) {
            throw SqlExceptions.of(JdbcErrors.unreadableStream(e));
        }
    }
}
