package org.singletable.jdbc.exec.write;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan.UpdatePlan;
import org.singletable.jdbc.plan.RowReferences;

/**
 * Carries out an UPDATE. By primary key it is one conditional UpdateItem where everything it depends on is known; else the
 * rows are read, and written on condition that what was read is still so.
 */
final class UpdateExecutor {
    private final UpdatePlan plan;
    private final WriteStatement statement;
    private final ItemCodec codec;
    private final NewValues newValues;
    private final Set<Column> where;

    UpdateExecutor(UpdatePlan plan, WriteStatement statement) {
        this.plan = plan;
        this.statement = statement;
        Entity entity = plan.entity();
        this.codec = statement.codecs().of(entity);
        this.newValues = new NewValues(codec, plan.assignments(), absolute());
        this.where = statement.decisive(plan.target());
    }

    /** What sentinels hold, and what RETURNING tells of a row that is written with others, must be known. */
    private Set<Column> absolute() {
        Set<Column> absolute = new HashSet<>(statement.sentinels().columns(plan.entity()));
        if (plan.returning() != null && !(statement.isSingleRow(plan.target()))) {
            absolute.addAll(plan.entity().columns());
        }
        return absolute;
    }

    Result execute() {
        Optional<KeyedRow.Written> blind = blind();
        if (blind.isEmpty()) {
            return statement.eachRow(plan, plan.target(), this::update).result();
        }
        WrittenRows rows = new WrittenRows(plan, statement.bindings());
        blind.get().addTo(rows, codec);
        return rows.result();
    }

    private Optional<KeyedRow.Written> blind() {
        boolean touchesSentinels =
                statement.sentinels().columns(plan.entity()).stream().anyMatch(newValues::assigns);
        if (!statement.mayWriteUnread() || touchesSentinels || !statement.isSingleRow(plan.target())) {
            return Optional.empty();
        }
        Optional<KeyedRow> row = KeyedRow.of(plan.target().access(), statement.codecs(), statement.bindings());
        return row.isEmpty()
                ? Optional.of(KeyedRow.Written.NOTHING)
                : new BlindUpdate(
                                plan,
                                row.get(),
                                newValues,
                                statement.bindings(),
                                statement.table(),
                                statement.context())
                        .write();
    }

    private @Nullable Object[] update(StoredRow row, RowWriter writer) {
        Bindings withRow = statement.bindings().withRow(row.row());
        RowChange change = newValues.of(row, withRow);
        Set<Column> read = new LinkedHashSet<>(where);
        read.addAll(newValues.readColumns(change));
        if (plan.returning() != null) {
            read.addAll(RowReferences.of(plan.returning().values()));
        }
        Item changed = writer.update(plan.entity(), row, change, read);
        return codec.decode(changed);
    }
}
