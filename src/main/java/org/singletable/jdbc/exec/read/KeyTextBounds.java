package org.singletable.jdbc.exec.read;

import java.util.Optional;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart.ColumnPart;

/** Bounds of a column's values as bounds of key texts, for formats that keep order. */
final class KeyTextBounds {
    /** What sorts after {@code #} and before every character of a value in the format {@code key}. */
    private static final String AFTER_DELIMITER = "$";

    /** The least addition to a text. */
    private static final String NEXT_TEXT = "\0";

    private final KeyShape shape;
    private final RenderableBounds renderable;

    KeyTextBounds(Template template) {
        this.shape = new KeyShape(template);
        this.renderable = new RenderableBounds(template);
    }

    /** @param begin the text before the column's */
    KeyTextBound low(ColumnPart part, String begin, ValueBound bound) {
        Optional<ValueBound.At> at = renderable.of(part, bound, true);
        if (at.isEmpty()) {
            return new KeyTextBound(null, bound == ValueBound.ALL);
        }
        boolean exact = at.get().equals(bound);
        String text = begin + renderable.rendered(part, at.get().value());
        if (at.get().inclusive()) {
            return new KeyTextBound(text, exact);
        } else if (KeyShape.hasFormatKey(part)) {
            return new KeyTextBound(text + AFTER_DELIMITER, exact);
        } else if (KeyShape.isPrefixFree(part)) {
            Optional<String> after = KeyBoundText.after(text);
            return new KeyTextBound(after.orElse(text), exact && after.isPresent());
        }
        return new KeyTextBound(shape.isLast(part) ? text + NEXT_TEXT : text, exact && shape.isLast(part));
    }

    /** @param begin the text before the column's */
    KeyTextBound high(ColumnPart part, String begin, ValueBound bound) {
        Optional<ValueBound.At> at = renderable.of(part, bound, false);
        if (at.isEmpty()) {
            return new KeyTextBound(null, bound == ValueBound.ALL);
        }
        boolean exact = at.get().equals(bound);
        String text = begin + renderable.rendered(part, at.get().value());
        String after = shape.textAfter(part);
        if (!at.get().inclusive()) {
            // Only where more follows has no row this very text.
            return new KeyTextBound(text, exact && after != null);
        } else if (shape.isLast(part)) {
            return new KeyTextBound(text, exact);
        } else if (KeyShape.hasFormatKey(part)) {
            return new KeyTextBound(text + AFTER_DELIMITER, exact);
        } else if (after != null) {
            return new KeyTextBound(
                    KeyBoundText.after(text + Character.toString(after.codePointAt(0)))
                            .orElse(null),
                    exact);
        }
        return new KeyTextBound(KeyBoundText.after(text).orElse(null), false);
    }
}
