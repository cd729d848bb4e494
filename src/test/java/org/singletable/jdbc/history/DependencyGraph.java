package org.singletable.jdbc.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.singletable.jdbc.history.Dependency.Kind;

/** Transactions and what makes one come before another: Adya's direct serialization graph. */
final class DependencyGraph {
    private final List<Dependency> dependencies;
    private final Map<String, List<Dependency>> leaving = new HashMap<>();

    /** @param dependencies none of them of a transaction on itself */
    DependencyGraph(List<Dependency> dependencies) {
        this.dependencies = withoutDeadEnds(dependencies);
        for (Dependency dependency : this.dependencies) {
            leaving.computeIfAbsent(dependency.from().name(), name -> new ArrayList<>())
                    .add(dependency);
        }
    }

    /** Without what cannot be part of a cycle, which is everything where there is none. */
    private static List<Dependency> withoutDeadEnds(List<Dependency> dependencies) {
        List<Dependency> left = dependencies;
        int before;
        do {
            before = left.size();
            Set<String> reached = names(left, Dependency::to);
            Set<String> leading = names(left, Dependency::from);
            left = left.stream()
                    .filter(dependency -> reached.contains(dependency.from().name())
                            && leading.contains(dependency.to().name()))
                    .toList();
        } while (left.size() < before);
        return left;
    }

    private static Set<String> names(List<Dependency> dependencies, Function<Dependency, Transaction> end) {
        return dependencies.stream()
                .map(dependency -> end.apply(dependency).name())
                .collect(Collectors.toSet());
    }

    /** The shortest cycle of one dependency of a kind and then dependencies of some kinds. */
    Optional<List<Dependency>> cycle(Kind first, Set<Kind> others) {
        return dependencies.stream()
                .filter(dependency -> dependency.kind() == first)
                .flatMap(dependency -> closed(dependency, others).stream())
                .min(Comparator.comparingInt(List::size));
    }

    /** A dependency and the shortest way back to where it begins. */
    private Optional<List<Dependency>> closed(Dependency first, Set<Kind> kinds) {
        String goal = first.from().name();
        Map<String, Dependency> arrivals = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(first.to().name()));
        Set<String> seen = new HashSet<>(next);
        while (!next.isEmpty() && !arrivals.containsKey(goal)) {
            for (Dependency step : leaving.getOrDefault(next.remove(), List.of())) {
                String reached = step.to().name();
                if (kinds.contains(step.kind()) && seen.add(reached)) {
                    arrivals.put(reached, step);
                    next.add(reached);
                }
            }
        }
        if (!arrivals.containsKey(goal)) {
            return Optional.empty();
        }
        Deque<Dependency> cycle = new ArrayDeque<>();
        for (Dependency step = arrivals.get(goal);
                step != null;
                step = arrivals.get(step.from().name())) {
            cycle.addFirst(step);
        }
        cycle.addFirst(first);
        return Optional.of(List.copyOf(cycle));
    }
}
