package org.singletable.jdbc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All measurements of a run, in the order they were begun. */
final class Results {
    private final List<Measurement> measurements = new ArrayList<>();

    /** Adds the value of one more round. */
    void add(char part, String work, Metric metric, String subject, double value) {
        Measurement known = find(part, work, metric, subject).orElseGet(() -> {
            Measurement begun = new Measurement(part, work, metric, subject, new ArrayList<>());
            measurements.add(begun);
            return begun;
        });
        known.values().add(value);
    }

    /** What a subject took for a work. */
    Optional<Measurement> find(char part, String work, Metric metric, String subject) {
        return measurements.stream()
                .filter(each -> each.part() == part
                        && each.work().equals(work)
                        && each.metric() == metric
                        && each.subject().equals(subject))
                .findFirst();
    }

    List<Measurement> of(char part) {
        return measurements.stream().filter(each -> each.part() == part).toList();
    }

    List<Measurement> all() {
        return List.copyOf(measurements);
    }
}
