package org.singletable.jdbc.exec.read;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Format;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.mapping.TemplatePart.ColumnPart;
import org.singletable.jdbc.type.Kind;

/** What the parts of a key template say about the keys that it makes. */
final class KeyShape {
    private final List<TemplatePart> parts;
    private final Template template;

    KeyShape(Template template) {
        this.template = template;
        this.parts = template.parts();
    }

    /** The part that is this column, outside of brackets. */
    Optional<ColumnPart> part(Column column) {
        return parts.stream()
                .filter(ColumnPart.class::isInstance)
                .map(ColumnPart.class::cast)
                .filter(part -> part.column().equals(column))
                .findFirst();
    }

    /** Whether nothing follows. */
    boolean isLast(ColumnPart part) {
        return parts.indexOf(part) == parts.size() - 1;
    }

    /** The literal text that follows; null where a column, a bracket or nothing does. */
    @Nullable
    String textAfter(ColumnPart part) {
        int next = parts.indexOf(part) + 1;
        return next < parts.size() && parts.get(next) instanceof TemplatePart.Text text ? text.text() : null;
    }

    /** Whether every text of the column ends where {@code #} or the key does, whatever the value. */
    static boolean hasFormatKey(ColumnPart part) {
        return part.formats().contains(new Format.Key());
    }

    /** Whether the texts of all values of an ordered part, not in the format {@code key}, are equally long or no beginning of each other. */
    static boolean isPrefixFree(ColumnPart part) {
        return part.column().type().kind() != Kind.STRING;
    }

    /**
     * Whether the text that the template makes of known columns is one that no row with other values in them has, so that
     * a key which is it, or begins with it, tells these values.
     *
     * @param known the columns, of which those that the text cannot be made of make the answer false
     */
    boolean tells(Set<Column> known) {
        Set<Column> told = new HashSet<>();
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.Text) {
                continue;
            }
            if (!(part instanceof ColumnPart column) || !known.contains(column.column())) {
                break;
            }
            if (!column.canonical() || !isDelimited(column)) {
                return false;
            }
            told.add(column.column());
        }
        return template.columns().stream().filter(known::contains).allMatch(told::contains);
    }

    private boolean isDelimited(ColumnPart part) {
        if (part.formats().stream()
                .anyMatch(format -> format instanceof Format.Lower || format instanceof Format.Upper)) {
            return false;
        }
        if (isLast(part)) {
            return true;
        }
        boolean noDelimiterInside = hasFormatKey(part)
                || part.column().type().kind() != Kind.STRING
                        && part.formats().stream().noneMatch(Format.Pad.class::isInstance);
        String after = textAfter(part);
        return noDelimiterInside && after != null && after.startsWith("#");
    }

    /** The text of a value at the part of a template that has more than it. */
    static Object rendered(Template template, ColumnPart part, Object value) {
        return template.parts().size() == 1
                ? template.render(Map.of(part.column(), value)::get).orElseThrow()
                : part.text(value);
    }
}
