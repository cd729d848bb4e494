package org.singletable.jdbc.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements of HTML and SVG. What it makes is XML as well: every element is closed, every text and attribute escaped, and
 * characters that XML does not know are written as the pictures that Unicode has for them.
 */
final class Html {
    private static final int PICTURES = 0x2400;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    Html start(String element, String... attributes) {
        tag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    Html end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Ends a line, for those who read the source. */
    Html line() {
        out.append('\n');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String element, String text, String... attributes) {
        return start(element, attributes).text(text).end();
    }

    /** An element that has no content: one of SVG, or one that HTML never closes. */
    Html empty(String element, String... attributes) {
        tag(element, attributes);
        out.append("/>");
        return this;
    }

    /** Text that is a style sheet: neither HTML nor XML reads the characters that it has. */
    Html style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet with < or & reads differently as XML");
        }
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    /** The document. */
    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return "<!DOCTYPE html>\n" + out;
    }

    private void tag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(visible(c));
            }
        });
    }

    private static int visible(int c) {
        if (c < FIRST_PRINTABLE) {
            return PICTURES + c;
        }
        boolean unknown =
                c >= 0x7f && c < 0xa0 || Character.getType(c) == Character.SURROGATE || (c & 0xfffe) == 0xfffe;
        return unknown ? REPLACEMENT : c;
    }
}
