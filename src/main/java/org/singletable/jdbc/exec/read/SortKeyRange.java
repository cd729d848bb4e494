package org.singletable.jdbc.exec.read;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.LikePattern;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyPrefix;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.TemplatePart.ColumnPart;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.KeyRange;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * The condition on a sort key that every row with the known values and within the range meets. Pure. Where a format does not
 * keep order or cannot hold a bound, the condition says less; it never leaves out a row.
 */
final class SortKeyRange {
    private final KeyTemplate key;
    private final KeyShape shape;
    private final SortConditions conditions;
    private final Map<Column, Object> known;
    private final Bindings bindings;

    private SortKeyRange(KeyTemplate key, Map<Column, Object> known, Bindings bindings) {
        this.key = key;
        this.shape = new KeyShape(key.template());
        this.conditions = new SortConditions(key.name());
        this.known = known;
        this.bindings = bindings;
    }

    /**
     * The restriction; empty where there can be no row.
     *
     * @param known values of the hash key's columns and of those that lead the sort key
     * @throws org.singletable.jdbc.error.DriverException 22018 where a bound cannot be compared with its column, 22023 for a
     *     bad pattern
     */
    static Optional<KeyRestriction> of(
            KeyTemplate key, Map<Column, Object> known, @Nullable KeyRange range, Bindings bindings) {
        return new SortKeyRange(key, known, bindings).restrict(range);
    }

    private Optional<KeyRestriction> restrict(@Nullable KeyRange range) {
        Optional<KeyPrefix> rendered = prefix(known);
        if (rendered.isEmpty()) {
            return Optional.empty();
        }
        KeyPrefix prefix = rendered.get();
        boolean tells = shape.tells(known.keySet());
        if (range == null || prefix.complete()) {
            return conditions.whole(prefix, tells && range == null);
        } else if (range instanceof KeyRange.Bounds bounds) {
            return bounds(bounds, prefix, tells);
        } else if (range instanceof KeyRange.BeginsWith begins) {
            String text = text(begins.prefix());
            return text == null ? Optional.empty() : beginsWith(begins.column(), text, prefix, tells);
        } else if (range instanceof KeyRange.Like like) {
            return like(like, prefix, tells);
        }
        return seek((KeyRange.Seek) range, prefix, tells);
    }

    /** Empty where no row has these values. */
    private Optional<KeyPrefix> prefix(Map<Column, Object> values) {
        return KeyValues.rendered(() -> Optional.of(key.template().prefix(values.keySet(), values::get)));
    }

    /** All keys with what is known. */
    private Optional<KeyRestriction> loosely(KeyPrefix prefix) {
        return conditions.whole(prefix, false);
    }

    /** The part of the column, where that is what comes after the known ones. */
    private Optional<ColumnPart> nextPart(Column column, KeyPrefix prefix) {
        return prefix.nextColumn().filter(column::equals).flatMap(shape::part);
    }

    private @Nullable String text(BoundExpr expr) {
        Object value = Evaluator.evaluate(expr, bindings);
        return value == null ? null : (String) Conversions.convert(value, SqlType.STRING);
    }

    private Optional<KeyRestriction> like(KeyRange.Like like, KeyPrefix prefix, boolean tells) {
        String pattern = text(like.pattern());
        String escape = like.escape() == null ? LikePattern.DEFAULT_ESCAPE : text(like.escape());
        if (pattern == null || escape == null) {
            return Optional.empty();
        }
        LikePattern compiled = LikePattern.compile(pattern, escape);
        String begin = compiled.plainPrefix();
        if (!compiled.hasWildcards() && like.column().type().kind() == Kind.STRING) {
            Map<Column, Object> more = new HashMap<>(known);
            more.put(like.column(), begin);
            return new SortKeyRange(key, more, bindings).restrict(null);
        }
        return beginsWith(like.column(), begin, prefix, tells && compiled.isPrefixOnly());
    }

