package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.singletable.jdbc.dynamo.JsonDocument.ArrayPart;
import org.singletable.jdbc.dynamo.JsonDocument.Entry;
import org.singletable.jdbc.dynamo.JsonDocument.ObjectPart;
import org.singletable.jdbc.dynamo.JsonDocument.Part;
import org.singletable.jdbc.dynamo.JsonDocument.Raw;

/** Cuts a JSON text (RFC 8259, and Python's {@code NaN} and infinities) into the parts of a {@link JsonDocument}. */
final class JsonScanner {
    /** Deeper texts are refused rather than overflowing the stack; DynamoDB's own documents are 32 levels deep. */
    private static final int MAX_DEPTH = 500;

    private static final Pattern SCALAR = Pattern.compile(
            "-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9.eE])|true|false|null|NaN|-?Infinity");

    private final String text;
    private int position;
    private int depth;

    JsonScanner(String text) {
        this.text = text;
    }

    Part document() {
        Part value = value();
        if (position < text.length()) {
            throw expected("the end");
        }
        return value;
    }

    private Part value() {
        String before = space();
        char c = peek();
        if (c == '{' || c == '[') {
            if (++depth > MAX_DEPTH) {
                throw expected("no more than " + MAX_DEPTH + " levels");
            }
            Part part = c == '{' ? object(before) : array(before);
            depth--;
            return part;
        }
        int start = position;
        if (c == '"') {
            skipString();
        } else {
            Matcher matcher = SCALAR.matcher(text).region(position, text.length());
            if (!matcher.lookingAt()) {
                throw expected("a JSON value");
            }
            position = matcher.end();
        }
        String scalar = text.substring(start, position);
        return new Raw(before, scalar, space());
    }

    private Part object(String before) {
        position++;
        String inner = space();
        List<Entry> members = new ArrayList<>();
        if (peek() == '}') {
            position++;
            return new ObjectPart(before, "{" + inner, members, "}", space());
        }
        String lead = inner;
        while (true) {
            int start = position;
            if (peek() != '"') {
                throw expected("a member's name in quotes");
            }
            skipString();
            String name = unquote(text.substring(start, position));
            String nameText = lead + text.substring(start, position) + space();
            if (peek() != ':') {
                throw expected("':'");
            }
            position++;
            members.add(new Entry(name, nameText, value()));
            if (peek() == '}') {
                position++;
                return new ObjectPart(before, "{", members, "}", space());
            }
            comma("}");
            lead = space();
        }
    }

    private Part array(String before) {
        position++;
        String inner = space();
        List<Part> elements = new ArrayList<>();
        if (peek() == ']') {
            position++;
            return new ArrayPart(before, "[" + inner, elements, "]", space());
        }
        position -= inner.length();
        while (true) {
            elements.add(value());
            if (peek() == ']') {
                position++;
                return new ArrayPart(before, "[", elements, "]", space());
            }
            comma("]");
        }
    }

    private void comma(String close) {
        if (peek() != ',') {
            throw expected("',' or '" + close + "'");
        }
        position++;
    }

    private String space() {
        int start = position;
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Zero at the end of the text. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private void skipString() {
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return;
            }
            if (c < ' ') {
                throw expected("an escaped control character");
            }
            if (c == '\\') {
                skipEscape();
            }
        }
        throw expected("a closing quote");
    }

    private void skipEscape() {
        position++;
        if (peek() == 'u') {
            for (int end = position + 4; position < end; ) {
                position++;
                if (Character.digit(peek(), 16) < 0 || peek() > 'f') {
                    throw expected("four hexadecimal digits");
                }
            }
        } else if ("\"\\/bfnrt".indexOf(peek()) < 0 || peek() == 0) {
            throw expected("an escape sequence");
        }
    }

    /** The text of a JSON string that was scanned. */
    static String unquote(String json) {
        if (json.indexOf('\\') < 0) {
            return json.substring(1, json.length() - 1);
        }
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 1; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            switch (escaped) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }

    private JsonSyntaxException expected(String what) {
        return new JsonSyntaxException(what, position);
    }
}
