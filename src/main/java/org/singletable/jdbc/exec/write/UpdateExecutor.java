package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Assignment;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.UpdateAction;
import org.singletable.jdbc.dynamo.WriteOutcome;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.push.ConditionPushdown;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan.UpdatePlan;
import org.singletable.jdbc.plan.RowReferences;

/**
 * Carries out UPDATEs of one row. One conditional UpdateItem where everything it depends on is known; else the row is read
 * and the write is conditioned on what was read, again and again when another writer got between.
 */
public final class UpdateExecutor {
    private final TableClient table;
    private final Codecs codecs;

    public UpdateExecutor(TableClient table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    public Result.Count execute(UpdatePlan plan, Execution execution) {
        Bindings bindings = Bindings.of(execution.parameters());
        long count = KeyedRow.of(plan.access(), codecs, bindings)
                .map(row -> new OneRow(plan, row, bindings, execution).update() ? 1L : 0L)
                .orElse(0L);
        return new Result.Count(count, List.of());
    }

    /** One execution on one row. */
    private final class OneRow {
        private final UpdatePlan plan;
        private final KeyedRow row;
        private final Bindings bindings;
        private final Execution execution;
        private final @Nullable Column version;

        OneRow(UpdatePlan plan, KeyedRow row, Bindings bindings, Execution execution) {
            this.plan = plan;
            this.row = row;
            this.bindings = bindings;
            this.execution = execution;
            this.version = row.entity().version().orElse(null);
        }

        /** Whether there was such a row. */
        boolean update() {
            Optional<Boolean> blind = needsTheRow() ? Optional.empty() : updateWithoutReading();
            return blind.isPresent()
                    ? blind.get()
                    : OptimisticWrite.repeat(row, plan.residual(), table, bindings, execution, this::updateAsRead);
        }

        /** Whether the row must be read first, whatever WHERE says and SET assigns. */
        private boolean needsTheRow() {
            return !RowReferences.of(plan.assignments().values()).isEmpty()
                    || !row.knownByReading().isEmpty()
                    || !versionIsCountedUnread();
        }

        /** Empty where the row must be read first. */
        private Optional<Boolean> updateWithoutReading() {
            RowChange change = change(bindings);
            if (change.violatesNotNull() || change.changesJsonContainer()) {
                return Optional.empty();
            }
            ConditionPushdown pushdown = new ConditionPushdown(row.codec(), bindings);
            Optional<List<Condition>> pushed = pushdown.exact(plan.residual());
            if (pushed.isEmpty()) {
                return Optional.empty();
            }
            List<Condition> conditions = new ArrayList<>(row.isThisRow());
            conditions.addAll(pushed.get());
            Map<Column, Object> known = new HashMap<>(row.keyValues());
            plan.residual().stream()
                    .flatMap(conjunct -> pushdown.equality(conjunct).stream())
                    .forEach(equality -> known.put(equality.column(), equality.value()));
            if (!known.keySet().containsAll(change.otherInputs())) {
                return Optional.empty();
            }
            Assignment assignment = change.assignment(known::get, null);
            conditions.addAll(assignment.conditions());
            List<UpdateAction> actions = new ArrayList<>(assignment.actions());
            if (version != null) {
                countUp(version, actions, conditions);
            }
            WriteOutcome outcome =
                    table.updateItem(row.key(), actions, new Condition.All(conditions), execution.context());
            if (outcome.applied()) {
                return Optional.of(true);
            }
            // A map that a nested column lives in may be missing: only the item as read tells how to write it.
            return assignment.conditions().isEmpty() ? whyNot(outcome) : Optional.empty();
        }

        /** A version that SET assigns is the increment itself: the stored one must be one less. */
        private void countUp(Column column, List<UpdateAction> actions, List<Condition> conditions) {
            if (plan.assignments().containsKey(column)) {
                conditions.add(VersionColumn.isStored(column, row.codec(), assignedVersion(bindings) - 1));
            } else {
                AttributePath path = column.storedAt().orElseThrow();
                conditions.add(VersionColumn.isCountable(path));
                actions.add(new UpdateAction.CountUp(path));
            }
        }

        /** No such row, or its version is not what the write needs: empty where reading it can help. */
        private Optional<Boolean> whyNot(WriteOutcome outcome) {
            if (version == null) {
                return Optional.of(false);
            }
            if (plan.assignments().containsKey(version)) {
                checkVersionAssignment(version, outcome);
                return Optional.of(false);
            }
            boolean uncountable = outcome.stored() != null && VersionColumn.isUncountable(version, outcome.stored());
            return uncountable ? Optional.empty() : Optional.of(false);
        }

        private boolean versionIsCountedUnread() {
            return version == null
                    || VersionColumn.countsInPlace(row.entity(), version)
                    || plan.assignments().containsKey(version) && !version.inContainer();
        }

        private boolean updateAsRead(KeyedRow.Current current) {
            Bindings withRow = bindings.withRow(current.row());
            RowChange change = change(withRow);
            change.checkNotNull();
            if (version != null) {
                long next = VersionColumn.next(version, current.row());
                if (plan.assignments().containsKey(version)) {
                    VersionColumn.checkAssigned(row.entity(), version, assignedVersion(withRow), next - 1);
                }
                change = change.with(version, VersionColumn.value(version, next));
            }
            Set<Column> read = new LinkedHashSet<>(RowReferences.of(plan.residual()));
            read.addAll(row.knownByReading());
            read.addAll(RowReferences.of(plan.assignments().values()));
            read.addAll(change.otherInputs());
            if (change.changesJsonContainer()) {
                row.entity().columns().stream().filter(Column::inContainer).forEach(read::add);
            }
            Assignment assignment = change.assignment(ColumnValues.ofRow(current.row()), current.item());
            List<Condition> conditions = new ArrayList<>(row.isThisRow());
            conditions.addAll(Unchanged.since(current.item(), row.entity(), read));
            conditions.addAll(assignment.conditions());
            return table.updateItem(row.key(), assignment.actions(), new Condition.All(conditions), execution.context())
                    .applied();
        }

        private RowChange change(Bindings withRow) {
            Map<Column, @Nullable Object> assigned = new LinkedHashMap<>();
            plan.assignments()
                    .forEach((column, value) ->
                            assigned.put(column, RowWrites.evaluate(row.entity(), column, value, withRow)));
            return new RowChange(row.entity(), row.codec(), assigned);
        }

        private long assignedVersion(Bindings values) {
            if (version == null) {
                throw new IllegalStateException(row.entity().name() + " has no version");
            }
            BoundExpr value = plan.assignments().get(version);
            Object assigned = value == null ? null : Evaluator.evaluate(value, values);
            return VersionColumn.asLong(row.entity(), version, assigned);
        }

        private void checkVersionAssignment(Column column, WriteOutcome outcome) {
            row.asCurrent(outcome.stored())
                    .filter(current -> current.satisfies(plan.residual(), bindings))
                    .ifPresent(current -> VersionColumn.checkAssigned(
                            row.entity(),
                            column,
                            assignedVersion(bindings),
                            VersionColumn.next(column, current.row()) - 1));
        }
    }
}
