package org.singletable.jdbc.testing;

import java.util.TreeMap;
import org.singletable.jdbc.testing.RecordingProxy.Fault;

/** What goes wrong with which of the next requests of one operation. */
final class FaultScript {
    private final TreeMap<Integer, Fault> faults = new TreeMap<>();
    private int served;

    /** Of the request after the last one that goes wrong, or of the next. */
    synchronized void add(Fault fault) {
        int last = faults.isEmpty() ? served : faults.lastKey();
        faults.put(last + 1, fault);
    }

    /** @param number 1 for the next request */
    synchronized void add(int number, Fault fault) {
        if (faults.putIfAbsent(served + number, fault) != null) {
            throw new IllegalStateException("two faults of one request");
        }
    }

    /** Null where the next request goes well. */
    synchronized Fault next() {
        served++;
        return faults.remove(served);
    }
}
