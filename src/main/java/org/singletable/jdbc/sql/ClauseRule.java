package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * What the translation does with each property of one JSqlParser class: uses it, or refuses the statement where it is
 * set. A test holds this against the class, so that no property is forgotten.
 *
 * @param node the class, exactly
 * @param used properties that the translation uses, and views of properties listed elsewhere
 * @param refused properties that must not be set
 */
record ClauseRule<T>(Class<T> node, List<String> used, List<Refusal<T>> refused) {

    /**
     * A property that must not be set.
     *
     * @param getter its name
     * @param clause what it is called in SQL
     * @param advice what to do instead
     */
    record Refusal<T>(String getter, Function<T, ? extends @Nullable Object> value, String clause, String advice) {}

    static <T> ClauseRule<T> of(Class<T> node, String... used) {
        return new ClauseRule<>(node, List.of(used), List.of());
    }

    /** The same rule with more properties that the translation uses. */
    ClauseRule<T> with(String... more) {
        List<String> all = new ArrayList<>(used);
        all.addAll(List.of(more));
        return new ClauseRule<>(node, List.copyOf(all), refused);
    }

    ClauseRule<T> refuse(String getter, Function<T, ? extends @Nullable Object> value, String clause, String advice) {
        List<Refusal<T>> all = new ArrayList<>(refused);
        all.add(new Refusal<>(getter, value, clause, advice));
        return new ClauseRule<>(node, used, List.copyOf(all));
    }

    /**
     * Checks a node.
     *
     * @throws DriverException HYC00 naming the first clause that is set and not supported
     */
    void check(T element) {
        for (Refusal<T> refusal : refused) {
            if (isSet(refusal.value().apply(element))) {
                throw SqlErrors.unsupported(refusal.clause(), refusal.advice());
            }
        }
    }

    /** {@link #check} for a node whose class is known only at run time. */
    void checkAny(Object element) {
        check(node.cast(element));
    }

    private static boolean isSet(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Integer number) {
            return number != 0;
        }
        if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        return value != null;
    }
}
