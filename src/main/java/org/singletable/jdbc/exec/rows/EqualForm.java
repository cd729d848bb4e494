package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/**
 * Makes of values of two types objects that are equal where {@link org.singletable.jdbc.type.Operands#compare} calls the
 * values equal.
 *
 * @param common what both are converted to first, null where they compare as they are
 */
record EqualForm(@Nullable SqlType common) {
    /** @throws org.singletable.jdbc.error.DriverException 22018 where the types cannot be compared */
    static EqualForm of(SqlType left, SqlType right) {
        boolean asTheyAre = left.kind() == right.kind()
                || left.kind().isNumeric() && right.kind().isNumeric();
        return new EqualForm(asTheyAre ? null : Comparison.common(left, right));
    }

    /** @throws org.singletable.jdbc.error.DriverException 22018 for a text that is no value of the other type */
    Object of(Object value) {
        return Comparison.hashKey(common == null ? value : Conversions.convert(value, common));
    }
}
