package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Kind;

/** Finds the range of sort keys that conjuncts leave, once the first columns of the key are known. */
final class KeyRanges {
    private final Conjuncts where;
    private final TableScope scope;

    KeyRanges(Conjuncts where) {
        this.where = where;
        this.scope = where.scope();
    }

    /** The narrowest range on the columns that follow the known ones; only through formats that keep order. */
    Optional<KeyRange> after(Set<Column> known, Template sortKey) {
        List<TemplatePart> parts = KeyParts.afterKnown(sortKey, known);
        if (parts.isEmpty() || !(parts.get(0) instanceof TemplatePart.ColumnPart next)) {
            return Optional.empty();
        }
        Optional<KeyRange> bounds = Optional.ofNullable(where.bounds().get(next.column()))
                .flatMap(found -> ordered(found, next))
                .map(KeyRange.class::cast);
        boolean closed = bounds.filter(range -> range instanceof KeyRange.Bounds both
                        && !both.low().isEmpty()
                        && !both.high().isEmpty())
                .isPresent();
        if (closed) {
            return bounds;
        }
        return Stream.of(seek(parts), prefix(next), bounds)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The bounds between which the texts order as the values do, as far as that can be told before execution. */
    private static Optional<KeyRange.Bounds> ordered(KeyRange.Bounds bounds, TemplatePart.ColumnPart part) {
        if (part.keepsOrder() || part.ordersToWidth()) {
            return Optional.of(bounds);
        }
        for (KeyRange.Bound low : bounds.low()) {
            for (KeyRange.Bound high : bounds.high()) {
                if (ordersBetween(part, low.value(), high.value())) {
                    return Optional.of(new KeyRange.Bounds(bounds.column(), List.of(low), List.of(high)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean ordersBetween(TemplatePart.ColumnPart part, BoundExpr low, BoundExpr high) {
        Kind kind = part.column().type().kind();
        return low instanceof BoundExpr.Constant least
                && high instanceof BoundExpr.Constant most
                && kind.valueClass().isInstance(least.value())
                && kind.valueClass().isInstance(most.value())
                && least.value() != null
                && most.value() != null
                && part.ordersBetween(least.value(), most.value());
    }

    private Optional<KeyRange> prefix(TemplatePart.ColumnPart part) {
        if (part.column().type().kind() != Kind.STRING || !part.keepsOrder()) {
            return Optional.empty();
        }
        return where.holding().stream()
                .flatMap(conjunct -> prefix(conjunct, part.column()).stream())
                .findFirst();
    }

    private Optional<KeyRange> prefix(BoundExpr conjunct, Column column) {
        if (conjunct instanceof BoundExpr.Apply apply
                && apply.function().name().equals("starts_with")
                && apply.arguments().size() == 2
                && isKnownText(apply.arguments().get(0), apply.arguments().get(1), column)) {
            return Optional.of(new KeyRange.BeginsWith(column, apply.arguments().get(1)));
        }
        boolean usable = conjunct instanceof BoundExpr.Like like
                && !like.ignoreCase()
                && !like.negated()
                && isKnownText(like.operand(), like.pattern(), column)
                && (like.escape() == null || scope.isKnown(like.escape()))
                && !beginsWithWildcard(like.pattern());
        return usable && conjunct instanceof BoundExpr.Like like
                ? Optional.of(new KeyRange.Like(column, like.pattern(), like.escape()))
                : Optional.empty();
    }

    private boolean isKnownText(BoundExpr operand, BoundExpr text, Column column) {
        return scope.comparedWithKnown(operand, text).filter(column::equals).isPresent();
    }

    private static boolean beginsWithWildcard(BoundExpr pattern) {
        return pattern instanceof BoundExpr.Constant constant
                && constant.value() instanceof String text
                && (text.isEmpty() || text.charAt(0) == '%' || text.charAt(0) == '_');
    }

    private Optional<KeyRange> seek(List<TemplatePart> parts) {
        return where.holding().stream()
                .filter(BoundExpr.RowComparison.class::isInstance)
                .map(BoundExpr.RowComparison.class::cast)
                .flatMap(row -> Stream.of(
                        seek(row.comparator(), row.left(), row.right(), parts),
                        seek(row.comparator().mirrored(), row.right(), row.left(), parts)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The fields that the key has in the same order, from the first on; rows that equal them all may be wanted. */
    private Optional<KeyRange> seek(
            Comparator comparator, List<BoundExpr> operands, List<BoundExpr> values, List<TemplatePart> parts) {
        if (comparator == Comparator.EQ || comparator == Comparator.NE) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.Text) {
                continue;
            }
            int field = columns.size();
            boolean follows = field < operands.size()
                    && part instanceof TemplatePart.ColumnPart column
                    && column.keepsOrder()
                    && column.canonical()
                    && scope.comparedWithKnown(operands.get(field), values.get(field))
                            .filter(column.column()::equals)
                            .isPresent();
            if (!follows) {
                break;
            }
            columns.add(((TemplatePart.ColumnPart) part).column());
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        boolean whole = columns.size() == operands.size();
        boolean inclusive = !whole || comparator == Comparator.GE || comparator == Comparator.LE;
        boolean greater = comparator == Comparator.GT || comparator == Comparator.GE;
        return Optional.of(new KeyRange.Seek(columns, values.subList(0, columns.size()), greater, inclusive));
    }
}
