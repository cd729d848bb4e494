package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import org.singletable.jdbc.error.ItemErrors;

/** How JSON text in containers is written. */
enum JsonStyle {
    /** As JavaScript's {@code JSON.stringify} does: no white space, only what must be is escaped. */
    COMPACT(",", ":", 0x10FFFF),
    /** As Python's {@code json.dumps} does: spaces after separators, everything but printable ASCII escaped. */
    PYTHON(", ", ": ", '~');

    /** Python writes floats of more digits before the point with an exponent. */
    private static final int MAX_PLAIN_FLOAT = 16;

    private final String comma;
    private final String colon;
    private final int lastPlain;

    JsonStyle(String comma, String colon, int lastPlain) {
        this.comma = comma;
        this.colon = colon;
        this.lastPlain = lastPlain;
    }

    /** What stands between two members or elements. */
    String comma() {
        return comma;
    }

    /** What stands between a member's name and its value. */
    String colon() {
        return colon;
    }

    String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ' || c > lastPlain) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /** @throws org.singletable.jdbc.error.DriverException 22003 for NaN and infinities where Python does not write */
    String number(double value) {
        if (this == PYTHON) {
            return DoubleText.python(value);
        }
        if (!Double.isFinite(value)) {
            throw ItemErrors.notANumber();
        }
        return DoubleText.javaScript(value);
    }

    /** What Python reads as a float it writes as one, if it can without changing the value. */
    private String fraction(BigDecimal value) {
        boolean isFloat = value.scale() != 0 || value.precision() > MAX_PLAIN_FLOAT;
        if (this == PYTHON && isFloat) {
            double real = value.doubleValue();
            String text = DoubleText.python(real);
            if (Double.isFinite(real) && new BigDecimal(text).compareTo(value) == 0) {
                return text;
            }
        }
        return value.toPlainString();
    }

    /**
     * A tree of JSON values.
     *
     * @throws org.singletable.jdbc.error.DriverException as {@link #number(double)}
     */
    String tree(JsonNode node) {
        StringBuilder json = new StringBuilder();
        append(json, node);
        return json.toString();
    }

    private void append(StringBuilder json, JsonNode node) {
        if (node.isObject()) {
            json.append('{');
            for (Iterator<Map.Entry<String, JsonNode>> members =
                            node.properties().iterator();
                    members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                json.append(quote(member.getKey())).append(colon);
                append(json, member.getValue());
                json.append(members.hasNext() ? comma : "");
            }
            json.append('}');
        } else if (node.isArray()) {
            json.append('[');
            for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
                append(json, elements.next());
                json.append(elements.hasNext() ? comma : "");
            }
            json.append(']');
        } else if (node.isTextual()) {
            json.append(quote(node.textValue()));
        } else if (node.isFloatingPointNumber() && !node.isBigDecimal()) {
            json.append(number(node.doubleValue()));
        } else if (node.isNumber()) {
            BigDecimal value = node.decimalValue();
            json.append(node.isBigDecimal() ? fraction(value) : value.toPlainString());
        } else {
            json.append(node.asText());
        }
    }
}
