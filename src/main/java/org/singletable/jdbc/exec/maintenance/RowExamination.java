package org.singletable.jdbc.exec.maintenance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.maintenance.Finding.Kind;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Unchanged;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;

/** What is wrong with one row by itself: its columns, its key and what is derived from them. */
final class RowExamination {
    private final ItemCodec codec;
    private final Entity entity;
    private final Item item;
    private final Item key;
    private final @Nullable Object[] row;
    private final List<Problem> problems = new ArrayList<>();

    private final Set<Column> unreadable = new HashSet<>();

    /** Columns of which the key may say something else. */
    private final Set<Column> disputed = new HashSet<>();

    private RowExamination(ItemCodec codec, Item item) {
        this.codec = codec;
        this.entity = codec.entity();
        this.item = item;
        this.key = codec.keyOf(item);
        this.row = new Object[entity.columns().size()];
    }

    static RowExamination of(ItemCodec codec, Item item) {
        RowExamination examination = new RowExamination(codec, item);
        examination.read();
        examination.compareKeys();
        examination.compareDerived();
        return examination;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Whether the values of these columns are beyond doubt, so that more can be said of the row. */
    boolean knows(Set<Column> columns) {
        return canRead(columns) && Collections.disjoint(columns, disputed);
    }

    private boolean canRead(Set<Column> columns) {
        return Collections.disjoint(columns, unreadable);
    }

    private void read() {
        try {
            System.arraycopy(codec.decode(item), 0, row, 0, row.length);
        } catch (DriverException e) {
            if (e.state() != SqlState.CANNOT_CONVERT) {
                throw e;
            }
            readEach();
        }
        for (Column column : entity.columns()) {
            boolean isNull = row[column.ordinal()] == null && !unreadable.contains(column);
            if (isNull && column.notNull() && !entity.isDerived(column)) {
                leave(Kind.NOT_NULL, column, "column \"" + column + "\" must not be NULL and has no value; UPDATE it");
            }
        }
    }

    private void readEach() {
        Set<String> told = new HashSet<>();
        for (Column column : entity.columns()) {
            try {
                row[column.ordinal()] = codec.decode(item, Set.of(column))[column.ordinal()];
            } catch (DriverException e) {
                unreadable.add(column);
                // Of a JSON text that cannot be read the same is true of all its columns.
                if (told.add(e.getMessage())) {
                    unreadable(column, e);
                }
            }
        }
    }

    private void unreadable(Column column, DriverException error) {
        leave(Kind.UNREADABLE, column, error.getMessage() + " UPDATE the column, or correct its type in the mapping");
    }

    private void leave(Kind kind, Column column, String message) {
        String attribute = column.storedAt().map(AttributePath::toString).orElse(column.name());
        Optional<StoredValue> stored = column.storedAt().flatMap(path -> item.get(path.attribute()));
        problems.add(Problem.left(Finding.of(kind, key, attribute, stored, Optional.empty(), message)));
    }

    private void compareKeys() {
        Set<String> tableKeys = Rows.tableKeys(entity);
        for (DerivedAttribute derived : entity.derived()) {
            if (tableKeys.contains(derived.name()) && canRead(derived.inputs())) {
                Difference difference = compare(derived);
                if (difference != null) {
                    disputed.addAll(derived.inputs());
                    problems.add(Problem.left(difference.finding(
                            Kind.KEY,
                            "the columns make another " + derived.name() + " than the item has: UPDATE the columns to"
                                    + " what the key says, or INSERT the row anew and delete this item")));
                }
            }
        }
    }

    private void compareDerived() {
        Set<String> tableKeys = Rows.tableKeys(entity);
        List<Finding> mendable = new ArrayList<>();
        Map<AttributePath, ItemEdits.Edit> edits = new LinkedHashMap<>();
        Set<Column> inputs = new LinkedHashSet<>();
        for (DerivedAttribute derived : entity.derived()) {
            boolean verifiable = !tableKeys.contains(derived.name()) && canRead(derived.inputs());
            Difference difference = verifiable ? compare(derived) : null;
            if (difference == null) {
                continue;
            }
            if (!knows(derived.inputs())) {
                problems.add(Problem.left(difference.finding(
                        Kind.DERIVED, "make the columns agree with the key first, which says other values")));
            } else if (difference.error() != null) {
                problems.add(Problem.left(difference.finding(Kind.DERIVED, "UPDATE the columns it is made from")));
            } else {
                mendable.add(difference.finding(Kind.DERIVED, ""));
                inputs.addAll(derived.inputs());
                edits.put(
                        Rows.attribute(derived.name()),
                        difference
                                .made()
                                .<ItemEdits.Edit>map(ItemEdits.Assign::new)
                                .orElseGet(ItemEdits.Clear::new));
            }
        }
        if (!mendable.isEmpty()) {
            problems.add(new Problem(mendable, List.of(update(ItemEdits.of(edits), inputs))));
        }
    }

    /** On the condition that what the attributes are made from, and the attributes themselves, are what was read. */
    private ItemWrite update(ItemEdits edits, Set<Column> inputs) {
        List<Condition> conditions = new ArrayList<>(Rows.isThisRow(entity, codec, ColumnValues.ofRow(row)));
        conditions.addAll(Unchanged.since(item, entity, inputs));
        Set<String> seen = new LinkedHashSet<>();
        edits.paths().forEach(path -> seen.add(path.attribute()));
        conditions.addAll(Unchanged.attributes(item, seen));
        return new ItemWrite.Update(key, edits.assignment(item).actions(), new Condition.All(conditions));
    }

    /**
     * An attribute that is not what the row makes it.
     *
     * @param made what it makes it; empty where it is left out
     * @param error why it cannot be made, null where it can
     */
    private record Difference(
            DerivedAttribute derived,
            Item key,
            Optional<StoredValue> stored,
            Optional<StoredValue> made,
            @Nullable String error) {
        Finding finding(Kind kind, String advice) {
            String text = error != null
                    ? error
                    : made.isPresent()
                            ? derived.name() + " is made by the template "
                                    + derived.template().source()
                            : derived.name() + " is to be left out: a column of its template is NULL, or its where"
                                    + " does not hold";
            return Finding.of(kind, key, derived.name(), stored, made, advice.isEmpty() ? text : text + "; " + advice);
        }
    }

    private @Nullable Difference compare(DerivedAttribute derived) {
        Optional<StoredValue> stored = item.get(derived.name());
        Optional<StoredValue> made;
        try {
            made = codec.derive(derived, ColumnValues.ofRow(row));
        } catch (DriverException e) {
            if (!e.isOfData()) {
                throw e;
            }
            return new Difference(derived, key, stored, Optional.empty(), e.getMessage());
        }
        boolean same = made.isPresent() ? stored.filter(made.get()::isSameAs).isPresent() : stored.isEmpty();
        return same ? null : new Difference(derived, key, stored, made, null);
    }
}
