package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.write.Sentinels.Sentinel;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.type.Comparison;

/** What stored sentinels say: whose they are, and in what they differ from those that their rows would get now. */
public final class StoredSentinels {
    private final Codecs codecs;
    private final Sentinels sentinels;

    public StoredSentinels(Codecs codecs, Sentinels sentinels) {
        this.codecs = codecs;
        this.sentinels = sentinels;
    }

    /**
     * A constraint that a stored item is a sentinel of, by its key.
     *
     * @param tellsOwner whether the sentinels of the constraint tell whose they are
     * @param ownerKey the table key of the row; null where this item does not tell it
     */
    public record Claim(
            Entity entity,
            UniqueConstraint constraint,
            boolean tellsOwner,
            @Nullable Item ownerKey) {}

    /** The entities that an item is a row of. */
    public Set<String> rowOf(Item item) {
        return codecs.all().stream()
                .filter(codec -> codec.belongs(item))
                .map(codec -> codec.entity().name())
                .collect(Collectors.toSet());
    }

    /** All constraints that an item may be a sentinel of; none where it is a row and no sentinel. */
    public List<Claim> claims(Item item) {
        return claims(item, rowOf(item));
    }

    /** @param rowOf see {@link #rowOf} */
    public List<Claim> claims(Item item, Set<String> rowOf) {
        List<Claim> claims = new ArrayList<>();
        for (Entity entity : codecs.catalog().entities()) {
            for (UniqueConstraint constraint : entity.uniqueConstraints()) {
                if (isSentinel(entity, constraint, item, rowOf)) {
                    claims.add(new Claim(
                            entity, constraint, tellsOwner(entity, constraint), ownerKey(entity, constraint, item)));
                }
            }
        }
        return claims;
    }

    private @Nullable Item ownerKey(Entity entity, UniqueConstraint constraint, Item item) {
        try {
            return sentinels.ownerKey(entity, constraint, item).orElse(null);
        } catch (DriverException e) {
            if (!e.isOfData()) {
                throw e;
            }
            // What it says is no key that a row could have.
            return null;
        }
    }

    private static boolean isSentinel(Entity entity, UniqueConstraint constraint, Item item, Set<String> rowOf) {
        return constraint
                .sentinelEntity()
                .map(rowOf::contains)
                .orElseGet(() -> rowOf.isEmpty()
                        && Rows.tableKeys(entity).stream()
                                .allMatch(name -> Optional.ofNullable(
                                                constraint.item().get(name))
                                        .flatMap(template -> item.get(name)
                                                .flatMap(StoredValue::scalar)
                                                .flatMap(template::parse))
                                        .isPresent()));
    }

    private boolean tellsOwner(Entity entity, UniqueConstraint constraint) {
        Set<String> told = constraint
                .sentinelEntity()
                .map(name -> codecs.named(name).entity().columns().stream().map(Column::name))
                .orElseGet(() -> constraint.item().values().stream()
                        .flatMap(template -> readable(template, entity))
                        .map(Column::name))
                .collect(Collectors.toSet());
        return entity.primaryKey().stream().map(Column::name).allMatch(told::contains);
    }

    private static Stream<Column> readable(Template template, Entity entity) {
        return template.reversibleColumns().stream().filter(entity.primaryKey()::contains);
    }

    /**
     * What makes of a stored sentinel with the key of a row's sentinel that very one. What the mapping does not name stays.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 where a sentinel that is a row cannot be read
     */
    public ItemEdits difference(Sentinel wanted, Item stored) {
        Optional<String> rows = wanted.constraint().sentinelEntity();
        return rows.isPresent() ? ofRow(wanted, stored, codecs.named(rows.get())) : ofTemplates(wanted, stored);
    }

    private static ItemEdits ofTemplates(Sentinel wanted, Item stored) {
        Entity entity = wanted.subject().entity();
        Set<String> attributes = new LinkedHashSet<>(wanted.constraint().item().keySet());
        entity.ttl().flatMap(Column::storedAt).map(AttributePath::attribute).ifPresent(attributes::add);
        attributes.removeAll(Rows.tableKeys(entity));
        Map<AttributePath, ItemEdits.Edit> edits = new LinkedHashMap<>();
        for (String attribute : attributes) {
            Optional<StoredValue> made = wanted.item().get(attribute);
            Optional<StoredValue> found = stored.get(attribute);
            if (made.isEmpty() && found.isPresent()) {
                edits.put(Rows.attribute(attribute), new ItemEdits.Clear());
            } else if (made.isPresent() && found.filter(made.get()::isSameAs).isEmpty()) {
                edits.put(Rows.attribute(attribute), new ItemEdits.Assign(made.get()));
            }
        }
        return ItemEdits.of(edits);
    }

    /** Only columns that the owner has, too, say something of it. */
    private static ItemEdits ofRow(Sentinel wanted, Item stored, ItemCodec codec) {
        Entity owner = wanted.subject().entity();
        Set<String> ofOwner = owner.columns().stream().map(Column::name).collect(Collectors.toSet());
        @Nullable Object[] row = codec.decode(stored);
        @Nullable Object[] made = codec.decode(wanted.item());
        Map<Column, @Nullable Object> assigned = new LinkedHashMap<>();
        for (Column column : codec.entity().columns()) {
            Object value = made[column.ordinal()];
            Object found = row[column.ordinal()];
            boolean same = value == null || found == null ? value == found : Comparison.compare(value, found) == 0;
            if (!same && ofOwner.contains(column.name()) && !column.isVersion()) {
                assigned.put(column, value);
            }
        }
        return assigned.isEmpty()
                ? ItemEdits.NONE
                : new RowChange(codec, assigned, Map.of()).edits(ColumnValues.ofRow(row), stored);
    }
}
