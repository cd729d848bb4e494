package org.singletable.jdbc.history;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.history.Dependency.Kind;

/** Decides whether the committed transactions of a history could have run one after the other. */
public final class HistoryChecker {
    private static final Set<Kind> FLOW = EnumSet.of(Kind.WW, Kind.WR);

    private HistoryChecker() {}

    /**
     * Whether there is a serial order that shows what the history shows.
     *
     * @return what speaks against it; of cycles one, of the gravest phenomenon
     * @throws IllegalArgumentException where a value is written twice, or the order of a key's versions is not known
     */
    public static List<Anomaly> serializable(History history) {
        return check(history, false);
    }

    /** The same, of an order in which a transaction also comes after those that had ended when it began. */
    public static List<Anomaly> strictlySerializable(History history) {
        return check(history, true);
    }

    private static List<Anomaly> check(History history, boolean realTime) {
        Versions versions = new Versions(history);
        List<Anomaly> anomalies = new ArrayList<>(ValueChecks.of(history, versions));
        DependencyGraph graph = new DependencyGraph(Dependencies.of(history, versions, realTime));
        Optional<Anomaly> cycle = flow(graph);
        if (cycle.isEmpty() && anomalies.isEmpty()) {
            // Whoever lost an update missed a write: that would only be found again.
            cycle = missedWrites(graph);
        }
        cycle.ifPresent(anomalies::add);
        return anomalies;
    }

    private static Optional<Anomaly> flow(DependencyGraph graph) {
        return cycle(graph, Phenomenon.G0, Kind.WW, EnumSet.of(Kind.WW))
                .or(() -> cycle(graph, Phenomenon.G1C, Kind.WR, FLOW));
    }

    private static Optional<Anomaly> missedWrites(DependencyGraph graph) {
        return cycle(graph, Phenomenon.G_SINGLE, Kind.RW, FLOW)
                .or(() -> cycle(graph, Phenomenon.G2, Kind.RW, EnumSet.of(Kind.WW, Kind.WR, Kind.RW)));
    }

    private static Optional<Anomaly> cycle(DependencyGraph graph, Phenomenon phenomenon, Kind first, Set<Kind> others) {
        // Dependencies in real time are in the graph only where they count, and then in every cycle.
        EnumSet<Kind> kinds = EnumSet.of(Kind.REAL_TIME);
        kinds.addAll(others);
        return graph.cycle(first, kinds).map(cycle -> Anomaly.cycle(phenomenon, cycle));
    }
}
