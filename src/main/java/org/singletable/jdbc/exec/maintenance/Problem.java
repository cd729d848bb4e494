package org.singletable.jdbc.exec.maintenance;

import java.util.List;
import org.singletable.jdbc.dynamo.ItemWrite;

/**
 * Findings that are mended together.
 *
 * @param mending what mends them, all of it or nothing, and only where nothing has changed since; empty where nothing but a human
 *     can tell what is right
 */
record Problem(List<Finding> findings, List<ItemWrite> mending) {
    Problem {
        findings = List.copyOf(findings);
        mending = List.copyOf(mending);
    }

    /** One that is to be left. */
    static Problem left(Finding finding) {
        return new Problem(List.of(finding), List.of());
    }
}
