package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * The quoted names and the values of a statement. JSqlParser sees numbered placeholders in the places of names and
 * strings: it would split a quoted name at its dots, for one. Every symbol has to be asked for by the translation, else
 * the parser has lost a part of the statement.
 */
final class Symbols {
    private static final char NAME_QUOTE = '"';
    private static final char STRING_QUOTE = '\'';

    private final List<String> texts = new ArrayList<>();
    private final BitSet usedTexts = new BitSet();
    private final BitSet usedParameters = new BitSet();
    private final BitSet arrows = new BitSet();
    private int parameters;
    private int numbers;
    private int hints;
    private int orders;

    /** A placeholder for a name. */
    String addName(String name) {
        return add(name, NAME_QUOTE);
    }

    /** A placeholder for a string literal. */
    String addString(String text) {
        return add(text, STRING_QUOTE);
    }

    /** A placeholder for an operator of {@link JsonAccess}. */
    String addArrow(String operator) {
        arrows.set(texts.size());
        return add(operator, STRING_QUOTE);
    }

    private String add(String text, char quote) {
        texts.add(text);
        return quote + Integer.toString(texts.size() - 1) + quote;
    }

    void addNumber() {
        numbers++;
    }

    void addHint() {
        hints++;
    }

    /** Counts an ORDER BY: of two in a query, the parser keeps only the last. */
    void addOrder() {
        orders++;
    }

    void takeOrder() {
        orders--;
    }

    void addParameter() {
        parameters++;
    }

    int parameterCount() {
        return parameters;
    }

    /** Whether a name was written in quotes. */
    static boolean isQuoted(String image) {
        return image.charAt(0) == NAME_QUOTE;
    }

    /**
     * The name an image stands for.
     *
     * @throws DriverException 42601 where a string stands in the place of a name
     */
    String name(String image) {
        if (isQuoted(image)) {
            return take(image);
        }
        if (image.charAt(0) == STRING_QUOTE) {
            throw SqlErrors.syntax(
                    SqlErrors.shorten("'" + take(image) + "'") + " is a string; a name takes double quotes");
        }
        if (Character.isDigit(image.charAt(0)) || image.indexOf('@') >= 0) {
            throw SqlErrors.syntax(SqlErrors.shorten(image) + " is no name; if it is one, put it into double quotes");
        }
        return image;
    }

    /** The text of a string literal. */
    String string(String image) {
        return take(image);
    }

    /** The operator that a placeholder stands for, null where it stands for a string literal. */
    @Nullable
    String arrow(String image) {
        return arrows.get(index(image)) ? take(image) : null;
    }

    private String take(String image) {
        int index = index(image);
        usedTexts.set(index);
        return texts.get(index);
    }

    private static int index(String image) {
        return Integer.parseInt(image.substring(1, image.length() - 1));
    }

    void takeHint() {
        hints--;
    }

    void takeNumber() {
        numbers--;
    }

    void takeParameter(int index) {
        usedParameters.set(index);
    }

    /**
     * Checks that everything that was written has been asked for.
     *
     * @throws DriverException 42601 naming what was not
     */
    void requireAllUsed() {
        int text = usedTexts.nextClearBit(0);
        if (text < texts.size()) {
            throw misplaced(SqlErrors.shorten("'" + texts.get(text) + "'"));
        }
        int parameter = usedParameters.nextClearBit(1);
        if (parameter <= parameters) {
            throw misplaced("parameter " + parameter);
        }
        if (numbers > 0) {
            throw misplaced("a number");
        }
        if (orders > 0) {
            throw misplaced("ORDER BY");
        }
        if (hints > 0) {
            throw SqlErrors.syntax("a hint stands right after SELECT, UPDATE or DELETE");
        }
    }

    private static DriverException misplaced(String what) {
        return SqlErrors.syntax(what + " stands where it has no meaning; is a clause given twice?");
    }
}
