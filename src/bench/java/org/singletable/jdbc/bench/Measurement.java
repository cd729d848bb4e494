package org.singletable.jdbc.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What one subject took for one work, in each round.
 *
 * @param part a letter of {@link Part}
 * @param subject who did it
 * @param values one for each round, nanoseconds, bytes or operations per second
 */
record Measurement(char part, String work, Metric metric, String subject, List<Double> values) {
    /** The median of the rounds. */
    double median() {
        return Median.of(values);
    }

    /** The median of the rounds' ratios to another subject: what slows the machine for a while is in both. */
    double ratioTo(Measurement other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / other.values().get(round));
        }
        return Median.of(ratios);
    }
}
