package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code address.city}, {@code tags[0]}; {@code \.}, {@code \[} and {@code \\} stand for the characters themselves. */
final class AttributePathReader {
    static final String EXPECTED =
            "a path such as address.city or tags[0], with \\. and \\[ for the characters themselves";
    private static final int MAX_INDEX_DIGITS = 9;

    private final String text;
    private int at;

    private AttributePathReader(String text) {
        this.text = text;
    }

    /** Empty where the text is no path. */
    static Optional<AttributePath> read(String text) {
        AttributePathReader reader = new AttributePathReader(text);
        return reader.name().flatMap(reader::rest);
    }

    private Optional<AttributePath> rest(String attribute) {
        List<AttributePath.Step> steps = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at++);
            Optional<? extends AttributePath.Step> step =
                    c == '.' ? name().map(AttributePath.Member::new) : index().map(AttributePath.Element::new);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
        }
        return Optional.of(new AttributePath(attribute, steps));
    }

    private Optional<String> name() {
        StringBuilder name = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            if (text.charAt(at) == '\\') {
                at++;
                if (at >= text.length() || ".[\\".indexOf(text.charAt(at)) < 0) {
                    return Optional.empty();
                }
            }
            name.append(text.charAt(at++));
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
    }

    private Optional<Integer> index() {
        int end = text.indexOf(']', at);
        String digits = end < 0 ? "" : text.substring(at, end);
        boolean wellFormed = !digits.isEmpty()
                && digits.length() <= MAX_INDEX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (end + 1 == text.length() || ".[".indexOf(text.charAt(end + 1)) >= 0);
        if (!wellFormed) {
            return Optional.empty();
        }
        at = end + 1;
        return Optional.of(Integer.parseInt(digits));
    }
}
