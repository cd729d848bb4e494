package org.singletable.jdbc.exec.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.LikePattern;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.KeyPrefix;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.TemplatePart.ColumnPart;
import org.singletable.jdbc.plan.KeyRange;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * The condition on a sort key that every row with the known values and within the range meets. Pure. Where a format does not
 * keep order or cannot hold a bound, the condition says less; it never leaves out a row.
 */
final class SortKeyRange {
    /** What sorts after {@code #} and before every character of a value in the format {@code key}. */
    private static final String AFTER_DELIMITER = "$";

    /** The least addition to a text. */
    private static final String NEXT_TEXT = "\0";

    private final KeyTemplate key;
    private final KeyShape shape;
    private final Map<Column, Object> known;
    private final Bindings bindings;

    private SortKeyRange(KeyTemplate key, Map<Column, Object> known, Bindings bindings) {
        this.key = key;
        this.shape = new KeyShape(key.template());
        this.known = known;
        this.bindings = bindings;
    }

    /**
     * @param condition null where every key of the partition can be one of a row that is wanted
     * @param exact whether the rows whose keys meet it are just those that have the known values and are in the range
     */
    record Restriction(@Nullable SortCondition condition, boolean exact) {
        private Restriction loose() {
            return new Restriction(condition, false);
        }
    }

    /**
     * The restriction; empty where there can be no row.
     *
     * @param known values of the hash key's columns and of those that lead the sort key
     * @throws org.singletable.jdbc.error.DriverException 22018 where a bound cannot be compared with its column, 22023 for a
     *     bad pattern
     */
    static Optional<Restriction> of(
            KeyTemplate key, Map<Column, Object> known, @Nullable KeyRange range, Bindings bindings) {
        return new SortKeyRange(key, known, bindings).restrict(range);
    }

    private Optional<Restriction> restrict(@Nullable KeyRange range) {
        Optional<KeyPrefix> rendered =
                KeyValues.rendered(() -> Optional.of(key.template().prefix(known.keySet(), known::get)));
        if (rendered.isEmpty()) {
            return Optional.empty();
        }
        KeyPrefix prefix = rendered.get();
        boolean tells = shape.tells(known.keySet());
        if (range == null || prefix.complete()) {
            return whole(prefix, tells && range == null);
        } else if (range instanceof KeyRange.Bounds bounds) {
            return bounds(bounds, prefix, tells);
        } else if (range instanceof KeyRange.BeginsWith begins) {
            String text = text(begins.prefix());
            return text == null ? Optional.empty() : beginsWith(begins.column(), text, true, prefix, tells);
        } else if (range instanceof KeyRange.Like like) {
            return like(like, prefix, tells);
        }
        return seek((KeyRange.Seek) range, prefix, tells);
    }

    /** All keys with what is known. */
    private Optional<Restriction> whole(KeyPrefix prefix, boolean exact) {
        Object value = prefix.value();
        if (prefix.complete()) {
            return KeyValues.isPossibleRange(value)
                    ? Optional.of(new Restriction(new QuerySpec.SortEquals(key.name(), KeyValues.stored(value)), exact))
                    : Optional.empty();
        }
        if (!(value instanceof String text) || text.isEmpty()) {
            return Optional.of(new Restriction(null, exact));
        }
        return KeyBoundText.isPossible(text)
                ? Optional.of(new Restriction(new QuerySpec.SortBeginsWith(key.name(), text), exact))
                : Optional.empty();
    }

    private Optional<Restriction> loosely(KeyPrefix prefix) {
        return whole(prefix, false);
    }

    private @Nullable String text(org.singletable.jdbc.plan.BoundExpr expr) {
        Object value = Evaluator.evaluate(expr, bindings);
        return value == null ? null : (String) Conversions.convert(value, SqlType.STRING);
    }

    private Optional<Restriction> like(KeyRange.Like like, KeyPrefix prefix, boolean tells) {
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
        return beginsWith(like.column(), begin, compiled.isPrefixOnly(), prefix, tells);
    }

    private Optional<Restriction> beginsWith(
            Column column, String begin, boolean exact, KeyPrefix prefix, boolean tells) {
        Optional<ColumnPart> part = nextPart(column, prefix);
        boolean keepsBeginnings = part.isPresent()
                && column.type().kind() == Kind.STRING
                && key.attribute().type() == AttributeType.S
                && (part.get().formats().isEmpty() || KeyShape.hasFormatKey(part.get()))
                && part.get().canonical();
        if (!keepsBeginnings) {
            return loosely(prefix);
        }
        // In the format key too, the text of a beginning is the beginning of the text.
        Optional<String> text = begin.isEmpty()
                ? Optional.of("")
                : KeyValues.rendered(() -> Optional.of((String) rendered(part.get(), begin)));
        if (text.isEmpty() || !KeyBoundText.isStorable(text.get())) {
            return loosely(prefix);
        }
        boolean isOneColumn = KeyShape.hasFormatKey(part.get()) || shape.isLast(part.get());
        KeyPrefix longer = new KeyPrefix(prefix.value() + text.get(), false, null);
        return whole(longer, tells && exact && isOneColumn);
    }

