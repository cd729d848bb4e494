package org.singletable.jdbc.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GeneratedIdsTest {
    private static final Instant NOW = Instant.parse("2024-06-03T12:00:00.123Z");

    @Test
    void uuidsAreRandom() {
        UUID first = UUID.fromString(GeneratedIds.uuid());
        assertThat(first.version()).isEqualTo(4);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(GeneratedIds.uuid()).isNotEqualTo(first.toString());
    }

    @Test
    void version7BeginsWithItsTime() {
        UUID uuid = UUID.fromString(GeneratedIds.uuidv7(NOW));
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(GeneratedIds.uuidv7(NOW.plusMillis(1))).isGreaterThan(uuid.toString());
    }

    @Test
    void ulidsSortByTime() {
        String ulid = GeneratedIds.ulid(NOW);
        assertThat(ulid).hasSize(26).matches("[0-9A-HJKMNP-TV-Z]{26}");
        // The time of the ULID specification's own example.
        assertThat(GeneratedIds.ulid(Instant.ofEpochMilli(1469918176385L))).startsWith("01ARYZ6S41");
        assertThat(GeneratedIds.ulid(NOW.plusMillis(1))).isGreaterThan(ulid);
        assertThat(GeneratedIds.ulid(NOW)).isNotEqualTo(ulid);
    }
}
