package org.singletable.jdbc.exec.maintenance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Unchanged;
import org.singletable.jdbc.exec.write.Sentinels;
import org.singletable.jdbc.exec.write.StoredSentinels.Claim;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;

/** The rows that sentinels say they belong to, and what of them decides whether that is so. */
final class Owners {
    private final Codecs codecs;
    private final Sentinels sentinels;
    private final Reading reading;

    Owners(Codecs codecs, Sentinels sentinels) {
        this.codecs = codecs;
        this.sentinels = sentinels;
        Set<String> attributes = new HashSet<>();
        codecs.catalog().entities().stream()
                .filter(entity -> !entity.uniqueConstraints().isEmpty())
                .forEach(entity -> attributes.addAll(attributes(entity)));
        this.reading = new Reading(null, attributes, false);
    }

    /** What is to be read of them. */
    Reading reading() {
        return reading;
    }

    /** The columns of a row that decide about its sentinels. */
    Set<Column> columns(Entity entity) {
        Set<Column> columns = new LinkedHashSet<>(sentinels.columns(entity));
        columns.addAll(entity.primaryKey());
        entity.version().ifPresent(columns::add);
        return columns;
    }

    /** The attributes that they are read from, and that the row is known by. */
    Set<String> attributes(Entity entity) {
        return codecs.of(entity).attributes(columns(entity));
    }

    /** The keys of the rows that sentinels name. */
    static Stream<Item> keys(Collection<Claim> claims) {
        return claims.stream().map(Claim::ownerKey).filter(Objects::nonNull);
    }

    /**
     * Whether a row that a sentinel names has it. Where nobody can tell, because the sentinel does not say whose it is or the row
     * cannot be read, it counts as its own, so that nothing is done about it.
     *
     * @param owners by their keys, as they were read
     */
    boolean isOwned(Item sentinelKey, Collection<Claim> claims, Map<Item, Item> owners) {
        return claims.stream().anyMatch(claim -> {
            Item owner = claim.ownerKey() == null ? null : owners.get(claim.ownerKey());
            return claim.ownerKey() == null || owner != null && has(claim.entity(), owner, sentinelKey);
        });
    }

    private boolean has(Entity entity, Item owner, Item sentinelKey) {
        ItemCodec codec = codecs.of(entity);
        if (!codec.belongs(owner)) {
            return false;
        }
        try {
            ColumnValues row = ColumnValues.ofRow(codec.decode(owner, columns(entity)));
            return sentinels.of(entity, row).stream()
                    .anyMatch(sentinel -> sentinel.key().equals(sentinelKey));
        } catch (DriverException e) {
            requireOfRow(e);
            return true;
        }
    }

    /** @throws DriverException one that is not about the values of a row */
    static void requireOfRow(DriverException e) {
        if (!e.isOfData() && e.state().category() != SqlState.Category.INTEGRITY) {
            throw e;
        }
    }

    /** Checks that the rows are still as they were read: missing, or without the value of the sentinel. */
    List<ItemWrite> unchanged(Collection<Claim> claims, Map<Item, Item> owners) {
        List<ItemWrite> checks = new ArrayList<>();
        Set<Item> keys = new LinkedHashSet<>();
        for (Claim claim : claims) {
            Item key = claim.ownerKey();
            if (key != null && keys.add(key)) {
                checks.add(new ItemWrite.Check(key, asRead(claim.entity(), owners.get(key))));
            }
        }
        return checks;
    }

    private Condition asRead(Entity entity, @Nullable Item owner) {
        String hashKey = entity.partitionKey().name();
        if (owner == null) {
            return Rows.absent(entity);
        }
        Set<String> attributes = new LinkedHashSet<>(attributes(entity));
        attributes.removeAll(Rows.tableKeys(entity));
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition.Exists(Rows.attribute(hashKey)));
        conditions.addAll(Unchanged.attributes(owner, attributes));
        return new Condition.All(conditions);
    }
}
