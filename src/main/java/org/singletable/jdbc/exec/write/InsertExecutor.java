package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.RowScopeErrors;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.write.NewRows.NewItem;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Plan.InsertPlan;
import org.singletable.jdbc.plan.RowReferences;

/** Carries out INSERT and UPSERT: a row by itself is one PutItem, on the condition that nothing is at the key. */
final class InsertExecutor {
    private final InsertPlan plan;
    private final WriteStatement statement;
    private final Entity entity;
    private final ItemCodec codec;

    InsertExecutor(InsertPlan plan, WriteStatement statement) {
        this.plan = plan;
        this.statement = statement;
        this.entity = plan.entity();
        this.codec = statement.codecs().of(entity);
    }

    /** The new rows; each time with other generated values. */
    List<NewItem> rows() {
        return new NewRows(plan, codec, statement.reads(), statement.memory()).all();
    }

    /** The keys of the items that a row takes. */
    List<Item> keys(NewItem row) {
        List<Item> keys = new ArrayList<>();
        keys.add(codec.keyOf(row.item()));
        statement.sentinels().of(entity, row.values()).forEach(sentinel -> keys.add(sentinel.key()));
        return keys;
    }

    Result execute() {
        List<NewItem> rows = rows();
        if (!statement.isRowByRow() || rows.size() < 2) {
            return write(rows).result();
        }
        WrittenRows written = WrittenRows.ofAny(plan, statement.bindings(), statement.memory());
        try {
            rows.forEach(row -> written.addAll(write(List.of(row))));
        } catch (DriverException e) {
            throw WriteErrors.afterRows(written.size(), e);
        }
        return written.result();
    }

    /** Writes rows: all of them or none. */
    WrittenRows write(List<NewItem> rows) {
        Plan.ConflictClause conflict = plan.conflict();
        if (conflict != null) {
            return new ConflictInsert(plan, conflict, statement).write(rows);
        } else if (plan.replace()) {
            return replace(rows);
        }
        return statement.writes().run(writer -> {
            WrittenRows written = new WrittenRows(plan, statement.bindings());
            writer.prefetch(entity, rows);
            for (NewItem row : rows) {
                writer.insert(entity, row.item(), row.values());
                written.addInserted(row.row(), row.inserted(entity));
            }
            return written;
        });
    }

    private WrittenRows replace(List<NewItem> rows) {
        boolean unread = statement.mayWriteUnread()
                && plan.mayWriteOver().isEmpty()
                && entity.version().isEmpty()
                && entity.uniqueConstraints().isEmpty();
        if (unread) {
            return statement.writes().run(writer -> {
                WrittenRows written = new WrittenRows(plan, statement.bindings());
                for (NewItem row : rows) {
                    writer.replaceUnread(entity, row.item(), row.values());
                    written.addInserted(row.row(), row.inserted(entity));
                }
                return written;
            });
        }
        return statement.writes().runReading(writer -> replaceAll(rows, writer), Resend.IF_ABSENT);
    }

    private WrittenRows replaceAll(List<NewItem> rows, RowWriter writer) {
        WrittenRows written = new WrittenRows(plan, statement.bindings());
        writer.prefetch(entity, rows);
        for (NewItem row : rows) {
            @Nullable Object[] now = replace(row, writer);
            written.addInserted(now, row.inserted(entity));
            // The next may be a row with the same key.
            writer.finish();
        }
        return written;
    }

    /** @return the row with the version it gets */
    private @Nullable Object[] replace(NewItem row, RowWriter writer) {
        Item there = writer.present(entity, row).orElse(null);
        if (there == null) {
            writer.insert(entity, row.item(), row.values());
            return row.row();
        }
        if (!codec.belongs(there)) {
            throw RowWriter.taken(codec, row.values(), there);
        }
        StoredRow stored = new StoredRow(there, codec.decode(there));
        requireMayWriteOver(plan, stored, statement.bindings());
        @Nullable Object[] values = row.row().clone();
        for (Column version : entity.version().stream().toList()) {
            values[version.ordinal()] = VersionColumn.value(version, VersionColumn.next(version, stored.row()));
        }
        Set<Column> read = RowReferences.of(plan.mayWriteOver());
        writer.replace(entity, stored, codec.newItem(values, row.assigned()), ColumnValues.ofRow(values), read);
        return values;
    }

    /** @throws DriverException 42501 where the row in the way is not one of the connection's */
    static void requireMayWriteOver(InsertPlan plan, StoredRow stored, Bindings bindings) {
        if (!Evaluator.holds(plan.mayWriteOver(), bindings.withRow(stored.row()))) {
            Entity entity = plan.entity();
            throw RowScopeErrors.rowOfOthers(entity.name(), Rows.describeKey(entity, stored.values()));
        }
    }
}
