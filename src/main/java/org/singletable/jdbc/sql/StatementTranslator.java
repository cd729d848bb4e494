package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.execute.Execute;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** JSqlParser's statements to {@link Statement}. Accepts what {@link StatementRules} lists and nothing else. */
final class StatementTranslator {
    private final Symbols symbols;
    private final Names names;
    private final ExpressionTranslator expressions;
    private final QueryTranslator queries;
    private final SelectItems items;

    StatementTranslator(Symbols symbols) {
        this.symbols = symbols;
        this.names = new Names(symbols);
        this.expressions = new ExpressionTranslator(symbols, names);
        this.queries = new QueryTranslator(symbols, names, expressions);
        this.items = new SelectItems(names, expressions);
    }

    /**
     * A statement.
     *
     * @param replace whether UPSERT or REPLACE stands in the place of INSERT
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    Statement statement(net.sf.jsqlparser.statement.Statement statement, boolean replace) {
        if (statement instanceof Select query && query.getClass() != Values.class) {
            return queries.statement(query);
        }
        if (statement.getClass() == Insert.class) {
            return new InsertTranslator(symbols, names, expressions, queries).insert((Insert) statement, replace);
        }
        if (statement.getClass() == Update.class) {
            return update((Update) statement);
        }
        if (statement.getClass() == Delete.class) {
            return delete((Delete) statement);
        }
        if (statement.getClass() == Execute.class) {
            return call((Execute) statement);
        }
        throw RefusedNodes.statement(statement);
    }

    private @Nullable Expr where(@Nullable Expression where) {
        return where == null ? null : expressions.expression(where);
    }

    private Statement update(Update update) {
        StatementRules.UPDATE.check(update);
        boolean scanAllowed = ScanHint.isIn(update.getOracleHint(), symbols);
        Statement.TableRef table = names.table(update.getTable());
        return new Statement.Update(
                table,
                new Assignments(expressions).of(update.getUpdateSets(), table),
                where(update.getWhere()),
                items.returning(update.getReturningClause()),
                scanAllowed);
    }

    private Statement delete(Delete delete) {
        StatementRules.DELETE.check(delete);
        if (!delete.isHasFrom()) {
            throw SqlErrors.syntax("FROM is missing after DELETE");
        }
        boolean scanAllowed = ScanHint.isIn(delete.getOracleHint(), symbols);
        return new Statement.Delete(
                names.table(delete.getTable()),
                where(delete.getWhere()),
                items.returning(delete.getReturningClause()),
                scanAllowed);
    }

    private Statement call(Execute call) {
        StatementRules.CALL.check(call);
        if (call.getExecType() != Execute.ExecType.CALL) {
            throw SqlErrors.unsupported(call.getExecType().name(), "use CALL name(...)");
        }
        String name = call.getName();
        if (name.contains(".")) {
            throw SqlErrors.unsupported("a procedure's name of more than one part", "write CALL name(...)");
        }
        ExpressionList<?> arguments = call.getExprList();
        if (arguments != null && !call.isParenthesis()) {
            throw SqlErrors.syntax("CALL takes its arguments in parentheses");
        }
        return new Statement.Call(
                symbols.name(name),
                arguments == null
                        ? List.of()
                        : arguments.stream()
                                .map(argument -> expressions.expression((Expression) argument))
                                .toList());
    }
}
