package org.singletable.jdbc.differential;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run should not have met, such as two databases that answer differently. A run goes on after one, so that a long one shows all that it finds; it ends early only
 * when there are {@value #MOST} different ones. Safe for use by several threads.
 */
final class Mismatches {
    private static final int MOST = 20;

    private final Set<String> kinds = new HashSet<>();
    private final List<String> shown = new ArrayList<>();
    private int count;

    /**
     * @param kind what all that are likely to have the same cause have in common; of each only the first is shown
     * @param text the statement, its seed and what it gave
     */
    synchronized void add(String kind, String text) {
        count++;
        if (kinds.add(kind)) {
            shown.add(text);
            // At once too, since a long run may be stopped.
            System.out.println("FOUND: " + text);
        }
    }

    /** Whether it makes no sense to look for more. */
    synchronized boolean enough() {
        return kinds.size() >= MOST;
    }

    synchronized int count() {
        return count;
    }

    /** Fails with one of each kind. */
    synchronized void failIfAny() {
        if (count > 0) {
            fail(count + " found, of which " + shown.size() + " are shown:\n\n" + String.join("\n\n", shown));
        }
    }

    /** An error's message without what differs from statement to statement: names, values, the statement itself. */
    static String shape(String message) {
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"|'[^']*'", "...")
                .replaceAll("\\b[a-z]+\\d+\\b|-?\\d+", "n");
    }
}
