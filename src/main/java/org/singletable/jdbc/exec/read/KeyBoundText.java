package org.singletable.jdbc.exec.read;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.singletable.jdbc.mapping.KeyAttribute;

/** Texts as bounds of sort keys, which DynamoDB orders by their UTF-8, that is by code points. */
final class KeyBoundText {
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;
    private static final int FIRST_AFTER_SURROGATES = 0xE000;

    private KeyBoundText() {}

    /** The least text that is greater than every text with this beginning; empty where there is none. */
    static Optional<String> after(String prefix) {
        String rest = prefix;
        while (!rest.isEmpty()) {
            int last = rest.codePointBefore(rest.length());
            String before = rest.substring(0, rest.length() - Character.charCount(last));
            if (last != Character.MAX_CODE_POINT) {
                int next = last == LAST_BEFORE_SURROGATES ? FIRST_AFTER_SURROGATES : last + 1;
                return Optional.of(before + Character.toString(next));
            }
            rest = before;
        }
        return Optional.empty();
    }

    /** A lower bound that DynamoDB takes: not above the text. */
    static String fittingLow(String text) {
        return isPossible(text) ? text : cut(text);
    }

    /** An upper bound that DynamoDB takes: not below the text; empty where there is none. */
    static Optional<String> fittingHigh(String text) {
        return isPossible(text) ? Optional.of(text) : after(cut(text));
    }

    static boolean isPossible(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= KeyAttribute.MAX_RANGE_BYTES;
    }

    /** Few enough characters that neither they nor a longer last one take too many bytes. */
    private static String cut(String text) {
        int end = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), 255));
        return text.substring(0, end);
    }

    /** Whether it is a text that can be stored: without halves of surrogate pairs. */
    static boolean isStorable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** By code points. */
    static int compare(String left, String right) {
        return org.singletable.jdbc.type.Comparison.compare(left, right);
    }
}
