package org.singletable.jdbc.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.singletable.jdbc.testing.RecordingProxy.Behaviour;
import org.singletable.jdbc.testing.RecordingProxy.Damage;
import org.singletable.jdbc.testing.RecordingProxy.Damaged;
import org.singletable.jdbc.testing.RecordingProxy.Delivery;
import org.singletable.jdbc.testing.RecordingProxy.Fault;

/** Ways in which an answer is damaged between engine and client, each of which the client can find out. */
public enum Damages {
    /** The connection ends before the announced length has come. */
    CUT(answer -> new Delivery(half(answer), answer.length, checksum(answer))),
    /** The connection ends before the last byte. */
    LAST_BYTE_CUT(answer -> new Delivery(Arrays.copyOf(answer, answer.length - 1), answer.length, checksum(answer))),
    /** The first half, as if it were all; the checksum is that of the whole. */
    HALF(answer -> new Delivery(half(answer), half(answer).length, checksum(answer))),
    /** The same with a checksum that is right of what comes. */
    HALF_CHECKED(answer -> checked(half(answer))),
    /** A character within a value or a name is another one: still JSON. */
    CHARACTER(answer -> {
        byte[] other = answer.clone();
        int letter = lastLetter(other);
        other[letter] = (byte) (other[letter] == 'x' ? 'y' : 'x');
        return new Delivery(other, other.length, checksum(answer));
    }),
    /** A brace is gone: no JSON, though the checksum is right. */
    BRACE_CHECKED(answer -> {
        byte[] other = answer.clone();
        other[other.length - 1] = ' ';
        return checked(other);
    }),
    /** Zeros in the middle. */
    ZEROS(answer -> new Delivery(zeroed(answer), answer.length, checksum(answer))),
    /** The same with a checksum that is right of what comes. */
    ZEROS_CHECKED(answer -> checked(zeroed(answer))),
    /** The page of something between, which answers 200 to all. */
    PAGE_CHECKED(answer -> checked("<html><body>Please log in</body></html>".getBytes(UTF_8))),
    /** JSON, though no object. */
    LIST_CHECKED(answer -> checked("[]".getBytes(UTF_8))),
    TEXT_CHECKED(answer -> checked("\"\"".getBytes(UTF_8))),
    NULL_CHECKED(answer -> checked("null".getBytes(UTF_8))),
    /** Nothing, as if it were all; the checksum is that of the whole. */
    NOTHING(answer -> new Delivery(new byte[0], 0, checksum(answer))),
    /** Nothing, and a checksum that is right of nothing. */
    NOTHING_CHECKED(answer -> checked(new byte[0])),
    /** Blanks, which may stand before an answer. */
    BLANKS_CHECKED(answer -> checked("   ".getBytes(UTF_8)));

    private final Damage damage;

    Damages(Damage damage) {
        this.damage = damage;
    }

    /** The engine has done it, and its answer is damaged. */
    public Fault fault() {
        return of((operation, request, engine) -> engine.send(request));
    }

    /** What answers in the engine's place is damaged. */
    public Fault of(Behaviour behaviour) {
        return new Damaged(behaviour, damage);
    }

    private static byte[] half(byte[] answer) {
        return Arrays.copyOf(answer, answer.length / 2);
    }

    private static byte[] zeroed(byte[] answer) {
        byte[] other = answer.clone();
        Arrays.fill(other, answer.length / 2, Math.min(answer.length, answer.length / 2 + 4), (byte) 0);
        return other;
    }

    private static int lastLetter(byte[] answer) {
        int letter = answer.length - 1;
        while (!Character.isLetter(answer[letter])) {
            letter--;
        }
        return letter;
    }

    private static Delivery checked(byte[] body) {
        return new Delivery(body, body.length, checksum(body));
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
