package org.singletable.jdbc.exec.write;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.read.StoredRows;
import org.singletable.jdbc.exec.rows.StatementReads;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Transaction;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.RowReferences;

/** One execution of a statement that writes: what it reads by, and how what it writes is carried out. */
final class WriteStatement {
    private final TableClient table;
    private final Codecs codecs;
    private final Execution execution;
    private final StatementReads reads;
    private final Sentinels sentinels;
    private final StatementWrites writes;

    WriteStatement(
            TableClient table,
            Codecs codecs,
            Execution execution,
            StatementReads reads,
            @Nullable Transaction transaction) {
        this.table = table;
        this.codecs = codecs;
        this.execution = execution;
        this.reads = reads;
        this.sentinels = new Sentinels(codecs, reads.bindings());
        Expiry expiry = new Expiry(codecs, execution.session().rows().hideExpired(), reads.bindings());
        this.writes = new StatementWrites(table, codecs, sentinels, expiry, execution, transaction);
    }

    TableClient table() {
        return table;
    }

    Codecs codecs() {
        return codecs;
    }

    Bindings bindings() {
        return reads.bindings();
    }

    RequestContext context() {
        return execution.context();
    }

    MemoryBudget memory() {
        return execution.memory();
    }

    StatementReads reads() {
        return reads;
    }

    Sentinels sentinels() {
        return sentinels;
    }

    StatementWrites writes() {
        return writes;
    }

    /** Whether WHERE tells the primary key, or that there is no row. */
    boolean isSingleRow(Plan.Target target) {
        return target.access() instanceof Access.SingleRow;
    }

    /**
     * The columns that decide whether a row is wanted, beside those that its key tells: a row whose key is other is another
     * row.
     */
    Set<Column> decisive(Plan.Target target) {
        Set<Column> columns = new LinkedHashSet<>(RowReferences.of(target.read().residual()));
        columns.removeAll(target.entity().primaryKey());
        columns.addAll(Rows.knownByReading(target.entity()));
        return columns;
    }

    /** Whether a condition may stand for reading: the statement is sent at once, and by itself. */
    boolean mayWriteUnread() {
        return !execution.view().isTransaction()
                && !execution.session().writes().tokens();
    }

    /** Whether each row of several is written by itself. */
    boolean isRowByRow() {
        return execution.session().writes().rowByRow() && !execution.view().isTransaction();
    }

    /** What is done to a row that was found. */
    interface RowAction {
        /** @return the row as RETURNING sees it */
        @Nullable
        Object[] apply(StoredRow row, RowWriter writer);
    }

    /** Finds the rows that a statement is about, and writes them: all of them or none, unless row by row. */
    WrittenRows eachRow(Plan.WritePlan plan, Plan.Target target, RowAction action) {
        if (target.access() instanceof Access.ByQuery query && query.isGlobal()) {
            execution
                    .control()
                    .warn(WriteErrors.foundThroughGlobalIndex(query.entity().name()));
        }
        if (isRowByRow() && !isSingleRow(target)) {
            return rowByRow(plan, target, action);
        }
        return writes.run(writer -> {
            WrittenRows rows = new WrittenRows(plan, bindings());
            try (FoundRows found = found(target, TableClient.MAX_TRANSACT)) {
                for (StoredRow row : found) {
                    rows.add(action.apply(row, writer));
                }
            }
            return rows;
        });
    }

    private WrittenRows rowByRow(Plan.WritePlan plan, Plan.Target target, RowAction action) {
        WrittenRows rows = WrittenRows.ofAny(plan, bindings(), memory());
        try (FoundRows found = found(target, Long.MAX_VALUE)) {
            for (StoredRow row : found) {
                one(row, target, action).ifPresent(rows::add);
            }
        } catch (DriverException e) {
            throw WriteErrors.afterRows(rows.size(), e);
        }
        return rows;
    }

    /** Empty where the row has gone, or is none that is wanted any more. */
    private Optional<@Nullable Object[]> one(StoredRow found, Plan.Target target, RowAction action) {
        AtomicBoolean first = new AtomicBoolean(true);
        return writes.run(writer -> {
            Optional<StoredRow> row = first.getAndSet(false) ? Optional.of(found) : again(found, target);
            return row.map(current -> action.apply(current, writer));
        });
    }

    private Optional<StoredRow> again(StoredRow found, Plan.Target target) {
        ItemCodec codec = codecs.of(target.entity());
        return table.getItem(codec.keyOf(found.item()), true, context())
                .filter(codec::belongs)
                .map(item -> new StoredRow(item, codec.decode(item)))
                .filter(row ->
                        KeyedRow.holds(target.read().residual(), bindings().withRow(row.row())));
    }

    private FoundRows found(Plan.Target target, long most) {
        try (StoredRows found = reads.stored(target.read())) {
            return FoundRows.of(found, most, execution.memory());
        }
    }
}
