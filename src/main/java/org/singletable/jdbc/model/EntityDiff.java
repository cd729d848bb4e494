package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.model.MappingChange.Effect;

/** Compares an entity with what it is to become. */
final class EntityDiff {
    private final Entity before;
    private final Entity after;
    private final ColumnPairs columns;
    private final TemplateIdentity textBefore;
    private final TemplateIdentity textAfter;
    private final ChangeList changes;
    private final Set<String> unready = new TreeSet<>();

    EntityDiff(Entity before, Entity after) {
        this.before = before;
        this.after = after;
        this.columns = new ColumnPairs(before, after);
        this.textBefore = new TemplateIdentity(before, columns.names(before));
        this.textAfter = new TemplateIdentity(after, columns.names(after));
        this.changes = new ChangeList(after.name());
    }

    /** Whether items of the one are items of the other, by keys and discriminators. */
    boolean areSameItems() {
        return textBefore.of(before.partitionKey()).equals(textAfter.of(after.partitionKey()))
                && Objects.equals(rangeText(before, textBefore), rangeText(after, textAfter))
                && before.constants().equals(after.constants());
    }

    private static @Nullable String rangeText(Entity entity, TemplateIdentity text) {
        return entity.rangeKey().map(text::of).orElse(null);
    }

    List<MappingChange> changes() {
        changes.compare(Effect.NONE, "name", before.name(), after.name());
        tableKeys();
        discriminators();
        unready.addAll(new DerivedDiff(before, textBefore, after, textAfter, changes).compare());
        columns();
        new UniqueDiff(before, textBefore, after, textAfter, changes).compare();
        indexes();
        changes.compare(Effect.NONE, "id", id(before), id(after));
        changes.compare(Effect.NONE, "references", references(before), references(after));
        changes.compare(Effect.NONE, "remarks", before.remarks(), after.remarks());
        return changes.sorted();
    }

    /** Indexes of the new entity whose keys the stored rows do not have yet, once {@link #changes} has been called. */
    Set<String> unready() {
        return unready;
    }

    private void tableKeys() {
        key(before.partitionKey(), after.partitionKey());
        KeyTemplate sortBefore = before.rangeKey().orElse(null);
        KeyTemplate sortAfter = after.rangeKey().orElse(null);
        if (sortBefore != null && sortAfter != null) {
            key(sortBefore, sortAfter);
        }
        // Where one has no range key the tables differ, which is told of them.
    }

    private void key(KeyTemplate from, KeyTemplate to) {
        if (!textBefore.of(from).equals(textAfter.of(to))) {
            changes.add(
                    Effect.MOVES,
                    "key " + to.name(),
                    from.template().source(),
                    to.template().source());
        }
    }

    /** Rows that lack a constant attribute, or have another, are none of the entity. */
    private void discriminators() {
        for (String attribute : new TreeSet<>(after.constants().keySet())) {
            changes.compare(
                    Effect.MOVES,
                    "discriminator " + attribute,
                    constant(before, attribute),
                    after.constants().get(attribute));
        }
        for (String attribute : new TreeSet<>(before.constants().keySet())) {
            if (constant(after, attribute) == null) {
                changes.add(
                        Effect.CHECK,
                        "discriminator " + attribute,
                        before.constants().get(attribute),
                        null);
            }
        }
    }

    /** The value that an attribute has in all rows, as a discriminator or as the key of an index; null where there is none. */
    private static @Nullable String constant(Entity entity, String attribute) {
        return entity.derived().stream()
                .filter(derived -> derived.name().equals(attribute) && derived.condition() == null)
                .findFirst()
                .flatMap(derived -> derived.template().constant())
                .orElse(null);
    }

    private void columns() {
        columns.pairs().forEach((is, was) -> new ColumnDiff(before, was, after, is, changes).compare());
        for (Column column : columns.added()) {
            Effect effect = column.notNull() ? Effect.CHECK : Effect.NONE;
            changes.add(effect, "column " + column.name(), null, ColumnDiff.describe(column));
        }
        for (Column column : columns.gone()) {
            String what = "column " + column.name() + ", whose values rows keep";
            changes.add(Effect.NONE, what, ColumnDiff.describe(column), null);
        }
        order();
    }

    private void order() {
        List<Column> from = new ArrayList<>(before.columns());
        from.removeAll(columns.gone());
        if (!from.equals(List.copyOf(columns.pairs().values()))) {
            changes.add(Effect.NONE, "order of columns", null, null);
        }
    }

    /** Of both an index that is stale no more is told, which queries then trust. */
    private void indexes() {
        for (EntityIndex index : after.indexes()) {
            before.indexes().stream()
                    .filter(other -> other.name().equals(index.name()))
                    .findFirst()
                    .ifPresent(other -> {
                        if (other.stale() && !index.stale()) {
                            unready.add(index.purpose());
                        }
                        changes.compare(
                                index.stale() ? Effect.NONE : Effect.BACKFILL,
                                "index " + index.purpose() + ": stale",
                                String.valueOf(other.stale()),
                                String.valueOf(index.stale()));
                        changes.compare(
                                Effect.NONE, "index " + index.name() + ": name", other.purpose(), index.purpose());
                    });
        }
    }

    /** Where it is less than the primary key. */
    private static @Nullable String id(Entity entity) {
        return entity.id().equals(entity.primaryKey()) ? null : names(entity.id());
    }

    static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static @Nullable String references(Entity entity) {
        String text = entity.foreignKeys().stream()
                .map(key -> "(" + String.join(", ", key.columns()) + ") " + key.entity() + " ("
                        + String.join(", ", key.key()) + ")")
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? null : text;
    }
}
