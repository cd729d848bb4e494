package org.singletable.jdbc.plan;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;

/** Whether Queries give their rows in the order of ORDER BY, read forward or backward. */
enum KeyOrder {
    FORWARD,
    BACKWARD,
    NONE;

    /**
     * What each Query with these known columns does.
     *
     * @param sortKey null where the table or index has none
     */
    static KeyOrder of(List<SortKey> order, @Nullable KeyTemplate sortKey, Set<Column> known, Conjuncts where) {
        Set<Column> same = new HashSet<>(where.equalities().keySet());
        same.addAll(known);
        List<SortKey> varying =
                order.stream().filter(key -> !isSame(key, same, where.scope())).toList();
        if (varying.isEmpty()) {
            return FORWARD;
        } else if (sortKey == null) {
            return NONE;
        }
        boolean descending = varying.get(0).descending();
        boolean follows = varying.stream().allMatch(key -> key.descending() == descending)
                && follows(sortKey.template(), varying, same, where.scope());
        if (!follows) {
            return NONE;
        }
        return descending ? BACKWARD : FORWARD;
    }

    /** Whether all rows of a Query have the same value there. */
    private static boolean isSame(SortKey key, Set<Column> same, TableScope scope) {
        return scope.column(key.expr()).filter(same::contains).isPresent() || scope.isKnown(key.expr());
    }

    /** Whether the key orders as the columns do: it begins with them, but for what is the same in all rows. */
    private static boolean follows(Template key, List<SortKey> order, Set<Column> same, TableScope scope) {
        Iterator<SortKey> keys = order.iterator();
        SortKey next = keys.next();
        for (TemplatePart part : key.parts()) {
            if (part.isConstant(same)) {
                continue;
            }
            if (!orders(part, next, scope)) {
                return false;
            }
            if (!keys.hasNext()) {
                return true;
            }
            next = keys.next();
        }
        return false;
    }

    private static boolean orders(TemplatePart part, SortKey key, TableScope scope) {
        if (part instanceof TemplatePart.Bracket bracket) {
            // Left out for NULL, and what follows sorts below every text it can hold.
            boolean nullsFirstInKey = key.nullsFirst() != key.descending();
            return bracket.parts().size() == 1
                    && nullsFirstInKey
                    && bracket.parts().get(0) instanceof TemplatePart.ColumnPart column
                    && orders(column, key, scope);
        }
        return part instanceof TemplatePart.ColumnPart column && orders(column, key, scope);
    }

    private static boolean orders(TemplatePart.ColumnPart part, SortKey key, TableScope scope) {
        Optional<Column> column = scope.column(key.expr());
        return part.keepsOrder()
                && part.canonical()
                && column.filter(part.column()::equals).isPresent();
    }
}
