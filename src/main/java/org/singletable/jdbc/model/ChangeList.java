package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.model.MappingChange.Effect;

/** Collects the changes of one entity, or of the table. */
final class ChangeList {
    private final String entity;
    private final List<MappingChange> changes = new ArrayList<>();

    ChangeList(String entity) {
        this.entity = entity;
    }

    void add(Effect effect, String what, @Nullable String before, @Nullable String after) {
        changes.add(new MappingChange(entity, effect, what, before, after));
    }

    /** Unless both are the same. */
    void compare(Effect effect, String what, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            add(effect, what, before, after);
        }
    }

    /** The most work first, else in the order in which they were found. */
    List<MappingChange> sorted() {
        return changes.stream()
                .sorted(Comparator.comparing(MappingChange::effect))
                .toList();
    }
}
