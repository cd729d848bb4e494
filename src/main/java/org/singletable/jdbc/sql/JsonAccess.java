package org.singletable.jdbc.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * {@code doc -> 'a'} and {@code doc ->> 'a'}. JSqlParser reads everything to the right of the arrow, {@code AND} too, as
 * the member's name. So an arrow and its operand are given to it as two array indexes, which bind as they should: {@code
 * doc['->']['a']}; the first one is a symbol that no text can contain.
 */
final class JsonAccess {
    private static final Set<String> ARROWS = Set.of("->", "->>");

    /** What binds tighter to a literal than an arrow, or may be meant to. */
    private static final Set<String> UNCLEAR = Set.of("::", "+", "-", "*", "/", "%", "[", ".");

    private static final Set<Integer> STEPS = Set.of(
            CCJSqlParserConstants.S_CHAR_LITERAL, CCJSqlParserConstants.S_LONG, CCJSqlParserConstants.S_PARAMETER);

    private final Symbols symbols;
    private final ExpressionTranslator expressions;

    JsonAccess(Symbols symbols, ExpressionTranslator expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    /** The tokens with array indexes in the place of arrows. */
    static List<Token> rewrite(List<Token> tokens, Symbols symbols) {
        if (tokens.stream().noneMatch(token -> ARROWS.contains(token.image))) {
            return tokens;
        }
        List<Token> out = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token arrow = tokens.get(i);
            if (!ARROWS.contains(arrow.image)) {
                out.add(arrow);
                continue;
            }
            Token step = tokens.get(i + 1);
            requireStep(arrow, step, tokens.get(Math.min(i + 2, tokens.size() - 1)));
            out.add(token(CCJSqlParserConstants.S_CHAR_LITERAL, symbols.addArrow(arrow.image), arrow));
            wrap(out);
            out.add(step);
            wrap(out);
            i++;
        }
        return out;
    }

    private static void requireStep(Token arrow, Token step, Token after) {
        boolean literal = STEPS.contains(step.kind) || step.image.equals("?");
        if (!literal) {
            throw SqlErrors.unsupported(
                    "anything but a literal or a parameter after " + arrow.image,
                    "write " + arrow.image + " 'name', " + arrow.image + " 0 or " + arrow.image + " ?");
        }
        if (UNCLEAR.contains(after.image)) {
            throw SqlErrors.unsupported(
                    after.image + " right after " + arrow.image + " and its operand",
                    "put the access into parentheses: (doc " + arrow.image + " 'name')");
        }
    }

    /** Puts the last token into brackets. */
    private static void wrap(List<Token> out) {
        Token index = out.remove(out.size() - 1);
        out.add(token(BRACKET_OPEN, "[", index));
        out.add(index);
        out.add(token(BRACKET_CLOSE, "]", index));
    }

    private static final int BRACKET_OPEN = kind("\"[\"");
    private static final int BRACKET_CLOSE = kind("\"]\"");

    private static int kind(String image) {
        return List.of(CCJSqlParserConstants.tokenImage).indexOf(image);
    }

    private static Token token(int kind, String image, Token place) {
        Token token = new Token(kind, image);
        token.absoluteBegin = place.absoluteBegin;
        token.absoluteEnd = place.absoluteEnd;
        return token;
    }

    /**
     * The accesses that two indexes stand for each.
     *
     * @throws DriverException HYC00 for an array index that was written as one
     */
    Expr expression(ArrayExpression node) {
        Deque<Expression> indexes = new ArrayDeque<>();
        Expression base = node;
        while (base instanceof ArrayExpression access) {
            ExpressionTranslator.check(access);
            indexes.push(access.getIndexExpression());
            base = access.getObjExpression();
        }
        if (base instanceof Column column && column.getArrayConstructor() != null) {
            indexes.push(index(column.getArrayConstructor()));
            // The index has been taken; what is left is a plain column.
            column.setArrayConstructor(null);
        }
        Expr result = expressions.expression(base);
        while (!indexes.isEmpty()) {
            String arrow = arrow(indexes.pop());
            if (arrow == null || indexes.isEmpty()) {
                throw SqlErrors.unsupported("an array index", "read the whole value");
            }
            result = new Expr.Function(arrow, List.of(result, expressions.expression(indexes.pop())));
        }
        return result;
    }

    private static Expression index(ArrayConstructor indexes) {
        ExpressionRules.INDEXES.check(indexes);
        if (indexes.getExpressions().size() != 1) {
            throw SqlErrors.unsupported("an array index", "read the whole value");
        }
        return indexes.getExpressions().get(0);
    }

    private @Nullable String arrow(Expression index) {
        return index instanceof StringValue text ? symbols.arrow("'" + text.getValue() + "'") : null;
    }
}
