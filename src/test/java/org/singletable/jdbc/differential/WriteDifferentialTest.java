package org.singletable.jdbc.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import org.singletable.jdbc.testing.AwsLike;
import org.singletable.jdbc.testing.AwsLikeEngine;

/**
 * Random writes, batches and transactions on random tables in several layouts, on this driver and on H2: counts, rows, failures and
 * what the tables hold afterwards must be the same (docs/testing.md says how to run more of them).
 */
class WriteDifferentialTest {
    private static final int WRITES = Integer.getInteger("differential.writes", 1000);
    /** On an engine whose answers come in many small parts, so that each takes many requests. */
    private static final int WRITES_IN_PARTS = Integer.getInteger("differential.writes.aws", 80);

    private static final int WRITES_PER_SCHEMA = 50;
    private static final int SCHEMAS_A_LINE = 50;

    @Test
    void answersAsH2Does() throws SQLException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            compare(WRITES, engine.endpoint());
        }
    }

    /** The same with small and empty pages and unprocessed keys. */
    @Test
    void answersAsH2DoesWhereDynamoDbAnswersInParts() throws SQLException {
        long engineSeed = Long.getLong("differential.seed", System.nanoTime());
        System.out.println("the engine has seed " + engineSeed);
        try (AwsLikeEngine engine = new AwsLikeEngine(engineSeed, new AwsLike.Settings(3, 0.25, 0.5, 0))) {
            compare(WRITES_IN_PARTS, engine.endpoint());
        }
    }

    private static void compare(int writes, URI engine) throws SQLException {
        long seed = Long.getLong("differential.seed", System.nanoTime());
        System.out.println("WriteDifferentialTest begins with seed " + seed);
        Mismatches mismatches = new Mismatches();
        WriteRun.Counts counts = new WriteRun.Counts();
        for (int schema = 1; counts.compared < writes && !mismatches.enough(); schema++) {
            try (WriteRun run = new WriteRun(seed++, engine, mismatches)) {
                run.compare(WRITES_PER_SCHEMA);
                counts.add(run.counts());
            }
            if (schema % SCHEMAS_A_LINE == 0) {
                System.out.println("WriteDifferentialTest so far: " + counts);
            }
        }
        System.out.println("WriteDifferentialTest: " + counts + "; mismatches: " + mismatches.count());
        mismatches.failIfAny();
        assertThat(counts.failedAlike).as("most writes are ones that work").isLessThan(counts.compared / 2);
        assertThat(counts.tooLarge).as("most writes fit a transaction").isLessThan(2 + counts.compared / 20);
    }
}
