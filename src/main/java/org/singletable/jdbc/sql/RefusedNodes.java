package org.singletable.jdbc.sql;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import net.sf.jsqlparser.expression.AllValue;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.CollateExpression;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.JsonExpression;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.operators.conditional.XorExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsUnknownExpression;
import net.sf.jsqlparser.expression.operators.relational.JsonOperator;
import net.sf.jsqlparser.expression.operators.relational.RegExpMatchOperator;
import net.sf.jsqlparser.expression.operators.relational.SimilarToExpression;
import net.sf.jsqlparser.statement.Commit;
import net.sf.jsqlparser.statement.DescribeStatement;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.ResetStatement;
import net.sf.jsqlparser.statement.RollbackStatement;
import net.sf.jsqlparser.statement.SavepointStatement;
import net.sf.jsqlparser.statement.SetStatement;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.create.index.CreateIndex;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.show.ShowTablesStatement;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.upsert.Upsert;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** What to say about JSqlParser classes that have no {@link ClauseRule}; those that are not here are named by their class. */
final class RefusedNodes {
    private static final String IN_APPLICATION = "compute it in the application";
    private static final String DATA_ONLY = "only SELECT, INSERT, UPDATE and DELETE are";
    private static final String IN_MAPPING = "tables and columns are declared in the mapping";
    private static final String ON_CONNECTION = "use the methods of Connection";
    private static final String READ_METADATA = "use DatabaseMetaData";
    private static final String READ_FIRST = "read the rows first and use their values";

    private record Reason(String clause, String advice) {}

    private static final Map<Class<?>, Reason> REASONS = Map.ofEntries(
            entry(AllValue.class, new Reason("ALL", "leave it out")),
            entry(AnyComparisonExpression.class, new Reason("ANY or ALL", READ_FIRST)),
            entry(ArrayConstructor.class, new Reason("an array", "set it as a parameter")),
            entry(CollateExpression.class, new Reason("COLLATE", "strings are compared by code point")),
            entry(IntervalExpression.class, new Reason("INTERVAL", IN_APPLICATION)),
            entry(JsonExpression.class, new Reason("JSON access other than -> and ->>", "use doc -> 'name'")),
            entry(JsonOperator.class, new Reason("a JSON operator other than -> and ->>", "use doc -> 'name'")),
            entry(TimezoneExpression.class, new Reason("AT TIME ZONE", IN_APPLICATION)),
            entry(XorExpression.class, new Reason("XOR", "use AND, OR and NOT")),
            entry(IsBooleanExpression.class, new Reason("IS TRUE or IS FALSE", "compare with = TRUE or = FALSE")),
            entry(IsUnknownExpression.class, new Reason("IS UNKNOWN", "use IS NULL")),
            entry(RegExpMatchOperator.class, new Reason("matching by regular expression", "use LIKE")),
            entry(SimilarToExpression.class, new Reason("SIMILAR TO", "use LIKE")),
            entry(LateralSubSelect.class, new Reason("LATERAL", READ_FIRST)),
            entry(PlainSelect.class, new Reason("a query without parentheses of its own", "put it into parentheses")),
            entry(AllColumns.class, new Reason("* in the place of a value", "name a column")),
            entry(AllTableColumns.class, new Reason("t.* in the place of a value", "name a column")),
            entry(ParenthesedFromItem.class, new Reason("FROM (...)", "write the joins without parentheses")),
            entry(TableFunction.class, new Reason("a table function", "name one table")),
            entry(Values.class, new Reason("VALUES as a statement", "use SELECT")),
            entry(Upsert.class, new Reason("INSERT OR ..., or UPSERT or REPLACE without INTO", "use UPSERT INTO")),
            entry(Truncate.class, new Reason("TRUNCATE", "use DELETE")),
            entry(CreateTable.class, new Reason("CREATE TABLE", IN_MAPPING)),
            entry(CreateIndex.class, new Reason("CREATE INDEX", IN_MAPPING)),
            entry(Alter.class, new Reason("ALTER TABLE", IN_MAPPING)),
            entry(Drop.class, new Reason("DROP", IN_MAPPING)),
            entry(Commit.class, new Reason("COMMIT", ON_CONNECTION)),
            entry(RollbackStatement.class, new Reason("ROLLBACK", ON_CONNECTION)),
            entry(SavepointStatement.class, new Reason("SAVEPOINT", ON_CONNECTION)),
            entry(SetStatement.class, new Reason("SET", "use connection properties")),
            entry(ResetStatement.class, new Reason("RESET", "use connection properties")),
            entry(ExplainStatement.class, new Reason("EXPLAIN", "run the statement and read its cost")),
            entry(DescribeStatement.class, new Reason("DESCRIBE", READ_METADATA)),
            entry(ShowTablesStatement.class, new Reason("SHOW TABLES", READ_METADATA)));

    private RefusedNodes() {}

    /** HYC00 for a statement. */
    static DriverException statement(Object node) {
        return refuse(node, DATA_ONLY);
    }

    /** HYC00 for a part of a statement. */
    static DriverException part(Object node) {
        return refuse(node, "leave it out");
    }

    private static DriverException refuse(Object node, String advice) {
        Reason reason = REASONS.get(node.getClass());
        return reason == null
                ? SqlErrors.unsupported(describe(node.getClass()), advice)
                : SqlErrors.unsupported(reason.clause(), reason.advice());
    }

    /** The class's name as words: {@code CreateSequence} is "CREATE SEQUENCE". */
    private static String describe(Class<?> node) {
        String name = node.getSimpleName().replaceAll("(Statement|Expression|Operator|Condition)$", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
