package org.singletable.jdbc.mapping;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Comparison;

/** Equality of two values of one column, which is not Java's: 12.5 is 12.50, and an instant is the same at any offset. */
final class SameValue {
    private SameValue() {}

    static boolean test(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? Objects.equals(left, right) : Comparison.compare(left, right) == 0;
    }
}
