package org.singletable.jdbc.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that no serial run of the transactions could have shown.
 *
 * @param evidence a line each; of a cycle, why each transaction comes before the next
 */
public record Anomaly(Phenomenon phenomenon, List<String> evidence) {
    static Anomaly cycle(Phenomenon phenomenon, List<Dependency> cycle) {
        return new Anomaly(
                phenomenon,
                cycle.stream()
                        .map(step -> "%s before %s: %s"
                                .formatted(step.from().name(), step.to().name(), step.reason()))
                        .toList());
    }

    @Override
    public String toString() {
        return evidence.stream().collect(Collectors.joining("\n  ", phenomenon + "\n  ", ""));
    }
}
