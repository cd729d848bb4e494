package org.singletable.jdbc.history;

import java.util.ArrayList;
import java.util.List;
import org.singletable.jdbc.history.Dependency.Kind;

/** Finds what makes committed transactions depend on each other. */
final class Dependencies {
    private final Versions versions;
    private final List<Dependency> found = new ArrayList<>();

    private Dependencies(Versions versions) {
        this.versions = versions;
    }

    /** @param realTime whether a transaction also comes before those that began after its end */
    static List<Dependency> of(History history, Versions versions, boolean realTime) {
        Dependencies dependencies = new Dependencies(versions);
        versions.replacements()
                .forEach((before, after) -> versions.maker(before)
                        .ifPresent(maker -> dependencies.addOverwrites(maker, Kind.WW, "wrote ", before, after)));
        for (Transaction reader : history.committed()) {
            reader.readsOfOthers().forEach(read -> dependencies.addRead(reader, Version.of(read)));
        }
        if (realTime) {
            dependencies.addTimes(history.committed());
        }
        return dependencies.found;
    }

    private void addRead(Transaction reader, Version read) {
        versions.maker(read)
                .ifPresent(writer -> add(writer, reader, Kind.WR, "wrote " + read + ", which the other read"));
        addOverwrites(reader, Kind.RW, "read ", read, versions.replacements().getOrDefault(read, List.of()));
    }

    private void addOverwrites(Transaction first, Kind kind, String did, Version before, List<Version> after) {
        for (Version version : after) {
            versions.maker(version)
                    .ifPresent(second ->
                            add(first, second, kind, did + before + ", which the other overwrote by " + version));
        }
    }

    private void addTimes(List<Transaction> transactions) {
        for (Transaction first : transactions) {
            for (Transaction second : transactions) {
                if (first.end() < second.begin()) {
                    add(first, second, Kind.REAL_TIME, "had ended when the other began");
                }
            }
        }
    }

    private void add(Transaction from, Transaction to, Kind kind, String reason) {
        if (!from.name().equals(to.name())) {
            found.add(new Dependency(from, to, kind, reason));
        }
    }
}
