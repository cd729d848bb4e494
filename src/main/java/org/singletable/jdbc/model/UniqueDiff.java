package org.singletable.jdbc.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.model.MappingChange.Effect;

/** Compares what an entity keeps unique with what its successor does. */
final class UniqueDiff {
    private final Entity before;
    private final TemplateIdentity textBefore;
    private final Entity after;
    private final TemplateIdentity textAfter;
    private final ChangeList changes;

    UniqueDiff(
            Entity before, TemplateIdentity textBefore, Entity after, TemplateIdentity textAfter, ChangeList changes) {
        this.before = before;
        this.textBefore = textBefore;
        this.after = after;
        this.textAfter = textAfter;
        this.changes = changes;
    }

    void compare() {
        Map<Set<String>, UniqueConstraint> from = unique(before, textBefore);
        Map<Set<String>, UniqueConstraint> to = unique(after, textAfter);
        to.forEach((places, constraint) -> {
            UniqueConstraint was = from.remove(places);
            if (was == null) {
                changes.add(Effect.BACKFILL, what(constraint), null, describe(constraint));
            } else if (!sentinels(was, textBefore).equals(sentinels(constraint, textAfter))) {
                changes.add(Effect.BACKFILL, what(constraint), describe(was), describe(constraint));
                gone(was);
            }
        });
        from.values().forEach(this::gone);
    }

    /** Its sentinels are not deleted by it. */
    private void gone(UniqueConstraint constraint) {
        changes.add(Effect.CHECK, what(constraint) + ": sentinels that stay", describe(constraint), null);
    }

    private static Map<Set<String>, UniqueConstraint> unique(Entity entity, TemplateIdentity text) {
        Map<Set<String>, UniqueConstraint> constraints = new LinkedHashMap<>();
        entity.uniqueConstraints()
                .forEach(constraint -> constraints.put(
                        constraint.columns().stream().map(text::name).collect(Collectors.toSet()), constraint));
        return constraints;
    }

    private static String sentinels(UniqueConstraint constraint, TemplateIdentity text) {
        return constraint.sentinelEntity().orElse("") + " " + text.of(constraint.item());
    }

    private static String what(UniqueConstraint constraint) {
        return "unique (" + EntityDiff.names(constraint.columns()) + ")";
    }

    private static String describe(UniqueConstraint constraint) {
        return constraint
                .sentinelEntity()
                .map(entity -> "rows of " + entity)
                .orElseGet(() -> constraint.item().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(attribute -> attribute.getKey() + " = "
                                + attribute.getValue().source())
                        .collect(Collectors.joining(", ")));
    }
}
