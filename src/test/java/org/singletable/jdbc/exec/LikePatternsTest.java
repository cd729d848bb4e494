package org.singletable.jdbc.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikePatternsTest {
    /** Patterns may come from rows, each of them another one. */
    @Test
    void onlyTheFirstOnesAreKept() {
        LikePatterns patterns = new LikePatterns();
        LikePattern first = patterns.get("a0%", "\\", false);
        for (int i = 1; i < 64; i++) {
            patterns.get("a" + i + "%", "\\", false);
        }
        LikePattern later = patterns.get("a64%", "\\", false);

        assertThat(patterns.get("a0%", "\\", false)).isSameAs(first);
        assertThat(patterns.get("a64%", "\\", false)).isNotSameAs(later);
    }
}
