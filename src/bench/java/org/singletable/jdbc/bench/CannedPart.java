package org.singletable.jdbc.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** CPU time and allocation per operation, without a network. */
final class CannedPart implements Part {
    static final String GET = "GetItem";
    static final String QUERY = "Query of 1,000 rows, per row";
    static final String PUT = "PutItem (INSERT)";
    static final String UPDATE = "UpdateItem";

    private static final Map<String, String> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put(GET, "getItem");
        METHODS.put(QUERY, "query");
        METHODS.put(PUT, "putItem");
        METHODS.put(UPDATE, "updateItem");
    }

    @Override
    public char letter() {
        return 'a';
    }

    @Override
    public String title() {
        return "CPU time and allocation per operation, answers from memory";
    }

    @Override
    public void run(Effort effort, Results results) throws Exception {
        for (Map.Entry<String, String> work : METHODS.entrySet()) {
            ChainedOptionsBuilder options = Jmh.timed(CannedWork.class, work.getValue(), effort.canned())
                    .addProfiler(CpuProfiler.class)
                    .addProfiler(GCProfiler.class);
            int rows = work.getKey().equals(QUERY) ? Shop.SOME_ORDERS : 1;
            Jmh.takeTurns(options, (subject, result) -> {
                add(work.getKey(), Metric.CPU, subject, secondary(CpuProfiler.CPU, result) / rows, results);
                add(work.getKey(), Metric.ALLOCATION, subject, secondary(Jmh.ALLOCATION, result) / rows, results);
            });
        }
    }

    private static double secondary(String name, IterationResult result) {
        return result.getSecondaryResults().get(name).getScore();
    }

    private void add(String work, Metric metric, Subject subject, double value, Results results) {
        results.add(letter(), work, metric, subject.title(), value);
    }
}
