package org.singletable.jdbc.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What the driver is meant to reach. It is printed beside what it did reach, whichever that is.
 *
 * @param versus whose value the driver's is divided by; null where the limit is of the value itself, in the unit of reports
 * @param limit what the ratio or value may be at most
 */
record Target(char part, String work, Metric metric, Subject versus, double limit) {
    private static final List<Target> ALL = all();

    private static List<Target> all() {
        List<Target> all = new ArrayList<>();
        for (String work : List.of(CannedPart.GET, CannedPart.PUT, CannedPart.UPDATE)) {
            all.add(new Target('a', work, Metric.CPU, Subject.SDK, 1.10));
            all.add(new Target('a', work, Metric.CPU, Subject.ENHANCED, 1.00));
        }
        all.add(new Target('a', CannedPart.QUERY, Metric.CPU, Subject.SDK, 0.50));
        all.add(new Target('a', CannedPart.QUERY, Metric.ALLOCATION, Subject.SDK, 0.50));
        all.add(new Target('c', DistantPart.PAGE, Metric.TIME, Subject.SDK, 0.67));
        all.add(new Target('c', DistantPart.INSERT, Metric.TIME, Subject.SDK, 1.10));
        all.add(new Target('c', DistantPart.UPSERT, Metric.TIME, Subject.SDK, 1.10));
        all.add(new Target('d', StartUpPart.FIRST_ROW, Metric.TIME, Subject.SDK, 1.15));
        for (Planning.Text text : Planning.Text.values()) {
            all.add(new Target('e', PlanningPart.cached(text), Metric.CALL, null, 5));
        }
        return all;
    }

    /** The targets of a work. */
    static List<Target> of(char part, String work, Metric metric) {
        return ALL.stream()
                .filter(target -> target.part == part && target.work.equals(work) && target.metric == metric)
                .toList();
    }
}
