package org.singletable.jdbc.exec.read;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyPrefix;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.KeyChoices;
import org.singletable.jdbc.plan.Rel;

/** Carries out the access paths of one execution. */
public final class AccessReader implements AutoCloseable {
    /** As a goal: all rows are wanted. */
    public static final long ALL_ROWS = Long.MAX_VALUE;

    private static final ItemCursor NO_ITEMS = () -> null;

    private final TableClient table;
    private final Codecs codecs;
    private final Execution execution;

    public AccessReader(OpenTable table, Codecs codecs, Execution execution) {
        this.table = table.client();
        this.codecs = codecs;
        this.execution = execution;
    }

    /**
     * The frames of a read, in its order.
     *
     * @param bindings without a row
     * @param goal how many frames are wanted at most, as far as that is known, else {@link #ALL_ROWS}
     * @throws org.singletable.jdbc.error.DriverException 42000 where it needs a Scan and may not; what the first requests meet
     */
    public RowCursor open(Rel.Read read, Bindings bindings, long goal) {
        return new ReadCursor(
                items(read.access(), bindings), codecs.of(read.source().entity()), read, bindings);
    }

    /** One frame with the count in slot 0. */
    public RowCursor count(Rel.Count count, Bindings bindings) {
        throw new UnsupportedOperationException("count");
    }

    /** The frames of the physical items. */
    public RowCursor items(Rel.Items items, Bindings bindings, long goal) {
        throw new UnsupportedOperationException("_items");
    }

    /**
     * The right side of a lookup join for some left frames, each distinct key asked for once.
     *
     * @param left frames, on which the keys of {@code right} are evaluated
     * @return one frame a left frame, with the slots of {@code right} filled; null where there is no such row
     */
    public List<@Nullable Object @Nullable []> lookup(
            Rel.Read right, List<@Nullable Object[]> left, Bindings bindings) {
        throw new UnsupportedOperationException("lookup");
    }

    /** Stops what is under way. Never throws. */
    @Override
    public void close() {}

    private ItemCursor items(Access access, Bindings bindings) {
        if (access instanceof Access.ByKeys byKeys) {
            return KeyValues.of(single(byKeys.keys()), bindings)
                    .flatMap(values -> KeyValues.tableKey(byKeys.entity(), values))
                    .map(this::lookup)
                    .orElse(NO_ITEMS);
        } else if (access instanceof Access.ByQuery byQuery) {
            return KeyValues.of(single(byQuery.known()), bindings)
                    .flatMap(values -> KeyValues.ofPossible(() -> query(byQuery, values)))
                    .<ItemCursor>map(query -> new QueryCursor(table, query, execution.context()))
                    .orElse(NO_ITEMS);
        }
        return NO_ITEMS;
    }

    private static Map<Column, BoundExpr> single(KeyChoices choices) {
        Map<Column, BoundExpr> values = new java.util.HashMap<>();
        choices.alternatives()
                .get(0)
                .forEach((column, choice) -> values.put(column, ((KeyChoices.One) choice).value()));
        return values;
    }

    /** The row is read now, so that its errors come from execute; there is nothing to page. */
    private ItemCursor lookup(Item key) {
        Optional<Item> found = table.getItem(key, execution.session().consistentRead(), execution.context());
        Iterator<Item> items = found.stream().iterator();
        return () -> items.hasNext() ? items.next() : null;
    }

    /** The Query of these values; empty where no key attribute can have them. */
    private Optional<QuerySpec> query(Access.ByQuery access, Map<Column, Object> values) {
        EntityIndex index = access.index();
        KeyTemplate hash = access.partitionKey();
        KeyTemplate range = access.sortKey().orElse(null);
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
        boolean consistent = execution.session().consistentRead() && !access.isGlobal();
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
                pageSize,
                Reading.WHOLE));
    }
}
