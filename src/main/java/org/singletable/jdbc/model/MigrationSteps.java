package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.singletable.jdbc.model.MappingChange.Effect;

/** What to do, and in which order, so that a table is as its new mapping says. */
final class MigrationSteps {
    private final List<MappingChange> changes;
    private final Map<String, Set<String>> unready;

    /** @param unready of each entity that both mappings have, the indexes whose keys stored rows do not have yet */
    MigrationSteps(List<MappingChange> changes, Map<String, Set<String>> unready) {
        this.changes = List.copyOf(changes);
        this.unready = Map.copyOf(unready);
    }

    /** Empty where nothing changes at all. */
    List<String> list() {
        if (changes.isEmpty()) {
            return List.of();
        }
        Set<String> moved = with(Effect.MOVES);
        Set<String> rewritten = with(Effect.REWRITE);
        rewritten.removeAll(moved);
        List<String> steps = new ArrayList<>();
        boolean otherTable = moved.remove("");
        changes.stream().filter(change -> change.effect() == Effect.TABLE).forEach(change -> steps.add(alter(change)));
        if (otherTable) {
            steps.add("dump all rows with the old mapping, while nothing writes");
            steps.add("make the new table, deploy the new mapping, and load the rows");
            return steps;
        }
        moved.forEach(entity -> steps.add("dump " + entity + " with the old mapping, while nothing writes it"));
        rewritten.forEach(entity -> steps.add("dump " + entity + " with the old mapping, while nothing writes it"));
        Set<String> backfilled = with(Effect.BACKFILL);
        backfilled.removeAll(moved);
        backfilled.removeAll(rewritten);
        List<String> stale = backfilled.stream()
                .filter(entity -> !unreadyIndexes(entity).isEmpty())
                .map(entity -> "\"stale\": [\"" + String.join("\", \"", unreadyIndexes(entity)) + "\"] in " + entity)
                .toList();
        steps.add("deploy the new mapping" + (stale.isEmpty() ? "" : ", for now with " + String.join(", ", stale)));
        moved.forEach(entity -> steps.add("load " + entity + ", and delete its items that are at the old keys"));
        rewritten.forEach(entity -> steps.add("load " + entity + " over the rows that are there"));
        backfilled.forEach(entity -> steps.add("CALL singletable_backfill('" + entity + "')"));
        with(Effect.CHECK).stream()
                .filter(unready::containsKey)
                .forEach(entity -> steps.add("CALL singletable_verify('" + entity + "')"));
        if (!stale.isEmpty()) {
            steps.add("deploy the new mapping without that stale");
        }
        return steps;
    }

    private Set<String> unreadyIndexes(String entity) {
        return unready.getOrDefault(entity, Set.of());
    }

    private static String alter(MappingChange change) {
        if (change.after() == null) {
            return "turn off the " + change.what() + " by " + change.before();
        }
        if (change.before() == null) {
            return "give the table its " + change.what() + ": " + change.after();
        }
        return "make the " + change.what() + " anew: " + change.after() + " instead of " + change.before();
    }

    private Set<String> with(Effect effect) {
        Set<String> names = new LinkedHashSet<>();
        changes.stream().filter(change -> change.effect() == effect).forEach(change -> names.add(change.entity()));
        return names;
    }
}
