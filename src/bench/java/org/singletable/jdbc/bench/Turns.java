package org.singletable.jdbc.bench;

import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The subjects take turns, an iteration each, in one process: what slows the machine for a while slows all of them, and the
 * code of the SDK that they share is compiled once.
 */
@State(Scope.Benchmark)
public class Turns {
    private int iteration = -1;

    /** An iteration begins. */
    @Setup(Level.Iteration)
    public void next() {
        iteration++;
    }

    /** The one whose turn it is. */
    Subject subject() {
        return of(iteration);
    }

    /** @param iteration counted from 0, those of the warm-up too */
    static Subject of(int iteration) {
        Subject[] all = Subject.values();
        return all[iteration % all.length];
    }

    /** Something that is made for a subject. */
    interface Maker<T> {
        T make(Subject subject) throws Exception;
    }

    /** Something for each subject. */
    static <T> Map<Subject, T> each(Maker<T> maker) throws Exception {
        Map<Subject, T> all = new EnumMap<>(Subject.class);
        for (Subject subject : Subject.values()) {
            all.put(subject, maker.make(subject));
        }
        return all;
    }

    static void closeAll(Map<Subject, ? extends AutoCloseable> all) throws Exception {
        for (AutoCloseable each : all.values()) {
            each.close();
        }
    }
}
