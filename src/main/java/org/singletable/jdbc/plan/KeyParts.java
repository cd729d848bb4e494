package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Format;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.type.Kind;

/** The parts of a key's template, as seen by a query that knows some columns. */
final class KeyParts {
    /** Kinds whose plain texts have no character that templates have between columns. */
    private static final Set<Kind> SEPARABLE = Set.of(Kind.INT, Kind.LONG, Kind.BOOLEAN, Kind.DATE, Kind.UUID);

    private KeyParts() {}

    /** The parts from the first on whose text is not the same in all rows that have the known values. */
    static List<TemplatePart> afterKnown(Template template, Set<Column> known) {
        Set<Column> leading = template.leadingColumns(known);
        List<TemplatePart> parts = template.parts();
        int next = 0;
        while (next < parts.size() && parts.get(next).isConstant(leading)) {
            next++;
        }
        return parts.subList(next, parts.size());
    }

    /** Whether the text of a value of the column, with what follows it, never begins that of another one. */
    static boolean isSeparable(Template template, Column column) {
        return isSeparable(template.parts(), column);
    }

    private static boolean isSeparable(List<TemplatePart> parts, Column column) {
        return parts.stream().allMatch(part -> {
            if (part instanceof TemplatePart.Bracket bracket) {
                return isSeparable(bracket.parts(), column);
            }
            return !(part instanceof TemplatePart.ColumnPart own)
                    || !own.column().equals(column)
                    || SEPARABLE.contains(column.type().kind())
                    || own.formats().stream().anyMatch(Format.Key.class::isInstance);
        });
    }
}
