package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.ForeignKey;
import org.singletable.jdbc.mapping.TemplatePart;

/**
 * A reference of one entity to another, or to itself.
 *
 * @param child the entity that has the foreign key
 * @param parent the entity that it names
 */
public record Relation(Entity child, Entity parent, ForeignKey key) {
    /** All references of a mapping, in its order. */
    public static List<Relation> all(Catalog catalog) {
        List<Relation> relations = new ArrayList<>();
        for (Entity child : catalog.entities()) {
            for (ForeignKey key : child.foreignKeys()) {
                catalog.findEntity(key.entity()).ifPresent(parent -> relations.add(new Relation(child, parent, key)));
            }
        }
        return relations;
    }

    /** All entities, each after those in whose item collections its rows are, as far as there is such an order. */
    public static List<Entity> parentsFirst(Catalog catalog) {
        List<Relation> relations = all(catalog);
        Set<Entity> ordered = new LinkedHashSet<>();
        catalog.entities().forEach(entity -> add(entity, relations, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    private static void add(Entity entity, List<Relation> relations, Set<Entity> ordered, Set<Entity> above) {
        if (ordered.contains(entity) || !above.add(entity)) {
            return;
        }
        relations.stream()
                .filter(relation -> relation.child().equals(entity) && relation.sharesCollection())
                .forEach(relation -> add(relation.parent(), relations, ordered, above));
        ordered.add(entity);
    }

    /** Whether the child's rows are in the item collection of the parent's row: their hash keys are made alike, of the same values. */
    public boolean sharesCollection() {
        List<TemplatePart> own = child.partitionKey().template().parts();
        List<TemplatePart> other = parent.partitionKey().template().parts();
        boolean sameValues = child != parent && own.size() == other.size();
        for (int i = 0; sameValues && i < own.size(); i++) {
            sameValues = isSame(own.get(i), other.get(i));
        }
        return sameValues && !child.partitionKey().template().columns().isEmpty();
    }

    private boolean isSame(TemplatePart own, TemplatePart other) {
        if (own instanceof TemplatePart.ColumnPart one && other instanceof TemplatePart.ColumnPart another) {
            int place = key.columns().indexOf(one.column().name());
            return place >= 0
                    && key.key().get(place).equals(another.column().name())
                    && one.formats().equals(another.formats());
        }
        return own instanceof TemplatePart.Text && own.equals(other);
    }

    /** Whether a row of the child may have no parent: a column of the foreign key can be NULL. */
    boolean isOptional() {
        return columns().stream().anyMatch(column -> !column.notNull());
    }

    /** Whether a row of the parent has one row of the child at most: the foreign key identifies it. */
    boolean isOneToOne() {
        Set<String> names = new HashSet<>(key.columns());
        return child.id().stream().map(Column::name).allMatch(names::contains);
    }

    private List<Column> columns() {
        return child.columns().stream()
                .filter(column -> key.columns().contains(column.name()))
                .toList();
    }

    @Override
    public String toString() {
        return child.name() + " (" + String.join(", ", key.columns()) + ") references " + parent.name() + " ("
                + String.join(", ", key.key()) + ")";
    }
}
