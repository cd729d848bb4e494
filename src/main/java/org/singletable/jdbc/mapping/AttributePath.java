package org.singletable.jdbc.mapping;

import java.util.List;

/**
 * The place of a value in an item: a top-level attribute, then map members and list elements. Written {@code
 * address.city}, {@code tags[0]}; {@code \.} and {@code \[} stand for the characters themselves.
 *
 * @param attribute the top-level attribute
 * @param steps the way down from it; empty for the attribute itself
 */
public record AttributePath(String attribute, List<Step> steps) {
    public AttributePath {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    public sealed interface Step {}

    public record Member(String name) implements Step {}

    public record Element(int index) implements Step {}

    public boolean isTopLevel() {
        return steps.isEmpty();
    }

    /** The path as the mapping file writes it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(escape(attribute));
        for (Step step : steps) {
            if (step instanceof Member member) {
                text.append('.').append(escape(member.name()));
            } else if (step instanceof Element element) {
                text.append('[').append(element.index()).append(']');
            }
        }
        return text.toString();
    }

    private static String escape(String name) {
        return name.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[");
    }
}
