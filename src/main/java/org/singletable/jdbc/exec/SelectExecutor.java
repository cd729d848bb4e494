package org.singletable.jdbc.exec;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyPrefix;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan.SelectPlan;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/** Carries out SELECTs. */
final class SelectExecutor {
    private static final ItemCursor NO_ITEMS = () -> null;

    private final TableClient table;
    private final Codecs codecs;

    SelectExecutor(TableClient table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    RowCursor execute(SelectPlan plan, Execution execution) {
        Bindings bindings = Bindings.of(execution.parameters());
        long offset = rowCount("OFFSET", plan.offset(), bindings, 0);
        long limit = rowCount("LIMIT", plan.limit(), bindings, Long.MAX_VALUE);
        if (execution.maxRows() > 0) {
            limit = Math.min(limit, execution.maxRows());
        }
        RowCursor rows = limit == 0 ? new OneRowCursor(null) : rows(plan, bindings, execution);
        return new LimitCursor(rows, offset, limit);
    }

    private RowCursor rows(SelectPlan plan, Bindings bindings, Execution execution) {
        Access access = plan.access();
        if (access == null) {
            BoundExpr condition = plan.residual();
            boolean holds =
                    condition == null || Evaluator.test(condition, bindings) == org.singletable.jdbc.type.Ternary.TRUE;
            return new OneRowCursor(holds ? SelectCursor.project(plan.outputs(), bindings) : null);
        }
        return new SelectCursor(
                items(access, bindings, execution),
                codecs.of(access.entity()),
                plan.residual(),
                plan.outputs(),
                bindings);
    }

    private ItemCursor items(Access access, Bindings bindings, Execution execution) {
        if (access instanceof Access.ByKey byKey) {
            return KeyValues.of(byKey.key(), bindings)
                    .flatMap(values -> KeyValues.tableKey(byKey.entity(), values))
                    .map(key -> lookup(key, execution))
                    .orElse(NO_ITEMS);
        } else if (access instanceof Access.ByQuery byQuery) {
            return KeyValues.of(byQuery.known(), bindings)
                    .flatMap(values -> KeyValues.ofPossible(() -> query(byQuery, values, execution)))
                    .<ItemCursor>map(query -> new QueryCursor(table, query, execution.context()))
                    .orElse(NO_ITEMS);
        }
        return NO_ITEMS;
    }

    /** The row is read now, so that its errors come from execute; there is nothing to page. */
    private ItemCursor lookup(Item key, Execution execution) {
        Optional<Item> found = table.getItem(key, execution.session().consistentRead(), execution.context());
        Iterator<Item> items = found.stream().iterator();
        return () -> items.hasNext() ? items.next() : null;
    }

    /** The Query of these values; empty where no key attribute can have them. */
    private static Optional<QuerySpec> query(Access.ByQuery access, Map<Column, Object> values, Execution execution) {
        EntityIndex index = access.index();
        KeyTemplate hash = index == null ? access.entity().partitionKey() : index.partitionKey();
        KeyTemplate range = index == null ? access.entity().sortKey() : index.sortKey();
        Optional<Object> hashValue = KeyValues.rendered(() -> hash.template().render(values::get));
        if (hashValue.isEmpty() || !KeyValues.isPossibleHash(hashValue.get())) {
            return Optional.empty();
        }
        QuerySpec.SortCondition sort = null;
        if (range != null) {
            Optional<KeyPrefix> rendered =
                    KeyValues.rendered(() -> Optional.of(range.template().prefix(values.keySet(), values::get)));
            if (rendered.isEmpty()) {
                return Optional.empty();
            }
            KeyPrefix prefix = rendered.get();
            if (prefix.complete()) {
                if (!KeyValues.isPossibleRange(prefix.value())) {
                    return Optional.empty();
                }
                sort = new QuerySpec.SortEquals(range.name(), KeyValues.stored(prefix.value()));
            } else if (prefix.value() instanceof String text && !text.isEmpty()) {
                if (!KeyValues.isPossibleRange(text)) {
                    return Optional.empty();
                }
                sort = new QuerySpec.SortBeginsWith(range.name(), text);
            }
        }
        boolean local = index != null && index.schema().local();
        boolean consistent = execution.session().consistentRead() && (index == null || local);
        int pageSize = execution.pageSize() > 0
                ? execution.pageSize()
                : execution.session().pageSize();
        return Optional.of(new QuerySpec(
                index == null ? null : index.name(),
                local,
                hash.name(),
                KeyValues.stored(hashValue.get()),
                sort,
                consistent,
                true,
                pageSize));
    }

    /** @throws DriverException 22023 for a negative number */
    private static long rowCount(String clause, @Nullable BoundExpr expr, Bindings bindings, long absent) {
        if (expr == null) {
            return absent;
        }
        Object value = Evaluator.evaluate(expr, bindings);
        if (value == null) {
            return absent;
        }
        long count = (Long) Conversions.convert(value, SqlType.LONG);
        if (count < 0) {
            throw new DriverException(SqlState.INVALID_VALUE, clause + " must not be negative, but is " + count);
        }
        return count;
    }
}
