package org.singletable.jdbc.mapping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a set of known columns says about a key attribute.
 *
 * @param value the rendered value so far: the whole value ({@code String}, {@code BigDecimal} or {@code Bytes}) where
 *     {@code complete}, else a text that the attribute begins with; the empty text says nothing
 * @param complete whether the value is the whole attribute
 * @param next the column whose text comes next, null where complete or where the next part is not a plain column
 */
public record KeyPrefix(
        Object value, boolean complete, @Nullable Column next) {
    public Optional<Column> nextColumn() {
        return Optional.ofNullable(next);
    }
}
