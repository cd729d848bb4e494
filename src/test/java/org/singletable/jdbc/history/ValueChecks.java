package org.singletable.jdbc.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.history.Operation.Read;

/** What is wrong with single reads and writes, whatever the order of the transactions. */
final class ValueChecks {
    private final History history;
    private final Versions versions;
    private final List<Anomaly> found = new ArrayList<>();

    private ValueChecks(History history, Versions versions) {
        this.history = history;
        this.versions = versions;
    }

    static List<Anomaly> of(History history, Versions versions) {
        ValueChecks checks = new ValueChecks(history, versions);
        for (Transaction transaction : history.committed()) {
            for (Read read : transaction.blindToItself()) {
                checks.add(
                        Phenomenon.INTERNAL,
                        transaction.name() + " read " + Version.of(read) + " after another write of its own");
            }
            transaction.readsOfOthers().forEach(read -> checks.checkRead(transaction.name(), Version.of(read)));
        }
        for (Version version : versions.lost()) {
            checks.add(
                    Phenomenon.LOST_WRITE,
                    versions.maker(version).orElseThrow().name() + " committed " + version + ", which is gone");
        }
        versions.replacements().forEach(checks::checkReplacements);
        return checks.found;
    }

    private void checkRead(String reader, Version read) {
        if (read.equals(history.initial(read.key())) || versions.maker(read).isPresent()) {
            return;
        }
        Optional<Transaction> writer = history.transactions().stream()
                .filter(transaction ->
                        transaction.writes().stream().map(Version::of).anyMatch(read::equals))
                .findAny();
        String what = reader + " read " + read + ", which ";
        if (writer.isEmpty()) {
            add(Phenomenon.UNWRITTEN_READ, what + "nobody wrote");
        } else if (writer.get().committed()) {
            add(Phenomenon.G1B, what + writer.get().name() + " overwrote itself");
        } else {
            add(Phenomenon.G1A, what + writer.get().name() + " did not commit");
        }
    }

    private void checkReplacements(Version before, List<Version> after) {
        if (after.size() > 1) {
            List<String> makers = after.stream()
                    .map(version -> versions.maker(version).orElseThrow().name() + " by " + version)
                    .toList();
            add(Phenomenon.LOST_UPDATE, before + " was overwritten by each that read it: " + String.join(", ", makers));
        }
    }

    private void add(Phenomenon phenomenon, String evidence) {
        found.add(new Anomaly(phenomenon, List.of(evidence)));
    }
}
