package org.singletable.jdbc.bench;

/** What is measured of an operation; less is better, but of {@link #THROUGHPUT}. */
enum Metric {
    CPU("CPU", "µs", 1e3),
    ALLOCATION("allocation", "B", 1),
    TIME("time", "ms", 1e6),
    CALL("time", "µs", 1e3),
    THROUGHPUT("throughput", "1/s", 1),
    MEAN("mean latency", "µs", 1e3),
    P99("99th percentile", "µs", 1e3);

    private final String title;
    private final String unit;
    private final double scale;

    Metric(String title, String unit, double scale) {
        this.title = title;
        this.unit = unit;
        this.scale = scale;
    }

    /** As reports call it. */
    String title() {
        return title;
    }

    /** Of the values in reports. */
    String unit() {
        return unit;
    }

    /** A value in nanoseconds, bytes or operations per second, in the unit of reports. */
    double scaled(double value) {
        return value / scale;
    }
}
