package org.singletable.jdbc.exec.read;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyPrefix;
import org.singletable.jdbc.mapping.Template;

/** The key texts between two, both included; null where there is no limit. */
record KeyTexts(@Nullable String low, @Nullable String high) {
    private static final KeyTexts ALL = new KeyTexts(null, null);

    /** Those that a condition lets through; all where it is not of texts. */
    static KeyTexts of(@Nullable SortCondition sort) {
        if (sort instanceof QuerySpec.SortBeginsWith begins) {
            return beginningWith(begins.prefix());
        } else if (sort instanceof QuerySpec.SortEquals equal
                && equal.value().scalar().orElse(null) instanceof String text) {
            return new KeyTexts(text, text);
        } else if (sort instanceof QuerySpec.SortBetween between
                && between.low().scalar().orElse(null) instanceof String low
                && between.high().scalar().orElse(null) instanceof String high) {
            return new KeyTexts(low, high);
        }
        return ALL;
    }

    /** Those that a template can make. */
    static KeyTexts of(Template template) {
        KeyPrefix begin = template.prefix(Set.<Column>of(), column -> null);
        if (!(begin.value() instanceof String text) || text.isEmpty()) {
            return ALL;
        }
        return begin.complete() ? new KeyTexts(text, text) : beginningWith(text);
    }

    private static KeyTexts beginningWith(String prefix) {
        return new KeyTexts(prefix, KeyBoundText.after(prefix).orElse(null));
    }

    boolean isOne() {
        return low != null && low.equals(high);
    }

    boolean overlaps(KeyTexts other) {
        return isBelow(low, other.high) && isBelow(other.low, high);
    }

    private static boolean isBelow(@Nullable String low, @Nullable String high) {
        return low == null || high == null || KeyBoundText.compare(low, high) <= 0;
    }
}
