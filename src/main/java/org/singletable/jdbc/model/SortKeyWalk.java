package org.singletable.jdbc.model;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.type.Kind;

/** What a sort key is good for, once some columns are known: which come next in it, and whether it orders as they do. */
final class SortKeyWalk {
    /** Times whose counts of seconds and milliseconds have the same number of digits. */
    private static final OffsetDateTime EARLY = OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final OffsetDateTime LATE = EARLY.plusYears(10);

    private final @Nullable Template template;
    private final List<TemplatePart> parts;

    /** @param template null where there is no sort key */
    SortKeyWalk(@Nullable Template template) {
        this.template = template;
        this.parts = template == null ? List.of() : template.parts();
    }

    /** The known columns that the sort key begins with. */
    Set<Column> leading(Set<Column> known) {
        return template == null ? Set.of() : template.leadingColumns(known);
    }

    /** The columns to know next, so that more of the key is known; empty at its end, and where its text would not tell. */
    Set<Column> next(Set<Column> known) {
        return rest(known).stream()
                .findFirst()
                .filter(TemplatePart::hasOneText)
                .map(part -> Set.copyOf(part.columns()))
                .orElse(Set.of());
    }

    /** The range that the key can be restricted to. */
    Optional<AccessPattern.Range> range(Set<Column> known) {
        Optional<TemplatePart> next = rest(known).stream().findFirst();
        if (next.isEmpty() || !(next.get() instanceof TemplatePart.ColumnPart part)) {
            return Optional.empty();
        }
        if (part.keepsOrder() || part.ordersToWidth()) {
            return Optional.of(new AccessPattern.Range(part.column(), false));
        }
        boolean between = part.column().type().kind() == Kind.TIMESTAMPTZ && part.ordersBetween(EARLY, LATE);
        return between ? Optional.of(new AccessPattern.Range(part.column(), true)) : Optional.empty();
    }

    /** The columns that the key orders rows by. */
    List<Column> order(Set<Column> known) {
        List<Column> order = new ArrayList<>();
        for (TemplatePart part : parts) {
            if (part.isConstant(known)) {
                continue;
            }
            boolean alone = part instanceof TemplatePart.Bracket bracket
                    && bracket.parts().size() == 1;
            TemplatePart inner = alone ? ((TemplatePart.Bracket) part).parts().get(0) : part;
            if (!(inner instanceof TemplatePart.ColumnPart column) || !column.keepsOrder() || !column.canonical()) {
                break;
            }
            order.add(column.column());
        }
        return order;
    }

    /** The parts from the first one on whose text is not known. */
    private List<TemplatePart> rest(Set<Column> known) {
        int next = 0;
        while (next < parts.size() && parts.get(next).isConstant(known)) {
            next++;
        }
        return parts.subList(next, parts.size());
    }
}
