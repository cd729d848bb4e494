package org.singletable.jdbc.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs inputs one after the other, each made from a seed of its own, and gathers what must not come out of them: any
 * throwable but {@code SQLException}, and an {@code SQLException} that says that the driver is at fault (XX000).
 *
 * <p>{@code -Dfuzz.seed=S -Dfuzz.inputs=1} gives the input of seed S again; without a seed the first one is the time.
 */
final class Fuzzing {
    /** One kind of failure is shown once, and at so many kinds a run ends. */
    private static final int MOST_KINDS = 15;

    /** An input that takes longer than this on the clock does not end at all: a machine is never that slow. */
    private static final long HANGS = TimeUnit.SECONDS.toNanos(Integer.getInteger("fuzz.hangs", 180));

    private static final int INPUTS_A_LINE = 10_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST_SHOWN = Integer.getInteger("fuzz.shown", 1_500);
    private static final String INTERNAL = "XX000";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final Map<String, String> failures = new TreeMap<>();
    private final Map<String, Integer> states = new TreeMap<>();
    private final List<String> slow = new ArrayList<>();
    private long inputs;
    private long mostNanos;
    private long mostBytes;
    private volatile long begun;
    private volatile String current = "";

    Fuzzing(String name) {
        this.name = name;
    }

    /** One input. */
    @FunctionalInterface
    interface Input {
        /** Gives it to the driver. An {@code SQLException} is an answer, everything else that is thrown is not. */
        void run() throws Exception;
    }

    /** Makes inputs. */
    @FunctionalInterface
    interface Source {
        /** @param description is told what the input is, before it runs */
        Input next(Random random, Description description) throws Exception;
    }

    /** What an input is, as a failure shows it. */
    @FunctionalInterface
    interface Description {
        void is(String text);
    }

    /** How many inputs of a kind a build runs; {@code -Dfuzz.inputs} changes it for all kinds. */
    static int number(int otherwise) {
        return Integer.getInteger("fuzz.inputs", otherwise);
    }

    /** Runs a number of inputs of random seeds. */
    static Fuzzing run(String name, int number, Source source) {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println(name + " begins with seed " + seed);
        Fuzzing fuzzing = new Fuzzing(name);
        fuzzing.watched(() -> {
            for (int i = 0; i < number && fuzzing.failures.size() < MOST_KINDS; i++) {
                long own = seed + i;
                fuzzing.one("seed " + own, description -> source.next(new Random(own), description));
                if ((i + 1) % INPUTS_A_LINE == 0) {
                    System.out.println(name + ": " + (i + 1) + " inputs so far, ended as " + fuzzing.states);
                }
            }
        });
        fuzzing.end();
        return fuzzing;
    }

    /** Makes one input. */
    @FunctionalInterface
    private interface Single {
        Input make(Description description) throws Exception;
    }

    /** Runs inputs that are given by name. */
    static Fuzzing run(String name, Map<String, Input> inputs) {
        Fuzzing fuzzing = new Fuzzing(name);
        fuzzing.watched(() -> inputs.forEach((text, input) -> fuzzing.one(text, description -> input)));
        fuzzing.end();
        return fuzzing;
    }

    private void one(String title, Single single) {
        inputs++;
        StringBuilder shown = new StringBuilder(title);
        current = title;
        begun = System.nanoTime();
        long cpu = 0;
        long bytes = 0;
        try {
            Input input = single.make(text -> {
                shown.append(": ").append(text);
                current = shown.toString();
            });
            begun = System.nanoTime();
            cpu = THREADS.getCurrentThreadCpuTime();
            bytes = THREADS.getCurrentThreadAllocatedBytes();
            input.run();
            count("no error");
        } catch (SQLException e) {
            answered(e, shown);
        } catch (Throwable e) { // whatever it is, it is what is looked for
            failed(e, shown);
        }
        if (cpu != 0) {
            measured(THREADS.getCurrentThreadCpuTime() - cpu, THREADS.getCurrentThreadAllocatedBytes() - bytes, shown);
        }
    }

    private void answered(SQLException e, StringBuilder shown) {
        count(String.valueOf(e.getSQLState()));
        if (INTERNAL.equals(e.getSQLState())) {
            failed(
                    e.getCause() != null && e.getCause().getCause() != null
                            ? e.getCause().getCause()
                            : e,
                    shown);
        }
    }

    private void count(String state) {
        states.merge(state, 1, Integer::sum);
    }

    private void failed(Throwable e, StringBuilder shown) {
        StackTraceElement @Nullable [] trace = e.getStackTrace();
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < Math.min(14, trace.length); i++) {
            where.append("\n    at ").append(trace[i]);
        }
        String kind = e.getClass().getSimpleName() + (trace.length == 0 ? "" : " " + trace[0]);
        failures.putIfAbsent(kind, cut(shown.toString()) + "\n  " + cut(String.valueOf(e)) + where);
    }

    private void measured(long nanos, long allocated, StringBuilder shown) {
        mostNanos = Math.max(mostNanos, nanos);
        mostBytes = Math.max(mostBytes, allocated);
        if (nanos > SECOND) {
            slow.add("%.1f s of CPU time: %s".formatted(nanos / (double) SECOND, cut(shown.toString())));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "... " + text.length();
    }

    /** Runs in a thread with the stack that a thread has by default, and gives up where one input does not end. */
    private void watched(Runnable run) {
        Thread worker = new Thread(run, "fuzzing");
        worker.setDaemon(true);
        begun = System.nanoTime();
        worker.start();
        try {
            while (worker.isAlive()) {
                worker.join(200);
                if (worker.isAlive() && System.nanoTime() - begun > HANGS) {
                    StringBuilder where = new StringBuilder();
                    for (StackTraceElement frame : worker.getStackTrace()) {
                        where.append("\n    at ").append(frame);
                    }
                    throw new AssertionError(name + ": does not end: " + cut(current) + where);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + " was interrupted", e);
        }
    }

    private void end() {
        System.out.printf(
                "%s: %d inputs, ended as %s; the slowest took %d ms of CPU time, %d took more than a second; the largest"
                        + " allocated %d MB; failures: %d%n",
                name,
                inputs,
                states,
                TimeUnit.NANOSECONDS.toMillis(mostNanos),
                slow.size(),
                mostBytes >> 20,
                failures.size());
        slow.stream().limit(MOST_KINDS).forEach(line -> System.out.println("  slow: " + line));
        if (!failures.isEmpty()) {
            throw new AssertionError(name + " found " + failures.size() + ":\n" + String.join("\n", failures.values()));
        }
    }

    /** How many inputs ended in this way: an SQLState, or {@code no error}. */
    int ended(String state) {
        return states.getOrDefault(state, 0);
    }

    /** How many inputs there were. */
    long inputs() {
        return inputs;
    }

    /** What the thread of the inputs allocated for one of them, at most: more than what it held at any time. */
    long mostBytes() {
        return mostBytes;
    }
}
