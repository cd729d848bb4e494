package org.singletable.jdbc.bench;

import org.openjdk.jmh.util.Statistics;

/** Single requests to DynamoDB Local over the loopback interface. */
final class ServerPart implements Part {
    private static final int[] THREADS = {1, 16};
    private static final double NANOS = 1e9;

    @Override
    public char letter() {
        return 'b';
    }

    @Override
    public String title() {
        return "Throughput and latency, DynamoDB Local on the loopback interface";
    }

    @Override
    public void run(Effort effort, Results results) throws Exception {
        try (Server server = new Server(0, 0)) {
            for (String work : new String[] {"get", "put"}) {
                for (int threads : THREADS) {
                    String name = work + ", " + threads + (threads == 1 ? " thread" : " threads");
                    Jmh.takeTurns(
                            Jmh.timed(ServerWork.class, work, effort.server(), server.options(server.near()))
                                    .threads(threads),
                            (subject, result) -> add(
                                    name,
                                    threads,
                                    subject,
                                    result.getPrimaryResult().getStatistics(),
                                    results));
                }
            }
        }
    }

    /** Each thread sends a request when the one before is answered, so that the mean latency gives the throughput. */
    private void add(String work, int threads, Subject subject, Statistics times, Results results) {
        results.add(letter(), work, Metric.THROUGHPUT, subject.title(), threads * NANOS / times.getMean());
        results.add(letter(), work, Metric.MEAN, subject.title(), times.getMean());
        results.add(letter(), work, Metric.P99, subject.title(), times.getPercentile(99));
    }
}
