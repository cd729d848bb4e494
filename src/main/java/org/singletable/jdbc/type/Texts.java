package org.singletable.jdbc.type;

import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;

/** Strings as sequences of code points. */
final class Texts {
    private Texts() {}

    /** @throws DriverException 22023 for a lone surrogate, which has no UTF-8 form */
    static void requireWholeCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isLowSurrogate(c)
                    || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1))) {
                throw DataErrors.loneSurrogate();
            }
            i++;
        }
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first {@code length} code points. */
    static String cut(String text, int length) {
        return length(text) <= length ? text : text.substring(0, text.offsetByCodePoints(0, length));
    }

    /**
     * Code point order, which is the order of UTF-8 bytes. {@code String.compareTo} differs where a surrogate (a code
     * point from U+10000) meets a character from U+E000 to U+FFFF.
     */
    static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean oneSurrogate = Character.isSurrogate(a) != Character.isSurrogate(b);
                if (oneSurrogate && a >= Character.MIN_SURROGATE && b >= Character.MIN_SURROGATE) {
                    return Character.isSurrogate(a) ? 1 : -1;
                }
                return Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
