package org.singletable.jdbc.exec.read;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.KeyPrefix;
import org.singletable.jdbc.type.Bytes;

/**
 * Conditions on a sort key in the forms and of the lengths that DynamoDB takes. Each method answers with nothing where no
 * key can meet the condition.
 */
final class SortConditions {
    private final String attribute;

    SortConditions(String attribute) {
        this.attribute = attribute;
    }

    /**
     * A range of keys.
     *
     * @param low null for none
     * @param high null for none
     */
    record Keys<T>(
            @Nullable T low, boolean includesLow, @Nullable T high, boolean includesHigh) {}

    /** All keys with what is known. */
    Optional<KeyRestriction> whole(KeyPrefix prefix, boolean exact) {
        Object value = prefix.value();
        if (prefix.complete()) {
            return KeyValues.isPossibleRange(value)
                    ? Optional.of(
                            new KeyRestriction(new QuerySpec.SortEquals(attribute, KeyValues.stored(value)), exact))
                    : Optional.empty();
        }
        if (!(value instanceof String text) || text.isEmpty()) {
            return Optional.of(new KeyRestriction(null, exact));
        }
        return KeyBoundText.isPossible(text)
                ? Optional.of(new KeyRestriction(new QuerySpec.SortBeginsWith(attribute, text), exact))
                : Optional.empty();
    }

    /** The keys from one text to another one, all of which begin with what is known. */
    Optional<KeyRestriction> betweenTexts(String begin, KeyTextBound low, KeyTextBound high) {
        boolean exact = low.exact() && high.exact();
        if (low.text() == null && high.text() == null) {
            return whole(new KeyPrefix(begin, false, null), exact);
        }
        String from = KeyBoundText.fittingLow(low.text() == null ? begin : low.text());
        Optional<String> to = Optional.ofNullable(high.text())
                .or(() -> KeyBoundText.after(begin))
                .flatMap(KeyBoundText::fittingHigh);
        boolean cut = low.text() != null && !from.equals(low.text())
                || high.text() != null && !to.equals(Optional.of(high.text()));
        Keys<String> keys = new Keys<>(from.isEmpty() ? null : from, true, to.orElse(null), true);
        return between(keys, KeyBoundText::compare, exact && !cut);
    }

    /** The keys of a range in their order. */
    <T> Optional<KeyRestriction> between(Keys<T> keys, Comparator<T> order, boolean exact) {
        T low = keys.low();
        T high = keys.high();
        if (high != null && isEmpty(high)) {
            return Optional.empty();
        }
        if (low != null && high != null) {
            return order.compare(low, high) > 0
                    ? Optional.empty()
                    : Optional.of(new KeyRestriction(
                            new QuerySpec.SortBetween(attribute, KeyValues.stored(low), KeyValues.stored(high)),
                            exact && keys.includesLow() && keys.includesHigh()));
        }
        if (low != null) {
            return Optional.of(
                    compared(keys.includesLow() ? Condition.Comparator.GE : Condition.Comparator.GT, low, exact));
        }
        return Optional.of(
                high == null
                        ? new KeyRestriction(null, exact)
                        : compared(
                                keys.includesHigh() ? Condition.Comparator.LE : Condition.Comparator.LT, high, exact));
    }

    private KeyRestriction compared(Condition.Comparator comparator, Object bound, boolean exact) {
        return new KeyRestriction(new QuerySpec.SortCompare(attribute, comparator, KeyValues.stored(bound)), exact);
    }

    /** No key is empty, and DynamoDB takes no such bound. */
    static boolean isEmpty(Object value) {
        return value.equals("") || value instanceof Bytes bytes && bytes.length() == 0;
    }
}
