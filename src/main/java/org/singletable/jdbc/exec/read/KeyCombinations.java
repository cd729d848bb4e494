package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.KeyChoices;
import org.singletable.jdbc.type.Comparison;

/**
 * The combinations of values that key columns can have, made one at a time: the product of a few long lists is never held.
 * Choices that are NULL or no value of their column's type are none.
 */
final class KeyCombinations implements Iterator<Map<Column, Object>> {
    private final Iterator<Map<Column, KeyChoices.Choice>> alternatives;
    private final Bindings bindings;
    private List<Column> columns = List.of();
    private List<List<Object>> values = List.of();
    /** Which of its values each column has next; null where another alternative comes next. */
    private int @Nullable [] at;

    KeyCombinations(KeyChoices choices, Bindings bindings) {
        this.alternatives = choices.alternatives().iterator();
        this.bindings = bindings;
    }

    @Override
    public boolean hasNext() {
        while (at == null && alternatives.hasNext()) {
            begin(alternatives.next());
        }
        return at != null;
    }

    private void begin(Map<Column, KeyChoices.Choice> alternative) {
        columns = List.copyOf(alternative.keySet());
        values = new ArrayList<>();
        for (Column column : columns) {
            values.add(values(column, Objects.requireNonNull(alternative.get(column))));
        }
        at = values.stream().anyMatch(List::isEmpty) ? null : new int[columns.size()];
    }

    /** Each value once. */
    private List<Object> values(Column column, KeyChoices.Choice choice) {
        Map<Object, Object> distinct = new LinkedHashMap<>();
        raw(choice)
                .flatMap(value -> KeyValues.of(column, value.orNull()).stream())
                .forEach(value -> distinct.putIfAbsent(Comparison.hashKey(value), value));
        return List.copyOf(distinct.values());
    }

    /** A value that may be NULL, which streams do not take. */
    private record Raw(@Nullable Object orNull) {}

    private Stream<Raw> raw(KeyChoices.Choice choice) {
        if (choice instanceof KeyChoices.One one) {
            return Stream.of(new Raw(Evaluator.evaluate(one.value(), bindings)));
        } else if (choice instanceof KeyChoices.Any any) {
            return any.values().stream().map(value -> new Raw(Evaluator.evaluate(value, bindings)));
        }
        int query = ((KeyChoices.FromQuery) choice).query();
        return bindings.subqueries().rows(query).stream().map(row -> new Raw(row[0]));
    }

    @Override
    public Map<Column, Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int[] place = Objects.requireNonNull(at);
        Map<Column, Object> combination = new HashMap<>();
        for (int i = 0; i < place.length; i++) {
            combination.put(columns.get(i), values.get(i).get(place[i]));
        }
        advance(place);
        return combination;
    }

    /** Like a counter whose last digit turns fastest. */
    private void advance(int[] place) {
        for (int i = place.length - 1; i >= 0; i--) {
            if (++place[i] < values.get(i).size()) {
                return;
            }
            place[i] = 0;
        }
        at = null;
    }
}
