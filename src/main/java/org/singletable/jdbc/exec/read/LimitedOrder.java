package org.singletable.jdbc.exec.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart.ColumnPart;
import org.singletable.jdbc.type.SqlType;

/**
 * Ranges through formats that keep order between some values only: {@code pad:N} from 0 to what fills the width, {@code epoch}
 * between instants of equally many digits. A padded bound on one side is enough, since it is known where the texts of all
 * other values lie: those of negative ones below every text of digits, those of values too long for the width above {@code 1}.
 */
final class LimitedOrder {
    /** Below the text of every value that is too long for its width. */
    private static final String LEAST_TOO_LONG = "1";

    private final KeyShape shape;
    private final RenderableBounds renderable;

    LimitedOrder(Template template) {
        this.shape = new KeyShape(template);
        this.renderable = new RenderableBounds(template);
    }

    /** Bounds of key texts, never exact: other values may have texts in between, and several values one text. */
    record Texts(KeyTextBound low, KeyTextBound high) {}

    /**
     * What the keys of all values within the range lie between; empty where nothing is known.
     *
     * @param begin the text before the column's
     */
    Optional<Texts> between(ColumnPart part, String begin, ValueRange range) {
        ValueBound top = range.high() == ValueBound.ALL ? greatest(part.column()) : range.high();
        Object low = ordered(part, range.low(), true);
        Object high = ordered(part, top, false);
        if (low != null && high != null && part.ordersBetween(low, high)) {
            return Optional.of(texts(begin + part.text(low), end(part, begin, high)));
        }
        if (!part.ordersToWidth() || low == null && high == null) {
            return Optional.empty();
        }
        // Without an upper bound within the width rows can be above it.
        String from = low == null ? null : part.text(low);
        boolean isAboveTooLong = from != null && from.compareTo(LEAST_TOO_LONG) > 0;
        return Optional.of(texts(
                from == null ? null : begin + (isAboveTooLong ? LEAST_TOO_LONG : from),
                high == null ? null : end(part, begin, high)));
    }

    private static Texts texts(@Nullable String low, @Nullable String high) {
        return new Texts(new KeyTextBound(low, false), new KeyTextBound(high, false));
    }

    /** A bound that is among the values which the format orders; null where there is none. */
    private @Nullable Object ordered(ColumnPart part, ValueBound bound, boolean lower) {
        return renderable
                .of(part, bound, lower)
                .map(ValueBound.At::value)
                .filter(value -> part.ordersBetween(value, value))
                .orElse(null);
    }

    /** The text that ends the keys with this value: that itself, or what follows all that begin with it. */
    private @Nullable String end(ColumnPart part, String begin, Object value) {
        String text = begin + part.text(value);
        return shape.isLast(part) ? text : KeyBoundText.after(text).orElse(null);
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
                                new BigDecimal(BigInteger.TEN.pow(type.length()), type.scale())
                                        .subtract(new BigDecimal(BigInteger.ONE, type.scale())),
                                true)
                        : ValueBound.ALL;
            default -> ValueBound.ALL;
        };
    }
}
