package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Gives one character a call, as a network might. */
    private static Reader slow(String text) {
        return new FilterReader(new StringReader(text)) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
    }

    @Test
    void readsAllOrAsMuchAsAnnounced() throws SQLException {
        assertThat(Streams.bytes(stream("abc"))).containsExactly('a', 'b', 'c');
        assertThat(Streams.bytes(stream("abc"), 2)).containsExactly('a', 'b');
        assertThat(Streams.ascii(stream("abc"))).isEqualTo("abc");
        assertThat(Streams.ascii(stream("abc"), 3)).isEqualTo("abc");
        assertThat(Streams.text(slow("äbc"))).isEqualTo("äbc");
        assertThat(Streams.text(slow("äbc"), 2)).isEqualTo("äb");
        assertThat(Streams.text(null, 2)).isNull();
        assertThat(Streams.bytes(null)).isNull();
    }

    @Test
    void announcedLengthsAreKept() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Streams.text(slow("abc"), 4))
                .withMessageContaining("ends after 3 of the 4");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Streams.bytes(stream("abc"), 4))
                .withMessageContaining("ends after 3 of the 4");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Streams.bytes(stream("abc"), -1))
                .withMessageContaining("not negative");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Streams.bytes(stream("abc"), Long.MAX_VALUE))
                .extracting(SQLException::getSQLState)
                .isEqualTo("22001");
    }

    @Test
    void anUnreadableStreamIsADataError() throws IOException {
        Reader closed = new StringReader("abc");
        closed.close();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Streams.text(closed))
                .withMessageContaining("cannot be read");
    }
}
