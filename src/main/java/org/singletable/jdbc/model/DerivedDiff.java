package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.WriteCondition;
import org.singletable.jdbc.model.MappingChange.Effect;

/** Compares the attributes that an entity makes by templates with those that its successor makes. */
final class DerivedDiff {
    private final Entity before;
    private final TemplateIdentity textBefore;
    private final Entity after;
    private final TemplateIdentity textAfter;
    private final ChangeList changes;
    private final Set<String> unready = new TreeSet<>();

    DerivedDiff(
            Entity before, TemplateIdentity textBefore, Entity after, TemplateIdentity textAfter, ChangeList changes) {
        this.before = before;
        this.textBefore = textBefore;
        this.after = after;
        this.textAfter = textAfter;
        this.changes = changes;
    }

    /** Compares them all; the indexes of the new entity whose keys the stored rows do not have yet. */
    Set<String> compare() {
        Map<String, DerivedAttribute> from = derived(before);
        Map<String, DerivedAttribute> to = derived(after);
        Set<String> attributes = new TreeSet<>(from.keySet());
        attributes.addAll(to.keySet());
        for (String attribute : attributes) {
            DerivedAttribute was = from.get(attribute);
            DerivedAttribute is = to.get(attribute);
            Set<String> indexes = new TreeSet<>(keyOf(before, attribute));
            indexes.addAll(keyOf(after, attribute));
            String what = "attribute " + attribute
                    + (indexes.isEmpty() ? "" : " (key of " + String.join(", ", indexes) + ")");
            if (is == null) {
                changes.add(Effect.CHECK, what + ", which rows keep", source(was), null);
            } else if (was == null || !textBefore.of(was).equals(textAfter.of(is))) {
                backfill(what, attribute, source(was), source(is));
            } else if (!whereText(was, textBefore).equals(whereText(is, textAfter))) {
                backfill(what + ": where", attribute, where(was), where(is));
            }
        }
        return unready;
    }

    private void backfill(String what, String attribute, @Nullable String from, @Nullable String to) {
        changes.add(Effect.BACKFILL, what, from, to);
        unready.addAll(keyOf(after, attribute));
    }

    /** All but the table's keys and the discriminators of the new mapping, which are looked at by themselves. */
    private Map<String, DerivedAttribute> derived(Entity entity) {
        Set<String> others = new HashSet<>(after.constants().keySet());
        before.constants().keySet().stream()
                .filter(attribute -> after.derived().stream()
                        .noneMatch(derived -> derived.name().equals(attribute)))
                .forEach(others::add);
        others.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(key -> others.add(key.name()));
        Map<String, DerivedAttribute> derived = new LinkedHashMap<>();
        entity.derived().stream()
                .filter(attribute -> !others.contains(attribute.name()))
                .forEach(attribute -> derived.put(attribute.name(), attribute));
        return derived;
    }

    private static Set<String> keyOf(Entity entity, String attribute) {
        return entity.indexes().stream()
                .filter(index -> index.partitionKey().name().equals(attribute)
                        || index.rangeKey()
                                .filter(key -> key.name().equals(attribute))
                                .isPresent())
                .map(EntityIndex::purpose)
                .collect(Collectors.toSet());
    }

    private static @Nullable String source(@Nullable DerivedAttribute attribute) {
        return attribute == null ? null : attribute.template().source();
    }

    private static String whereText(DerivedAttribute attribute, TemplateIdentity text) {
        return attribute.where().map(text::of).orElse("");
    }

    private static @Nullable String where(DerivedAttribute attribute) {
        return attribute.where().map(DerivedDiff::text).orElse(null);
    }

    private static String text(WriteCondition condition) {
        List<String> texts = new ArrayList<>();
        condition.equal().forEach((column, value) -> texts.add(column.name() + " = " + value));
        texts.sort(String::compareTo);
        if (!condition.any().isEmpty()) {
            texts.add("any of " + EntityDiff.names(condition.any()));
        }
        return String.join(", ", texts);
    }
}
