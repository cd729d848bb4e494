package org.singletable.jdbc.exec.write;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.exec.write.NewRows.NewItem;
import org.singletable.jdbc.exec.write.Sentinels.Sentinel;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Plan.InsertPlan;
import org.singletable.jdbc.plan.RowReferences;

/**
 * INSERT ... ON CONFLICT. A row by itself is put, and where that fails the item that was in the way is known; several rows
 * are looked up first.
 */
final class ConflictInsert {
    private final InsertPlan plan;
    private final Plan.@Nullable ConflictTarget target;
    private final Plan.@Nullable ConflictUpdate update;
    private final WriteStatement statement;
    private final Entity entity;
    private final ItemCodec codec;

    ConflictInsert(InsertPlan plan, Plan.ConflictClause conflict, WriteStatement statement) {
        this.plan = plan;
        this.target = conflict.target();
        this.update = conflict.update();
        this.statement = statement;
        this.entity = plan.entity();
        this.codec = statement.codecs().of(entity);
    }

    WrittenRows write(List<NewItem> rows) {
        return rows.size() == 1 && statement.mayWriteUnread()
                ? statement.writes().repeat(() -> writeOne(rows.get(0)))
                : statement.writes().runReading(writer -> writeAll(rows, writer));
    }

    /** Empty where others changed what was in the way: then it is tried again. */
    private Optional<WrittenRows> writeOne(NewItem row) {
        WrittenRows written = new WrittenRows(plan, statement.bindings());
        List<Refusal> refusals = statement.writes().attempt(writer -> writer.insert(entity, row.item(), row.values()));
        if (refusals.isEmpty()) {
            written.addInserted(row.row(), row.inserted(entity));
            return Optional.of(written);
        }
        for (Refusal refusal : refusals) {
            if (!isTarget(refusal.item().subject())) {
                throw statement.writes().error(refusal);
            }
        }
        if (update == null) {
            return Optional.of(written);
        }
        Optional<StoredRow> present = inTheWay(refusals.get(0), row);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        boolean stored = statement
                .writes()
                .attempt(writer -> update(update, present.get(), row, writer).ifPresent(written::add))
                .isEmpty();
        return stored ? Optional.of(written) : Optional.empty();
    }

    private Optional<StoredRow> inTheWay(Refusal refusal, NewItem row) {
        Optional<Item> stored = refusal.storedItem();
        if (refusal.item().subject() instanceof Subject.Sentinel sentinel && stored.isPresent()) {
            stored = statement.table().getItem(owner(sentinel.constraint(), stored.get()), true, statement.context());
        }
        return stored.map(item -> asRow(item, row));
    }

    private Item owner(UniqueConstraint constraint, Item sentinel) {
        return statement
                .sentinels()
                .ownerKey(entity, constraint, sentinel)
                .orElseThrow(() -> WriteErrors.ownerUnknown(entity.name(), constraint.name()));
    }

    private StoredRow asRow(Item item, NewItem row) {
        if (!codec.belongs(item)) {
            throw RowWriter.taken(codec, row.values(), item);
        }
        return new StoredRow(item, codec.decode(item));
    }

    private boolean isTarget(Subject subject) {
        if (target == null) {
            return true;
        }
        UniqueConstraint constraint = target.constraint();
        return subject instanceof Subject.Sentinel sentinel
                ? sentinel.constraint().equals(constraint)
                : constraint == null;
    }

    private WrittenRows writeAll(List<NewItem> rows, RowWriter writer) {
        WrittenRows written = new WrittenRows(plan, statement.bindings());
        writer.prefetch(entity, rows);
        Set<Item> touched = new HashSet<>();
        for (NewItem row : rows) {
            Optional<StoredRow> present = present(row, writer, touched);
            List<Item> taken = writer.keys(entity, row);
            if (present.isEmpty() && taken.stream().noneMatch(touched::contains)) {
                writer.insert(entity, row.item(), row.values());
                touched.addAll(taken);
                written.addInserted(row.row(), row.inserted(entity));
            } else if (update != null) {
                Item key = present.map(StoredRow::item).map(codec::keyOf).orElse(null);
                if (key == null || !touched.add(key)) {
                    throw WriteErrors.conflictTwice(entity.name(), Rows.describeKey(entity, row.values()));
                }
                update(update, present.get(), row, writer).ifPresent(written::add);
            }
        }
        return written;
    }

    /** The row in the way of a new one; what this statement itself inserts is not among them. */
    private Optional<StoredRow> present(NewItem row, RowWriter writer, Set<Item> touched) {
        Optional<Item> there = writer.present(entity, row);
        if (there.isPresent() && (target == null || target.constraint() == null)) {
            return there.map(item -> asRow(item, row));
        }
        for (Sentinel sentinel : statement.sentinels().of(entity, row.values())) {
            if (!isTarget(sentinel.subject()) || touched.contains(sentinel.key())) {
                continue;
            }
            Optional<Item> held = writer.present(sentinel);
            if (held.isPresent()) {
                Item owner = owner(sentinel.constraint(), held.get());
                return writer.present(owner, sentinel.subject()).map(item -> asRow(item, row));
            }
        }
        return Optional.empty();
    }

    /** @return the row after it, empty where WHERE is not true of it */
    private Optional<@Nullable Object[]> update(
            Plan.ConflictUpdate clause, StoredRow present, NewItem row, RowWriter writer) {
        @Nullable Object[] frame = new Object[present.row().length + row.row().length];
        System.arraycopy(present.row(), 0, frame, 0, present.row().length);
        System.arraycopy(row.row(), 0, frame, present.row().length, row.row().length);
        Bindings withRows = statement.bindings().withRow(frame);
        // What is in the way decides, however little of it is changed.
        Set<Column> read = new LinkedHashSet<>(RowReferences.of(clause.where()));
        read.addAll(Rows.knownByReading(entity));
        if (!KeyedRow.holds(clause.where(), withRows)) {
            return Optional.empty();
        }
        NewValues newValues = new NewValues(codec, clause.assignments(), new HashSet<>(entity.columns()));
        RowChange change = newValues.of(present, withRows);
        read.addAll(newValues.readColumns(change));
        return Optional.of(codec.decode(writer.update(entity, present, change, read)));
    }
}
