package org.singletable.jdbc.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation of all Java threads, so that work that is handed to others counts. The compiler's threads are left
 * out, as they end some day; so are the collector's, whose work allocation tells.
 */
public final class CpuProfiler implements InternalProfiler {
    /** The name of the result, in nanoseconds per operation. */
    static final String CPU = "cpu.time.norm";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Map<Long, Long> before = Map.of();

    @Override
    public String getDescription() {
        return "CPU time of all Java threads, per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = cpuTimes();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = 0;
        for (Map.Entry<Long, Long> thread : cpuTimes().entrySet()) {
            nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        long operations = result.getMetadata().getAllOps();
        return List.of(new ScalarResult(CPU, nanos / operations, "ns/op", AggregationPolicy.AVG));
    }

    /** Nanoseconds by thread id, of the threads that live. */
    private Map<Long, Long> cpuTimes() {
        long[] ids = threads.getAllThreadIds();
        long[] nanos = threads.getThreadCpuTime(ids);
        Map<Long, Long> times = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (nanos[i] >= 0) {
                times.put(ids[i], nanos[i]);
            }
        }
        return times;
    }
}
