package org.singletable.jdbc.faults;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened. Thread-safe. */
final class Tally {
    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
