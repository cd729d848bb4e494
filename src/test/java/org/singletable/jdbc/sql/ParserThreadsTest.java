package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

/** Parsing is done by the thread that asks for it: the parser's convenience methods would start one for each statement. */
class ParserThreadsTest {
    private static final int STATEMENTS = 1_000;

    /** What else runs in the process may start a few. */
    private static final int OTHERS = 50;

    @Test
    void parsingStartsNoThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        SqlParser.parse("SELECT 1 FROM t");
        long before = threads.getTotalStartedThreadCount();

        for (int i = 0; i < STATEMENTS; i++) {
            SqlParser.parse("SELECT a" + i + " FROM t WHERE b = " + i + " AND c IN (1, ?)");
        }

        assertThat(threads.getTotalStartedThreadCount() - before).isLessThan(OTHERS);
    }
}
