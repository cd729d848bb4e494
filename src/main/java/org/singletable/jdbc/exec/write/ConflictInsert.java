package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.exec.write.NewRows.NewItem;
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
                : statement.writes().runReading(writer -> writeAll(rows, writer), forNew());
    }

    /**
     * Put again, what counts as its own row may be another's, equal to it, which was to be updated; and its own, changed by
     * others meanwhile, may look like one that was in the way.
     */
    private Resend forNew() {
        return update == null ? Resend.IF_ABSENT : Resend.NEVER;
    }

    /** Empty where others changed what was in the way: then it is tried again. */
    private Optional<WrittenRows> writeOne(NewItem row) {
        WrittenRows written = new WrittenRows(plan, statement.bindings());
        List<Refusal> refusals =
                statement.writes().attempt(writer -> writer.insert(entity, row.item(), row.values()), forNew());
        if (refusals.isEmpty()) {
            written.addInserted(row.row(), row.inserted(entity));
            return Optional.of(written);
        }
        Refusal conflict = refusals.stream()
                .filter(refusal -> isTarget(refusal.item().subject()))
                .findFirst()
                .orElseThrow(() -> statement.writes().error(refusals.get(0)));
        if (update == null) {
            checkIsRow(conflict, row);
            return Optional.of(written);
        }
        Optional<StoredRow> present = inTheWay(conflict, row);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        List<Refusal> changed = statement
                .writes()
                .attempt(
                        writer -> update(update, present.get(), row, writer)
                                .map(codec::decode)
                                .ifPresent(written::add),
                        Resend.NEVER);
        statement.writes().failUnlessReadAgain(changed);
        return changed.isEmpty() ? Optional.of(written) : Optional.empty();
    }

    private Optional<StoredRow> inTheWay(Refusal refusal, NewItem row) {
        Optional<Item> stored = refusal.storedItem();
        if (refusal.item().subject() instanceof Subject.Sentinel sentinel && stored.isPresent()) {
            stored = statement.table().getItem(owner(sentinel.constraint(), stored.get()), true, statement.context());
        }
        return stored.map(item -> asRow(item, row));
    }

    /** An item of another entity is in nobody's way: it makes the row impossible. */
    private void checkIsRow(Refusal refusal, NewItem row) {
        if (refusal.item().subject() instanceof Subject.Row) {
            refusal.storedItem().ifPresent(item -> asRow(item, row));
        }
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

    /** One row after the other: each meets what the ones before it have left. */
    private WrittenRows writeAll(List<NewItem> rows, RowWriter writer) {
        WrittenRows written = new WrittenRows(plan, statement.bindings());
        writer.prefetch(entity, rows);
        Set<Item> touched = new HashSet<>();
        for (NewItem row : rows) {
            Optional<Claim> conflict = claims(row).stream()
                    .filter(claim ->
                            writer.present(claim.key(), claim.subject()).isPresent())
                    .findFirst();
            if (conflict.isEmpty()) {
                writer.insert(entity, row.item(), row.values());
                touched.add(codec.keyOf(row.item()));
                written.addInserted(row.row(), row.inserted(entity));
            } else {
                Optional<StoredRow> present = holder(conflict.get(), row, writer);
                if (update != null) {
                    StoredRow holder = present.orElseThrow(() -> WriteErrors.brokenSentinel(
                            entity.name(), conflict.get().subject().describe()));
                    change(update, holder, row, writer, touched).ifPresent(written::add);
                }
            }
            writer.finish();
        }
        return written;
    }

    /** @return the row after it, empty where WHERE is not true of it */
    private Optional<@Nullable Object[]> change(
            Plan.ConflictUpdate clause, StoredRow present, NewItem row, RowWriter writer, Set<Item> touched) {
        if (!touched.add(codec.keyOf(present.item()))) {
            throw WriteErrors.conflictTwice(entity.name(), Rows.describeKey(entity, row.values()));
        }
        Optional<Item> changed = update(clause, present, row, writer);
        changed.map(codec::keyOf).ifPresent(touched::add);
        return changed.map(codec::decode);
    }

    /**
     * What a new row takes and another row may have.
     *
     * @param key of the row itself, or of a sentinel
     */
    private record Claim(Item key, Subject subject) {}

    /** Those of the constraint that ON CONFLICT names, or of all; the primary key first. */
    private List<Claim> claims(NewItem row) {
        List<Claim> claims = new ArrayList<>();
        claims.add(new Claim(
                codec.keyOf(row.item()), new Subject.Row(entity, () -> Rows.describeKey(entity, row.values()))));
        statement
                .sentinels()
                .of(entity, row.values())
                .forEach(sentinel -> claims.add(new Claim(sentinel.key(), sentinel.subject())));
        claims.removeIf(claim -> !isTarget(claim.subject()));
        return claims;
    }

    /** The row that has what a new one claims; empty where it need not be known. */
    private Optional<StoredRow> holder(Claim claim, NewItem row, RowWriter writer) {
        Optional<Item> item = writer.present(claim.key(), claim.subject());
        if (claim.subject() instanceof Subject.Sentinel sentinel) {
            if (update == null) {
                return Optional.empty();
            }
            item = item.flatMap(held -> writer.present(owner(sentinel.constraint(), held), sentinel));
        }
        return item.map(there -> asRow(there, row));
    }

    /** @return the item after it, empty where WHERE is not true of the row */
    private Optional<Item> update(Plan.ConflictUpdate clause, StoredRow present, NewItem row, RowWriter writer) {
        InsertExecutor.requireMayWriteOver(plan, present, statement.bindings());
        @Nullable Object[] frame = new Object[present.row().length + row.row().length];
        System.arraycopy(present.row(), 0, frame, 0, present.row().length);
        System.arraycopy(row.row(), 0, frame, present.row().length, row.row().length);
        Bindings withRows = statement.bindings().withRow(frame);
        // What is in the way decides, however little of it is changed.
        Set<Column> read = new LinkedHashSet<>(RowReferences.of(clause.where()));
        read.addAll(RowReferences.of(plan.mayWriteOver()));
        read.addAll(Rows.knownByReading(entity));
        if (!KeyedRow.holds(clause.where(), withRows)) {
            return Optional.empty();
        }
        NewValues newValues = new NewValues(codec, clause.assignments(), new HashSet<>(entity.columns()));
        RowChange change = newValues.of(present, withRows);
        read.addAll(newValues.readColumns(change));
        return Optional.of(writer.update(entity, present, change, read));
    }
}
