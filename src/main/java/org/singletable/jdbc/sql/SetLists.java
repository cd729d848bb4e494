package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * Writes {@code SET (a, b) = (1, 2)} and {@code SET (a, b) = ROW (1, 2)} as {@code SET a = 1, b = 2}: JSqlParser takes such
 * a list neither after another assignment nor with ROW.
 */
final class SetLists {
    private static final Set<Integer> CLAUSES_AFTER_SET = Set.of(
            CCJSqlParserConstants.K_WHERE,
            CCJSqlParserConstants.K_FROM,
            CCJSqlParserConstants.K_ORDER,
            CCJSqlParserConstants.K_LIMIT,
            CCJSqlParserConstants.K_RETURNING,
            CCJSqlParserConstants.EOF);

    private final String sql;
    private final List<Token> in;
    private final List<Token> out = new ArrayList<>();
    private int at;

    private SetLists(String sql, List<Token> in) {
        this.sql = sql;
        this.in = in;
    }

    /**
     * The tokens with assignments of single columns only.
     *
     * @param tokens with the keywords that are names already told apart
     * @throws DriverException 42601 for lists of different lengths, HYC00 for a query in the place of the values
     */
    static List<Token> rewrite(String sql, List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> token.kind == CCJSqlParserConstants.K_SET)) {
            return tokens;
        }
        SetLists lists = new SetLists(sql, tokens);
        lists.run();
        return lists.out;
    }

    private void run() {
        while (at < in.size()) {
            Token token = in.get(at);
            copy();
            if (token.kind == CCJSqlParserConstants.K_SET) {
                assignments();
            }
        }
    }

    /** Every assignment up to the next clause: at its start, then behind each comma that is in no parentheses. */
    private void assignments() {
        boolean start = true;
        int depth = 0;
        while (at < in.size() && !(depth == 0 && CLAUSES_AFTER_SET.contains(in.get(at).kind))) {
            if (start && isListOfColumns()) {
                list();
                start = false;
            } else {
                Token token = in.get(at);
                depth += nesting(token);
                start = depth == 0 && is(token, ",");
                copy();
            }
        }
    }

    /** Whether {@code (...) =} stands here. */
    private boolean isListOfColumns() {
        return is(in.get(at), "(") && is(in.get(Math.min(closing(at) + 1, in.size() - 1)), "=");
    }

    private void list() {
        int columnsEnd = closing(at);
        int values = columnsEnd + 2;
        if (in.get(values).kind == CCJSqlParserConstants.K_ROW) {
            values++;
        }
        if (!is(in.get(values), "(")) {
            throw SqlErrors.syntax(
                    sql, in.get(values).absoluteBegin, "SET (a, b) = takes a list of values in parentheses");
        }
        if (in.get(values + 1).kind == CCJSqlParserConstants.K_SELECT
                || in.get(values + 1).kind == CCJSqlParserConstants.K_WITH) {
            throw SqlErrors.unsupported("SET (a, b) = (SELECT ...)", "assign each column a query of its own");
        }
        int valuesEnd = closing(values);
        requireEnd(valuesEnd);
        List<List<Token>> columns = parts(at + 1, columnsEnd);
        List<List<Token>> assigned = parts(values + 1, valuesEnd);
        if (columns.size() != assigned.size()) {
            throw SqlErrors.syntax(
                    sql,
                    in.get(at).absoluteBegin,
                    "SET assigns " + assigned.size() + " values to " + columns.size() + " columns");
        }
        Token equals = in.get(columnsEnd + 1);
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.add(like(in.get(at), CCJSqlParserConstants.K_COMMA, ","));
            }
            out.addAll(columns.get(i));
            out.add(like(equals, equals.kind, equals.image));
            out.addAll(assigned.get(i));
        }
        at = valuesEnd + 1;
    }

    /** Checks that the list of values is closed and no operand: {@code (a, b) = (1, 2) + 3} has no meaning. */
    private void requireEnd(int valuesEnd) {
        if (valuesEnd == in.size() - 1) {
            throw SqlErrors.syntax(sql, in.get(valuesEnd).absoluteBegin, "unexpected end of the statement");
        }
        Token after = in.get(valuesEnd + 1);
        if (!is(after, ",") && !CLAUSES_AFTER_SET.contains(after.kind)) {
            throw SqlErrors.syntax(
                    sql, after.absoluteBegin, "a comma or the next clause expected after SET (...) = (...)");
        }
    }

    /** What stands between the commas of a list. */
    private List<List<Token>> parts(int from, int to) {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : in.subList(from, to)) {
            depth += nesting(token);
            if (depth == 0 && is(token, ",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(part);
        return parts;
    }

    /** Where the parenthesis that opens here is closed, else the end of the text. */
    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < in.size(); i++) {
            depth += nesting(in.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return in.size() - 1;
    }

    private void copy() {
        out.add(in.get(at));
        at++;
    }

    private static int nesting(Token token) {
        return is(token, "(") ? 1 : is(token, ")") ? -1 : 0;
    }

    private static boolean is(Token token, String image) {
        return token.image.equals(image);
    }

    /** A token of its own at the same place: the parser links the tokens it gets. */
    private static Token like(Token place, int kind, String image) {
        Token token = new Token(kind, image);
        token.absoluteBegin = place.absoluteBegin;
        token.absoluteEnd = place.absoluteEnd;
        return token;
    }
}
