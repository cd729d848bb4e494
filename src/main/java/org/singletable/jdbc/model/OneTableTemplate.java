package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A value template of OneTable, read: text and variables.
 *
 * @see <a href="https://doc.onetable.io/api/table/schemas/attributes/">OneTable: attributes</a>
 */
record OneTableTemplate(List<Piece> pieces) {
    /** Characters that mean something in a template of the mapping. */
    private static final String SPECIAL = "{}[]|\\";

    OneTableTemplate {
        pieces = List.copyOf(pieces);
    }

    sealed interface Piece {}

    record Text(String text) implements Piece {}

    /**
     * A column's value.
     *
     * @param formats of the mapping, such as {@code pad:8}
     */
    record Value(OneTableColumn column, List<String> formats) implements Piece {}

    /** The names of the columns it is made of, each once. */
    Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        pieces.forEach(piece -> {
            if (piece instanceof Value value) {
                names.add(value.column().name());
            }
        });
        return names;
    }

    /** Whether a column's value can be read back: there is text, or an end, on both sides of it. */
    boolean canRead(OneTableColumn column) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Value value
                    && value.column().name().equals(column.name())
                    && isText(i - 1)
                    && isText(i + 1)
                    && !padsNumberWithDigits(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isText(int i) {
        return i < 0 || i >= pieces.size() || pieces.get(i) instanceof Text;
    }

    /** Which cannot be told from digits of the number. */
    private static boolean padsNumberWithDigits(Value value) {
        return !value.column().type().equals("string")
                && value.formats().stream().anyMatch(format -> format.matches("pad:\\d+:[-.1-9]"));
    }

    /** As the mapping writes it. */
    String source() {
        StringBuilder source = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Text text) {
                source.append(escaped(text.text()));
            } else if (piece instanceof Value value) {
                source.append('{').append(value.column().name());
                value.formats().forEach(format -> source.append('|').append(escaped(format)));
                source.append('}');
            }
        }
        return source.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** One after the other. */
    OneTableTemplate followedBy(OneTableTemplate other) {
        return joined(List.of(this, other));
    }

    static OneTableTemplate text(String text) {
        return new OneTableTemplate(text.isEmpty() ? List.of() : List.of(new Text(text)));
    }

    /** Texts that meet become one. */
    static OneTableTemplate joined(List<OneTableTemplate> parts) {
        List<Piece> pieces = new ArrayList<>();
        for (OneTableTemplate part : parts) {
            for (Piece piece : part.pieces()) {
                int last = pieces.size() - 1;
                if (piece instanceof Text text && last >= 0 && pieces.get(last) instanceof Text before) {
                    pieces.set(last, new Text(before.text() + text.text()));
                } else {
                    pieces.add(piece);
                }
            }
        }
        return new OneTableTemplate(pieces);
    }
}
