package org.singletable.jdbc.exec;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes the ids of {@code uuid()}, {@code uuidv7()} and {@code ulid()}. */
public final class GeneratedIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private GeneratedIds() {}

    /** A random UUID (RFC 9562, version 4). */
    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    /** A UUID that begins with its time in milliseconds (RFC 9562, version 7). */
    static String uuidv7(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000 | (RANDOM.nextInt() & 0xFFF);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** A ULID: 48 bits of milliseconds and 80 random bits as 26 characters of Crockford's base 32. */
    public static String ulid(Instant now) {
        char[] text = new char[26];
        long time = now.toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            text[i] = CROCKFORD[(int) (time & 31)];
            time >>>= 5;
        }
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        for (int i = 0; i < 16; i++) {
            text[10 + i] = CROCKFORD[random[i] & 31];
        }
        return new String(text);
    }
}
