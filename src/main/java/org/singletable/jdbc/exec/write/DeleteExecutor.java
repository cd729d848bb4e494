package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Image;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.dynamo.WriteOutcome;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.push.ConditionPushdown;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan.DeletePlan;
import org.singletable.jdbc.plan.RowReferences;

/** Carries out a DELETE: by primary key one conditional DeleteItem, where a condition can say all that WHERE asks for. */
final class DeleteExecutor {
    private final DeletePlan plan;
    private final WriteStatement statement;
    private final ItemCodec codec;
    private final Set<Column> where;

    DeleteExecutor(DeletePlan plan, WriteStatement statement) {
        this.plan = plan;
        this.statement = statement;
        this.codec = statement.codecs().of(plan.entity());
        this.where = statement.decisive(plan.target());
        if (plan.returning() != null) {
            this.where.addAll(RowReferences.of(plan.returning().values()));
        }
    }

    Result execute() {
        Optional<KeyedRow.Written> blind = blind();
        if (blind.isEmpty()) {
            return statement.eachRow(plan, plan.target(), this::delete).result();
        }
        WrittenRows rows = new WrittenRows(plan, statement.bindings());
        blind.get().addTo(rows, codec);
        return rows.result();
    }

    private @Nullable Object[] delete(StoredRow row, RowWriter writer) {
        writer.delete(plan.entity(), row, where);
        return row.row();
    }

    private Optional<KeyedRow.Written> blind() {
        if (!statement.mayWriteUnread()
                || !plan.entity().uniqueConstraints().isEmpty()
                || !statement.isSingleRow(plan.target())) {
            return Optional.empty();
        }
        Optional<KeyedRow> row = KeyedRow.of(plan.target().access(), statement.codecs(), statement.bindings());
        return row.isEmpty() ? Optional.of(KeyedRow.Written.NOTHING) : blind(row.get());
    }

    private Optional<KeyedRow.Written> blind(KeyedRow row) {
        ConditionPushdown pushdown = new ConditionPushdown(codec, statement.bindings());
        List<BoundExpr> beyondKey = plan.target().beyondKey();
        Optional<List<Condition>> pushed = pushdown.exact(beyondKey);
        if (pushed.isEmpty() || !row.knownByReading().isEmpty()) {
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>(row.isThisRow());
        conditions.addAll(pushed.get());
        SingleWrite.Versions versions =
                row.versions(pushdown.equalities(beyondKey), null).orElse(null);
        WriteOutcome outcome = new SingleWrite(row.key(), versions, statement.table(), statement.context())
                .send(
                        new ItemWrite.Delete(row.key(), new Condition.All(conditions)),
                        plan.returning() == null ? Image.NONE : Image.OLD,
                        Resend.NEVER);
        return Optional.of(
                outcome.applied()
                        ? new KeyedRow.Written(true, ((WriteOutcome.Applied) outcome).image())
                        : KeyedRow.Written.NOTHING);
    }
}
