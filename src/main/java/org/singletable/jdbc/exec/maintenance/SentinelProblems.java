package org.singletable.jdbc.exec.maintenance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Assignment;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.maintenance.Finding.Kind;
import org.singletable.jdbc.exec.maintenance.SentinelExamination.Found;
import org.singletable.jdbc.exec.maintenance.SentinelExamination.Row;
import org.singletable.jdbc.exec.maintenance.SentinelExamination.Suspect;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Unchanged;
import org.singletable.jdbc.exec.write.Sentinels.Sentinel;
import org.singletable.jdbc.exec.write.StoredSentinels;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/** Says what is wrong with a sentinel, and what mends it: writes on the condition that nothing has changed. */
final class SentinelProblems {
    private final ItemCodec codec;
    private final Entity entity;
    private final Set<Column> columns;
    private final Owners owners;
    private final StoredSentinels stored;
    private final ItemReader reader;

    /** @param columns that decide about a row's sentinels */
    SentinelProblems(ItemCodec codec, Set<Column> columns, Owners owners, StoredSentinels stored, ItemReader reader) {
        this.codec = codec;
        this.entity = codec.entity();
        this.columns = new LinkedHashSet<>(columns);
        this.columns.removeAll(entity.primaryKey());
        this.owners = owners;
        this.stored = stored;
        this.reader = reader;
    }

    /** Whether a sentinel is that of a row, as far as it tells. */
    static boolean isOfRow(Item rowKey, Sentinel wanted, Found there) {
        return there.claims().stream()
                .filter(claim -> claim.constraint().equals(wanted.constraint()))
                .anyMatch(claim -> claim.ownerKey() == null || claim.ownerKey().equals(rowKey));
    }

    /** Whether a sentinel does not say whose it is, although it should. */
    static boolean tellsNoOwner(Found sentinel) {
        return sentinel.claims().stream().anyMatch(claim -> claim.tellsOwner() && claim.ownerKey() == null);
    }

    /** What makes of a stored sentinel the one that a row should have; empty where it cannot be read. */
    Optional<ItemEdits> difference(Sentinel wanted, Found there) {
        try {
            return Optional.of(stored.difference(wanted, there.item()));
        } catch (DriverException e) {
            if (e.state() != SqlState.CANNOT_CONVERT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * A sentinel that a row should have and has not.
     *
     * @param owners the rows that the stored one names, by their keys, as they were read
     */
    Problem of(Suspect suspect, Map<Item, Item> rowsOf) {
        Row row = suspect.row();
        Sentinel wanted = suspect.wanted();
        Found there = suspect.there();
        String what = wanted.subject().describe();
        if (there == null) {
            Finding finding = Finding.of(
                    Kind.SENTINEL_MISSING,
                    codec.keyOf(row.item()),
                    wanted.constraint().name(),
                    null,
                    wanted.item(),
                    what + " is missing");
            return new Problem(List.of(finding), List.of(put(wanted), check(row)));
        }
        boolean isOfRow = isOfRow(codec.keyOf(row.item()), wanted, there);
        if (!isOfRow && there.claims().isEmpty()) {
            return Problem.left(
                    wrong(wanted, there, null, what + " is missing, and another item has its key; delete that"));
        }
        if (!isOfRow && owners.isOwned(wanted.key(), there.claims(), rowsOf)) {
            return Problem.left(duplicate(row, wanted, there));
        }
        Optional<ItemEdits> edits = difference(wanted, there);
        if (edits.isEmpty()) {
            return Problem.left(wrong(wanted, there, null, what + " cannot be read; delete it and repair again"));
        }
        Finding finding = wrong(
                wanted,
                there,
                edits.get().applyTo(there.item()),
                what + (isOfRow ? " does not say what it should" : " belongs to a row that does not have the value"));
        List<ItemWrite> mending = new ArrayList<>(List.of(update(there, edits.get()), check(row)));
        if (!isOfRow) {
            mending.addAll(owners.unchanged(there.claims(), rowsOf));
        }
        return new Problem(List.of(finding), mending);
    }

    private static Finding wrong(Sentinel wanted, Found there, @Nullable Item expected, String message) {
        return Finding.of(
                Kind.SENTINEL_WRONG, wanted.key(), wanted.constraint().name(), there.item(), expected, message);
    }

    private Finding duplicate(Row row, Sentinel wanted, Found there) {
        String others =
                Owners.keys(there.claims()).map(codec::describeKey).distinct().collect(Collectors.joining("; "));
        return Finding.of(
                Kind.DUPLICATE,
                codec.keyOf(row.item()),
                wanted.constraint().name(),
                there.item(),
                null,
                wanted.subject().describe() + " belongs to another row with the same value (" + others
                        + "): UPDATE or DELETE that one, then repair again");
    }

    /**
     * A sentinel that no row has.
     *
     * @param rowsOf the rows that it names, by their keys, as they were read
     */
    Problem orphan(Found orphan, Map<Item, Item> rowsOf) {
        Item key = reader.keyOf(orphan.item());
        String constraint = orphan.claims().get(0).constraint().name();
        if (tellsNoOwner(orphan)) {
            return Problem.left(Finding.of(
                    Kind.UNREADABLE,
                    key,
                    constraint,
                    orphan.item(),
                    null,
                    "the sentinel does not tell which row it belongs to; delete it where no row has its value"));
        }
        boolean isThere = Owners.keys(orphan.claims()).anyMatch(rowsOf::containsKey);
        Finding finding = Finding.of(
                Kind.SENTINEL_ORPHANED,
                key,
                constraint,
                orphan.item(),
                null,
                "the row that the sentinel belongs to " + (isThere ? "does not have the value" : "does not exist"));
        List<ItemWrite> mending = new ArrayList<>();
        mending.add(new ItemWrite.Delete(key, new Condition.All(asSeen(orphan))));
        mending.addAll(owners.unchanged(orphan.claims(), rowsOf));
        return new Problem(List.of(finding), mending);
    }

    private ItemWrite put(Sentinel wanted) {
        return new ItemWrite.Put(wanted.key(), wanted.item(), Rows.absent(entity));
    }

    private ItemWrite update(Found there, ItemEdits edits) {
        Assignment assignment = edits.assignment(there.item());
        List<Condition> conditions = new ArrayList<>(asSeen(there));
        conditions.addAll(assignment.conditions());
        return new ItemWrite.Update(reader.keyOf(there.item()), assignment.actions(), new Condition.All(conditions));
    }

    private List<Condition> asSeen(Found there) {
        Set<String> attributes = new LinkedHashSet<>(there.item().attributes().keySet());
        attributes.removeAll(Rows.tableKeys(entity));
        List<Condition> conditions = new ArrayList<>();
        conditions.add(new Condition.Exists(hashKey()));
        conditions.addAll(Unchanged.attributes(there.item(), attributes));
        return conditions;
    }

    /** The row is there and has the values still. */
    private ItemWrite check(Row row) {
        List<Condition> conditions = new ArrayList<>(Rows.isThisRow(entity, codec, row.values()));
        conditions.addAll(Unchanged.since(row.item(), entity, columns));
        return new ItemWrite.Check(codec.keyOf(row.item()), new Condition.All(conditions));
    }

    private AttributePath hashKey() {
        return Rows.attribute(entity.partitionKey().name());
    }
}
