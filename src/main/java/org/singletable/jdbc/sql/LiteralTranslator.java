package org.singletable.jdbc.sql;

import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.StringValue;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** JSqlParser's literals to {@link Expr.Literal}. */
final class LiteralTranslator {
    private final Symbols symbols;

    LiteralTranslator(Symbols symbols) {
        this.symbols = symbols;
    }

    /**
     * A literal.
     *
     * @throws DriverException HYC00 for another node, 22003 and 22018 for a text that is no value
     */
    Expr.Literal literal(Expression node) {
        if (node instanceof NullValue) {
            return Expr.Literal.NULL;
        }
        if (node instanceof StringValue string) {
            return Literals.string(symbols.string("'" + string.getValue() + "'"));
        }
        if (node instanceof BooleanValue bool) {
            return Literals.bool(bool.getValue());
        }
        if (node instanceof HexValue hex) {
            return binary(hex);
        }
        if (node instanceof DateTimeLiteralExpression temporal) {
            return temporal(temporal);
        }
        Expr.Literal number = signedNumber('+', node);
        if (number == null) {
            throw RefusedNodes.part(node);
        }
        return number;
    }

    /** The number with its sign: -9223372036854775808 has no positive counterpart. Null where the node is no number. */
    Expr.@Nullable Literal signedNumber(char sign, Expression node) {
        String text;
        if (node instanceof LongValue number) {
            text = number.getStringValue();
        } else if (node instanceof DoubleValue number) {
            text = number.toString();
        } else {
            return null;
        }
        symbols.takeNumber();
        return Literals.number(sign == '-' ? "-" + text : text);
    }

    private Expr.Literal binary(HexValue hex) {
        symbols.takeNumber();
        String text = hex.getValue();
        if (text.charAt(1) != '\'') {
            throw SqlErrors.unsupported("a hexadecimal number 0x...", "write it in decimal, or binary as X'...'");
        }
        return Literals.binary(text.substring(2, text.length() - 1));
    }

    private Expr.Literal temporal(DateTimeLiteralExpression temporal) {
        if (Symbols.isQuoted(temporal.getValue())) {
            throw SqlErrors.syntax("a " + temporal.getType() + " literal takes single quotes");
        }
        return Literals.temporal(temporal.getType(), symbols.string(temporal.getValue()));
    }
}
