package org.singletable.jdbc.bench;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks by JMH, each in a process of its own. */
final class Jmh {
    /** The name of the result of {@link GCProfiler}, in bytes per operation. */
    static final String ALLOCATION = "gc.alloc.rate.norm";

    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

    private Jmh() {}

    /** A benchmark of which each iteration takes a second; options are added by the caller. */
    static ChainedOptionsBuilder timed(
            Class<?> work, String method, Effort.Iterations iterations, String... jvmOptions) {
        return options(work, method, iterations, jvmOptions)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1));
    }

    /** A benchmark of which each iteration is one operation. */
    static ChainedOptionsBuilder jobs(
            Class<?> work, String method, Effort.Iterations iterations, String... jvmOptions) {
        return options(work, method, iterations, jvmOptions);
    }

    private static ChainedOptionsBuilder options(
            Class<?> work, String method, Effort.Iterations iterations, String... jvmOptions) {
        return new OptionsBuilder()
                .include(work.getName() + "\\." + method + "$")
                .forks(iterations.processes())
                .warmupIterations(iterations.warmups())
                .measurementIterations(iterations.counted())
                .jvmArgs(Stream.concat(HEAP.stream(), Stream.of(jvmOptions)).toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    /** Is told of each iteration that counts, and whose turn it was. */
    interface Listener {
        void iteration(Subject subject, IterationResult result);
    }

    /** Runs a benchmark in which the subjects take {@link Turns}. */
    static void takeTurns(ChainedOptionsBuilder options, Listener listener) throws RunnerException {
        for (BenchmarkResult process : new Runner(options.build()).runSingle().getBenchmarkResults()) {
            int iteration = process.getParams().getWarmup().getCount();
            for (IterationResult result : process.getIterationResults()) {
                listener.iteration(Turns.of(iteration), result);
                iteration++;
            }
        }
    }

    static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }
}
