package org.singletable.jdbc.exec.read;

import java.util.Arrays;
import java.util.Optional;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.TemplatePart.ColumnPart;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Comparison;

/** Ranges of a sort key that is a Number or Binary attribute: that of one column. */
final class StoredKeyRange {
    private final SortConditions conditions;
    private final RenderableBounds renderable;

    StoredKeyRange(KeyTemplate key) {
        this.conditions = new SortConditions(key.name());
        this.renderable = new RenderableBounds(key.template());
    }

    /** A bound as the key has it, as far as it fits. */
    private record Bound(Object value, boolean inclusive) {}

    /** Empty where no key can be within. */
    Optional<KeyRestriction> between(ColumnPart part, ValueRange range) {
        Optional<ValueBound.At> from = renderable.of(part, range.low(), true);
        Optional<ValueBound.At> to = renderable.of(part, range.high(), false);
        boolean exact = from.isPresent() == (range.low() != ValueBound.ALL)
                && to.isPresent() == (range.high() != ValueBound.ALL)
                && from.stream().allMatch(range.low()::equals)
                && to.stream().allMatch(range.high()::equals);
        Optional<Bound> low = from.map(at -> bound(part, at)).filter(bound -> !SortConditions.isEmpty(bound.value()));
        Optional<Bound> high = to.map(at -> bound(part, at));
        return conditions.between(
                new SortConditions.Keys<>(
                        low.map(Bound::value).orElse(null),
                        low.map(Bound::inclusive).orElse(true),
                        high.map(Bound::value).orElse(null),
                        high.map(Bound::inclusive).orElse(true)),
                Comparison::compare,
                exact);
    }

    /** A key has so many bytes at most: it lies on the same side of the first ones of a longer bound, or is these. */
    private Bound bound(ColumnPart part, ValueBound.At at) {
        Object value = renderable.rendered(part, at.value());
        return value instanceof Bytes bytes && bytes.length() > KeyAttribute.MAX_RANGE_BYTES
                ? new Bound(Bytes.of(Arrays.copyOf(bytes.toArray(), KeyAttribute.MAX_RANGE_BYTES)), true)
                : new Bound(value, at.inclusive());
    }
}
