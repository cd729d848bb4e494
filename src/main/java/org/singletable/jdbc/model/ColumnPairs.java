package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/** Which column of an entity is which of its successor: that of the same name, else that in the same place. */
final class ColumnPairs {
    private final Entity before;
    private final Entity after;

    /** New to old, in the order of the new. */
    private final Map<Column, Column> pairs = new LinkedHashMap<>();

    private final List<Column> gone;
    private final List<Column> added = new ArrayList<>();

    ColumnPairs(Entity before, Entity after) {
        this.before = before;
        this.after = after;
        this.gone = new ArrayList<>(before.columns());
        for (Column column : after.columns()) {
            Column same = take(column);
            if (same == null) {
                added.add(column);
            } else {
                pairs.put(column, same);
            }
        }
    }

    Map<Column, Column> pairs() {
        return pairs;
    }

    List<Column> gone() {
        return gone;
    }

    List<Column> added() {
        return added;
    }

    /** A name of its own for each column, the same for both of a pair. */
    Map<Column, String> names(Entity entity) {
        Map<Column, String> names = new HashMap<>();
        pairs.forEach((is, was) -> names.put(entity.equals(after) ? is : was, is.name()));
        gone.forEach(column -> names.putIfAbsent(column, column.name() + " before"));
        added.forEach(column -> names.putIfAbsent(column, column.name()));
        return names;
    }

    private @Nullable Column take(Column wanted) {
        Column found = gone.stream()
                .filter(column -> column.name().equals(wanted.name()))
                .findFirst()
                .orElseGet(() -> inPlaceOf(wanted));
        if (found != null) {
            gone.remove(found);
        }
        return found;
    }

    /** Renamed, as it seems: the old name is not used any more. */
    private @Nullable Column inPlaceOf(Column wanted) {
        return gone.stream()
                .filter(column ->
                        after.columns().stream().noneMatch(other -> other.name().equals(column.name())))
                .filter(column -> Objects.equals(column.path(), wanted.path())
                        && keyPlace(before, column) == keyPlace(after, wanted))
                .findFirst()
                .orElse(null);
    }

    /** Which of the columns that live in keys only it is; -1 for another. */
    private static int keyPlace(Entity entity, Column column) {
        return entity.primaryKey().stream().filter(Column::isKeyOnly).toList().indexOf(column);
    }
}