    private Object rendered(ColumnPart part, Object value) {
        return KeyShape.rendered(key.template(), part, value);
    }

    /** The part of the column, where that is what comes after the known ones. */
    private Optional<ColumnPart> nextPart(Column column, KeyPrefix prefix) {
        return prefix.nextColumn().filter(column::equals).flatMap(shape::part);
    }

    private Optional<Restriction> bounds(KeyRange.Bounds range, KeyPrefix prefix, boolean tells) {
        Optional<ColumnPart> part = nextPart(range.column(), prefix);
        Optional<ValueBound> low = tightest(range.column(), range.low(), true);
        Optional<ValueBound> high = tightest(range.column(), range.high(), false);
        if (low.isEmpty() || high.isEmpty() || areDisjoint(low.get(), high.get())) {
            return Optional.empty();
        }
        if (part.isEmpty()) {
            return loosely(prefix);
        }
        boolean all = low.get() == ValueBound.ALL && !range.low().isEmpty()
                || high.get() == ValueBound.ALL && !range.high().isEmpty();
        return between(part.get(), low.get(), high.get(), prefix).map(found -> all || !tells ? found.loose() : found);
    }

    /** The highest lower bound or lowest upper one; empty where no value is within. */
    private Optional<ValueBound> tightest(Column column, List<KeyRange.Bound> bounds, boolean lower) {
        ValueBound tightest = ValueBound.ALL;
        for (KeyRange.Bound bound : bounds) {
            Object value = Evaluator.evaluate(bound.value(), bindings);
            ValueBound next = value == null ? ValueBound.NONE : ValueBound.of(column, value, bound.inclusive(), lower);
            if (next == ValueBound.NONE) {
                return Optional.empty();
            }
            tightest = tighter(tightest, next, lower);
        }
        return Optional.of(tightest);
    }

    private static ValueBound tighter(ValueBound left, ValueBound right, boolean lower) {
        if (!(left instanceof ValueBound.At a)) {
            return right;
        }
        if (!(right instanceof ValueBound.At b)) {
            return left;
        }
        int order = Comparison.compare(a.value(), b.value());
        if (order == 0) {
            return a.inclusive() ? b : a;
        }
        return order > 0 == lower ? a : b;
    }

    private static boolean areDisjoint(ValueBound low, ValueBound high) {
        if (!(low instanceof ValueBound.At a) || !(high instanceof ValueBound.At b)) {
            return false;
        }
        int order = Comparison.compare(a.value(), b.value());
        return order > 0 || order == 0 && !(a.inclusive() && b.inclusive());
    }

    private Optional<Restriction> between(ColumnPart part, ValueBound low, ValueBound high, KeyPrefix prefix) {
        boolean direct = key.template().parts().size() == 1;
        if (direct && key.attribute().type() != AttributeType.S) {
            return part.keepsOrder() ? ofAttribute(part, low, high) : loosely(prefix);
        }
        String begin = (String) prefix.value();
        if (part.keepsOrder()) {
            return ofTexts(begin, low(part, begin, low), high(part, begin, high));
        }
        ValueBound top = high == ValueBound.ALL ? greatest(part.column()) : high;
        boolean inRange = low instanceof ValueBound.At a
                && top instanceof ValueBound.At b
                && part.ordersBetween(a.value(), b.value());
        if (!inRange) {
            return loosely(prefix);
        }
        // Other values may have texts in between, and several values one text.
        String highText = begin + part.text(((ValueBound.At) top).value());
        return ofTexts(
                begin,
                new TextBound(begin + part.text(((ValueBound.At) low).value()), false),
                new TextBound(
                        shape.isLast(part)
                                ? highText
                                : KeyBoundText.after(highText).orElse(null),
                        false));
    }

    /** The greatest value of a type that has one. */
    private static ValueBound greatest(Column column) {
        SqlType type = column.type();
        return switch (type.kind()) {
            case INT -> new ValueBound.At(Integer.MAX_VALUE, true);
            case LONG -> new ValueBound.At(Long.MAX_VALUE, true);
            case DECIMAL ->
                type.isLimited()
                        ? new ValueBound.At(
                                new BigDecimal(java.math.BigInteger.TEN.pow(type.length()), type.scale())
                                        .subtract(new BigDecimal(java.math.BigInteger.ONE, type.scale())),
                                true)
                        : ValueBound.ALL;
            default -> ValueBound.ALL;
        };
    }

