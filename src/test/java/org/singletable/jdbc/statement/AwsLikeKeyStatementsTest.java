package org.singletable.jdbc.statement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.singletable.jdbc.testing.AwsLikeEngine;

/** Small and empty pages, unprocessed keys and throttling change no answer. */
class AwsLikeKeyStatementsTest extends KeyStatementsContract {
    private static final long SEED = 11;
    private static AwsLikeEngine engine;

    AwsLikeKeyStatementsTest() {
        super(engine);
    }

    @BeforeAll
    static void start() {
        engine = new AwsLikeEngine(SEED);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }
}
