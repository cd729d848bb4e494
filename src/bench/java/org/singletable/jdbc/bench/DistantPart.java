package org.singletable.jdbc.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Jobs of many requests to DynamoDB Local behind {@link DelayProxy}. */
final class DistantPart implements Part {
    static final String PAGE = "paging through all rows of a large partition";
    static final String INSERT = "batch of INSERTs";
    static final String UPSERT = "batch of UPSERTs";
    static final String JOIN = "join of a row with its 1,000 children";

    private static final Map<String, String> METHODS = new LinkedHashMap<>();
    private static final double NANOS_PER_MILLI = 1e6;

    static {
        METHODS.put(PAGE, "page");
        METHODS.put(INSERT, "insertBatch");
        METHODS.put(UPSERT, "upsertBatch");
        METHODS.put(JOIN, "join");
    }

    @Override
    public char letter() {
        return 'c';
    }

    @Override
    public String title() {
        return "Time of whole jobs, DynamoDB Local 5 ms away";
    }

    @Override
    public void run(Effort effort, Results results) throws Exception {
        try (Server server = new Server(effort.largeCustomersOrders(), effort.ordersOfBatch())) {
            for (Map.Entry<String, String> work : METHODS.entrySet()) {
                Jmh.takeTurns(
                        Jmh.jobs(
                                DistantWork.class, work.getValue(), effort.distant(), server.options(server.distant())),
                        (subject, result) -> results.add(
                                letter(),
                                work.getKey(),
                                Metric.TIME,
                                subject.title(),
                                result.getPrimaryResult().getScore() * NANOS_PER_MILLI));
            }
        }
    }
}
