package org.singletable.jdbc.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.KeyChoices.Choice;

/** Picks, from what conjuncts say about columns, the values of the columns of a key. */
final class ColumnChoices {
    /** More combinations of several lists than this are not looked up one by one. */
    private static final long MAX_COMBINATIONS = 10_000;

    private final Conjuncts where;

    ColumnChoices(Conjuncts where) {
        this.where = where;
    }

    /** Columns that some conjunct gives values for. */
    Set<Column> columns() {
        Set<Column> columns = new LinkedHashSet<>(where.choices().keySet());
        where.alternatives().forEach(restriction -> columns.addAll(restriction.columns()));
        return columns;
    }

    /** Columns that equal one value. */
    Set<Column> single() {
        return where.equalities().keySet();
    }

    /**
     * The values of these columns: one value where a column equals one; then what OR and row values say about several
     * columns together; then lists. Empty where a column has none.
     */
    Optional<KeyChoices> of(Collection<Column> columns) {
        Map<Column, Choice> fixed = new LinkedHashMap<>();
        Set<Column> open = new LinkedHashSet<>();
        for (Column column : columns) {
            if (where.choices().get(column) instanceof KeyChoices.One one) {
                fixed.put(column, one);
            } else {
                open.add(column);
            }
        }
        Restriction together = new Restriction(List.of(fixed));
        for (Restriction alternatives : where.alternatives()) {
            Set<Column> covered = new LinkedHashSet<>(open);
            covered.retainAll(alternatives.columns());
            // A column that a list restricts alone is better taken from the list.
            boolean needed = !where.choices().keySet().containsAll(covered);
            Restriction some = alternatives.onto(covered);
            if (needed && some.columns().equals(covered)) {
                Restriction both = together.and(some);
                if (both.columns().containsAll(covered)) {
                    together = both;
                    open.removeAll(covered);
                }
            }
        }
        Map<Column, Choice> listed = new LinkedHashMap<>();
        for (Column column : open) {
            Choice choice = where.choices().get(column);
            if (choice == null) {
                return Optional.empty();
            }
            listed.put(column, choice);
        }
        KeyChoices choices =
                new KeyChoices(together.and(new Restriction(List.of(listed))).alternatives());
        boolean several =
                columns.stream().filter(column -> !fixed.containsKey(column)).count() > 1;
        return several && Estimates.combinations(choices) > MAX_COMBINATIONS ? Optional.empty() : Optional.of(choices);
    }
}
