package org.singletable.jdbc.exec.read;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart.ColumnPart;

/** Bounds of values as the formats of a key can hold them. */
final class RenderableBounds {
    private final Template template;

    RenderableBounds(Template template) {
        this.template = template;
    }

    /** The bound, or one that is less tight; empty where there is none. */
    Optional<ValueBound.At> of(ColumnPart part, ValueBound bound, boolean lower) {
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

    /** A value that {@link #of} gave, as the key has it. */
    Object rendered(ColumnPart part, Object value) {
        return KeyShape.rendered(template, part, value);
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
                .filter(RenderableBounds::isStorable)
                .isPresent();
    }

    private static boolean isStorable(Object rendered) {
        return rendered instanceof String text
                ? KeyBoundText.isStorable(text)
                : KeyValues.rendered(() -> Optional.of(KeyValues.stored(rendered)))
                        .isPresent();
    }
}
