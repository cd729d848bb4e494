package org.singletable.jdbc.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Program;

/**
 * A program that executes statements all the time holds no more for it, in a JVM of its own so that nothing else is counted.
 * {@code -Dload.statements} is their number.
 */
class ManyStatementsTest {
    private static final int STATEMENTS = Integer.getInteger("load.statements", 504);

    /** Far fewer than a slow machine executes. */
    private static final long STATEMENTS_A_MINUTE = 1_000;

    /** The engine's and the JVM's own, which go up and down. */
    private static final long BYTES = 200_000;

    /** Less than anything takes that a statement could leave behind. */
    private static final long BYTES_OF_STATEMENT = 100;

    /** Threads and connections of the pools, which end when they have been idle for a while. */
    private static final int IDLE = 8;

    private static final Pattern HELD = Pattern.compile("bytes=(\\d+) threads=(\\d+) files=(\\d+)");

    private record Held(long bytes, long threads, long files) {
        static Held of(MatchResult found) {
            return new Held(
                    Long.parseLong(found.group(1)), Long.parseLong(found.group(2)), Long.parseLong(found.group(3)));
        }
    }

    @Test
    void nothingGrows() {
        Program.Run run = Program.run(
                2 + STATEMENTS / STATEMENTS_A_MINUTE,
                Program.quietClassPath(ManyStatements.class),
                ManyStatements.class,
                String.valueOf(STATEMENTS));
        assertThat(run.status()).as(run.toString()).isZero();
        System.out.println(STATEMENTS + " statements\n" + run.out());
        Held[] held = HELD.matcher(run.out()).results().map(Held::of).toArray(Held[]::new);
        assertThat(held).hasSize(2);
        long statements = STATEMENTS - STATEMENTS / 5;
        assertThat(held[1].bytes()).as(run.out()).isLessThan(held[0].bytes() + BYTES + statements * BYTES_OF_STATEMENT);
        assertThat(held[1].threads()).as(run.out()).isLessThanOrEqualTo(held[0].threads() + IDLE);
        assertThat(held[1].files()).as(run.out()).isLessThanOrEqualTo(held[0].files() + IDLE);
    }
}
