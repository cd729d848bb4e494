package org.singletable.jdbc.mapping;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that is made from columns by a template, table keys included.
 *
 * @param condition the {@code where} of a sparse attribute, null where it is always written
 */
public record DerivedAttribute(
        String name,
        AttributeType type,
        Template template,
        @Nullable WriteCondition condition) {
    public Optional<WriteCondition> where() {
        return Optional.ofNullable(condition);
    }

    /** Every column that decides what stands in the attribute: those of the template and of {@code where}. */
    public Set<Column> inputs() {
        Set<Column> inputs = new LinkedHashSet<>(template.columns());
        where().ifPresent(where -> inputs.addAll(where.columns()));
        return inputs;
    }
}
