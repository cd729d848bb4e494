package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Assignment;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Image;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.UpdateAction;
import org.singletable.jdbc.dynamo.WriteOutcome;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.push.ConditionPushdown;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan.UpdatePlan;

/** An UPDATE by primary key in one conditional UpdateItem, where nothing it depends on has to be read. */
final class BlindUpdate {
    private final UpdatePlan plan;
    private final KeyedRow row;
    private final NewValues newValues;
    private final Bindings bindings;
    private final TableClient table;
    private final RequestContext context;
    private final @Nullable Column version;

    BlindUpdate(
            UpdatePlan plan,
            KeyedRow row,
            NewValues newValues,
            Bindings bindings,
            TableClient table,
            RequestContext context) {
        this.plan = plan;
        this.row = row;
        this.newValues = newValues;
        this.bindings = bindings;
        this.table = table;
        this.context = context;
        this.version = row.entity().version().orElse(null);
    }

    /** @return empty where the row must be read; else whether it was updated, see {@link KeyedRow.Written} */
    Optional<KeyedRow.Written> write() {
        if (newValues.readsRow() || !row.knownByReading().isEmpty() || !versionIsCountedUnread()) {
            return Optional.empty();
        }
        RowChange change = change().orElse(null);
        if (change == null
                || change.violatesNotNull()
                || change.changesJsonContainer()
                || row.entity().primaryKey().stream().anyMatch(change::changes)) {
            return Optional.empty();
        }
        ConditionPushdown pushdown = new ConditionPushdown(row.codec(), bindings);
        List<BoundExpr> where = plan.target().beyondKey();
        Optional<List<Condition>> pushed = pushdown.exact(where);
        if (pushed.isEmpty()) {
            return Optional.empty();
        }
        Map<Column, Object> known = new HashMap<>(row.keyValues());
        known.putAll(pushdown.equalities(where));
        if (!known.keySet().containsAll(change.otherInputs()) || !hasNextVersion(known)) {
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>(row.isThisRow());
        conditions.addAll(pushed.get());
        ItemEdits edits = change.edits(known::get, null);
        Assignment assignment = edits.assignment(null);
        conditions.addAll(assignment.conditions());
        List<UpdateAction> actions = new ArrayList<>(assignment.actions());
        if (version != null) {
            countUp(version, actions, conditions);
        }
        return send(new ItemWrite.Update(row.key(), actions, new Condition.All(conditions)), edits, known);
    }

    /** The largest version is an error of a row that has it, which reading tells. */
    private boolean hasNextVersion(Map<Column, Object> known) {
        return version == null
                || !(known.get(version) instanceof Number before)
                || VersionColumn.hasNext(version, before.longValue());
    }

    /** Empty where a value fits no row: that is an error where there is one, which reading tells. */
    private Optional<RowChange> change() {
        try {
            return Optional.of(newValues.unread(bindings));
        } catch (DriverException e) {
            if (e.isOfData()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<KeyedRow.Written> send(ItemWrite write, ItemEdits edits, Map<Column, Object> known) {
        WriteOutcome outcome = new SingleWrite(
                        row.key(), row.versions(known, edits).orElse(null), table, context)
                .send(write, plan.returning() == null ? Image.NONE : Image.NEW, Resend.NEVER);
        if (outcome instanceof WriteOutcome.Applied applied) {
            return Optional.of(new KeyedRow.Written(true, applied.image()));
        }
        // Where the row is there, and wanted, only the item as read tells how to write it, or what is wrong.
        boolean wanted = row.asCurrent(outcome.storedItem().orElse(null))
                .filter(current -> KeyedRow.holds(plan.target().beyondKey(), bindings.withRow(current.row())))
                .isPresent();
        return wanted ? Optional.empty() : Optional.of(KeyedRow.Written.NOTHING);
    }

    /** A version that SET assigns is the increment itself: the stored one must be one less. */
    private void countUp(Column column, List<UpdateAction> actions, List<Condition> conditions) {
        if (newValues.assigns(column)) {
            long assigned = newValues.assignedVersion(column, bindings);
            conditions.add(VersionColumn.isStored(column, row.codec(), assigned - 1));
        } else {
            AttributePath path = column.storedAt().orElseThrow();
            conditions.add(VersionColumn.isCountable(path));
            actions.add(new UpdateAction.CountUp(path));
        }
    }

    private boolean versionIsCountedUnread() {
        return version == null
                || VersionColumn.countsInPlace(row.entity(), version)
                || newValues.assigns(version) && !version.inContainer();
    }
}