    /**
     * A bound of key texts, itself within the range.
     *
     * @param text null for none
     * @param exact whether it lets in no value that is not in the range
     */
    private record TextBound(@Nullable String text, boolean exact) {}

    private TextBound low(ColumnPart part, String begin, ValueBound bound) {
        Optional<ValueBound.At> at = renderable(part, bound, true);
        if (at.isEmpty()) {
            return new TextBound(null, bound == ValueBound.ALL);
        }
        boolean exact = at.get().equals(bound);
        String text = begin + rendered(part, at.get().value());
        if (at.get().inclusive()) {
            return new TextBound(text, exact);
        } else if (KeyShape.hasFormatKey(part)) {
            return new TextBound(text + AFTER_DELIMITER, exact);
        } else if (KeyShape.isPrefixFree(part)) {
            Optional<String> after = KeyBoundText.after(text);
            return new TextBound(after.orElse(text), exact && after.isPresent());
        }
        return new TextBound(shape.isLast(part) ? text + NEXT_TEXT : text, exact && shape.isLast(part));
    }

    private TextBound high(ColumnPart part, String begin, ValueBound bound) {
        Optional<ValueBound.At> at = renderable(part, bound, false);
        if (at.isEmpty()) {
            return new TextBound(null, bound == ValueBound.ALL);
        }
        boolean exact = at.get().equals(bound);
        String text = begin + rendered(part, at.get().value());
        String after = shape.textAfter(part);
        if (!at.get().inclusive()) {
            // Only where more follows has no row this very text.
            return new TextBound(text, exact && after != null);
        } else if (shape.isLast(part)) {
            return new TextBound(text, exact);
        } else if (KeyShape.hasFormatKey(part)) {
            return new TextBound(text + AFTER_DELIMITER, exact);
        } else if (after != null) {
            return new TextBound(
                    KeyBoundText.after(text + Character.toString(after.codePointAt(0)))
                            .orElse(null),
                    exact);
        }
        return new TextBound(KeyBoundText.after(text).orElse(null), false);
    }

    /** The bound as the format can hold it, or one that is less tight; empty where there is none. */
    private Optional<ValueBound.At> renderable(ColumnPart part, ValueBound bound, boolean lower) {
        if (!(bound instanceof ValueBound.At at)) {
            return Optional.empty();
        }
        List<ValueBound.At> tries = new ArrayList<>(List.of(at));
        if (at.value() instanceof OffsetDateTime instant) {
            tries.add(coarser(instant, ChronoUnit.MILLIS, lower));
            tries.add(coarser(instant, ChronoUnit.SECONDS, lower));
        }
        return tries.stream().filter(candidate -> isRenderable(part, candidate)).findFirst();
    }

    private static ValueBound.At coarser(OffsetDateTime instant, ChronoUnit unit, boolean lower) {
        OffsetDateTime floor = instant.truncatedTo(unit);
        return new ValueBound.At(lower ? floor : floor.plus(1, unit), true);
    }

    private boolean isRenderable(ColumnPart part, ValueBound.At bound) {
        if (bound.value() instanceof LocalDate date && !ValueBound.hasPlainYear(date)) {
            return false;
        }
        return KeyValues.rendered(() -> Optional.of(rendered(part, bound.value())))
                .filter(rendered -> !(rendered instanceof String text) || KeyBoundText.isStorable(text))
                .filter(rendered -> isStorable(rendered))
                .isPresent();
    }

    private static boolean isStorable(Object rendered) {
        return rendered instanceof String
                || KeyValues.rendered(() -> Optional.of(KeyValues.stored(rendered)))
                        .isPresent();
    }

    /** The keys from one text to another one, all of which begin with what is known. */
    private Optional<Restriction> ofTexts(String begin, TextBound low, TextBound high) {
        boolean exact = low.exact() && high.exact();
        String from = KeyBoundText.fittingLow(low.text() == null ? begin : low.text());
        Optional<String> to = Optional.ofNullable(high.text())
                .or(() -> KeyBoundText.after(begin))
                .flatMap(KeyBoundText::fittingHigh);
        if (low.text() == null && high.text() == null) {
            return whole(new KeyPrefix(begin, false, null), exact);
        }
        boolean cut = low.text() != null && !from.equals(low.text())
                || high.text() != null && !to.equals(Optional.of(high.text()));
        return ofKeys(from.isEmpty() ? null : from, to.orElse(null), KeyBoundText::compare, exact && !cut, true, true);
    }