    private Optional<KeyRestriction> beginsWith(Column column, String begin, KeyPrefix prefix, boolean exact) {
        Optional<ColumnPart> part = nextPart(column, prefix).filter(this::keepsBeginnings);
        if (part.isEmpty()) {
            return loosely(prefix);
        }
        // In the format key too, the text of a beginning is the beginning of the text.
        Optional<String> text = begin.isEmpty()
                ? Optional.of("")
                : KeyValues.rendered(() -> Optional.of((String) KeyShape.rendered(key.template(), part.get(), begin)));
        if (text.isEmpty() || !KeyBoundText.isStorable(text.get())) {
            return loosely(prefix);
        }
        boolean isOneColumn = KeyShape.hasFormatKey(part.get()) || shape.isLast(part.get());
        KeyPrefix longer = new KeyPrefix(prefix.value() + text.get(), false, null);
        return conditions.whole(longer, exact && isOneColumn);
    }

    private boolean keepsBeginnings(ColumnPart part) {
        return part.column().type().kind() == Kind.STRING
                && key.attribute().type() == AttributeType.S
                && (part.formats().isEmpty() || KeyShape.hasFormatKey(part))
                && part.canonical();
    }

    private Optional<KeyRestriction> bounds(KeyRange.Bounds bounds, KeyPrefix prefix, boolean tells) {
        Optional<ValueRange> range = ValueRange.of(bounds, bindings);
        if (range.isEmpty()) {
            return Optional.empty();
        }
        Optional<ColumnPart> part = nextPart(bounds.column(), prefix);
        if (part.isEmpty()) {
            return loosely(prefix);
        }
        boolean saysLess = range.get().low() == ValueBound.ALL && !bounds.low().isEmpty()
                || range.get().high() == ValueBound.ALL && !bounds.high().isEmpty();
        return between(part.get(), range.get(), prefix).map(found -> found.exactIf(tells && !saysLess));
    }

    private Optional<KeyRestriction> between(ColumnPart part, ValueRange range, KeyPrefix prefix) {
        boolean direct = key.template().parts().size() == 1;
        if (direct && key.attribute().type() != AttributeType.S) {
            return part.keepsOrder() ? new StoredKeyRange(key).between(part, range) : loosely(prefix);
        }
        String begin = (String) prefix.value();
        if (part.keepsOrder()) {
            return betweenTexts(part, range, begin, begin);
        }
        return new LimitedOrder(key.template())
                .between(part, begin, range)
                .map(texts -> conditions.betweenTexts(begin, texts.low(), texts.high()))
                .orElseGet(() -> loosely(prefix));
    }

    /** {@code (a, b) > (x, y)}: the keys with {@code a = x} from {@code y} on, and all after them. */
    private Optional<KeyRestriction> seek(KeyRange.Seek seek, KeyPrefix prefix, boolean tells) {
        Optional<SeekBound> bound = SeekBound.of(seek, bindings);
        if (bound.isEmpty()) {
            return Optional.empty();
        }
        Map<Column, Object> more = new HashMap<>(known);
        more.putAll(bound.get().equal());
        Optional<KeyPrefix> longer = prefix(more);
        Column column = seek.columns().get(bound.get().equal().size());
        boolean ordered = longer.isPresent()
                && prefix.nextColumn().filter(seek.columns().get(0)::equals).isPresent()
                && nextPart(column, longer.get()).filter(ColumnPart::keepsOrder).isPresent()
                && bound.get().equal().keySet().stream()
                        .allMatch(equal ->
                                shape.part(equal).filter(ColumnPart::keepsOrder).isPresent());
        if (!ordered) {
            return loosely(prefix);
        }
        ColumnPart part = shape.part(column).orElseThrow();
        boolean exact = tells && shape.tells(more.keySet()) && bound.get().last() != ValueBound.ALL;
        return seek(part, ValueRange.beyond(bound.get().last(), seek.greater()), prefix, longer.get())
                .map(found -> found.exactIf(exact));
    }

    /** @param within the keys that have the values before the last one */
    private Optional<KeyRestriction> seek(ColumnPart part, ValueRange range, KeyPrefix prefix, KeyPrefix within) {
        if (!(within.value() instanceof String begin) || key.attribute().type() != AttributeType.S) {
            return between(part, range, prefix);
        }
        return betweenTexts(part, range, (String) prefix.value(), begin);
    }

    /**
     * @param known what all keys begin with
     * @param begin what the bounds begin with
     */
    private Optional<KeyRestriction> betweenTexts(ColumnPart part, ValueRange range, String known, String begin) {
        KeyTextBounds texts = new KeyTextBounds(key.template());
        return conditions.betweenTexts(
                known, texts.low(part, begin, range.low()), texts.high(part, begin, range.high()));
    }
}