    /** A range of a Number or Binary attribute. */
    private Optional<Restriction> ofAttribute(ColumnPart part, ValueBound low, ValueBound high) {
        Optional<ValueBound.At> from = renderable(part, low, true);
        Optional<ValueBound.At> to = renderable(part, high, false);
        boolean exact = from.isPresent() == (low != ValueBound.ALL)
                && to.isPresent() == (high != ValueBound.ALL)
                && from.stream().allMatch(low::equals)
                && to.stream().allMatch(high::equals);
        return ofKeys(
                from.map(at -> fitting(rendered(part, at.value())))
                        .filter(value -> !isEmpty(value))
                        .orElse(null),
                to.map(at -> fitting(rendered(part, at.value()))).orElse(null),
                Comparison::compare,
                exact,
                from.map(at -> at.inclusive() || isCut(part, at)).orElse(true),
                to.map(at -> at.inclusive() || isCut(part, at)).orElse(true));
    }

    /** A key has so many bytes at most: it lies on the same side of the first ones of a longer bound, or is these. */
    private static Object fitting(Object value) {
        return value instanceof Bytes bytes && bytes.length() > KeyAttribute.MAX_RANGE_BYTES
                ? Bytes.of(Arrays.copyOf(bytes.toArray(), KeyAttribute.MAX_RANGE_BYTES))
                : value;
    }

    private boolean isCut(ColumnPart part, ValueBound.At bound) {
        Object value = rendered(part, bound.value());
        return !fitting(value).equals(value);
    }

    /** No key is empty, and DynamoDB takes no such bound. */
    private static boolean isEmpty(Object value) {
        return value.equals("") || value instanceof Bytes bytes && bytes.length() == 0;
    }

    /**
     * @param low null for none
     * @param high null for none
     */
    private <T> Optional<Restriction> ofKeys(
            @Nullable T low,
            @Nullable T high,
            Comparator<T> order,
            boolean exact,
            boolean includesLow,
            boolean includesHigh) {
        if (high != null && isEmpty(high)) {
            return Optional.empty();
        }
        if (low != null && high != null) {
            return order.compare(low, high) > 0
                    ? Optional.empty()
                    : Optional.of(new Restriction(
                            new QuerySpec.SortBetween(key.name(), KeyValues.stored(low), KeyValues.stored(high)),
                            exact && includesLow && includesHigh));
        }
        if (low != null) {
            return Optional.of(compared(includesLow ? Condition.Comparator.GE : Condition.Comparator.GT, low, exact));
        }
        return Optional.of(
                high == null
                        ? new Restriction(null, exact)
                        : compared(includesHigh ? Condition.Comparator.LE : Condition.Comparator.LT, high, exact));
    }

    private Restriction compared(Condition.Comparator comparator, Object bound, boolean exact) {
        return new Restriction(new QuerySpec.SortCompare(key.name(), comparator, KeyValues.stored(bound)), exact);
    }

    /** {@code (a, b) > (x, y)}: the keys with {@code a = x} from {@code y} on, and all after them. */
    private Optional<Restriction> seek(KeyRange.Seek seek, KeyPrefix prefix, boolean tells) {
        Optional<SeekBound> found = SeekBound.of(seek, bindings);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return seek(seek, found.get(), prefix, tells);
    }

    private Optional<Restriction> seek(KeyRange.Seek seek, SeekBound bound, KeyPrefix prefix, boolean tells) {
        Column column = seek.columns().get(bound.equal().size());
        Map<Column, Object> more = new HashMap<>(known);
        more.putAll(bound.equal());
        Optional<KeyPrefix> longer =
                KeyValues.rendered(() -> Optional.of(key.template().prefix(more.keySet(), more::get)));
        boolean ordered = longer.isPresent()
                && prefix.nextColumn().filter(seek.columns().get(0)::equals).isPresent()
                && nextPart(column, longer.get()).filter(ColumnPart::keepsOrder).isPresent()
                && bound.equal().keySet().stream()
                        .allMatch(equal ->
                                shape.part(equal).filter(ColumnPart::keepsOrder).isPresent());
        if (!ordered) {
            return loosely(prefix);
        }
        ColumnPart part = shape.part(column).orElseThrow();
        boolean exact = tells && shape.tells(more.keySet()) && bound.last() != ValueBound.ALL;
        if (!(longer.get().value() instanceof String within) || key.attribute().type() != AttributeType.S) {
            return between(
                            part,
                            seek.greater() ? bound.last() : ValueBound.ALL,
                            seek.greater() ? ValueBound.ALL : bound.last(),
                            prefix)
                    .map(restriction -> exact ? restriction : restriction.loose());
        }
        TextBound none = new TextBound(null, true);
        TextBound low = seek.greater() ? low(part, within, bound.last()) : none;
        TextBound high = seek.greater() ? none : high(part, within, bound.last());
        return ofTexts((String) prefix.value(), low, high).map(found -> exact ? found : found.loose());
    }
}
