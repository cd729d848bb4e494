package org.singletable.jdbc.exec.rows;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Subqueries;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

/** The answers of a statement's queries within expressions, kept until the statement ends. */
final class QueryAnswers implements Subqueries, AutoCloseable {
    private final List<QueryAnswer> answers;

    /** How the operators are opened; themselves they may ask for answers of further queries. */
    interface OperatorsOf {
        Operators with(Subqueries subqueries);
    }

    /** @param queries each at the index by which expressions name it */
    QueryAnswers(List<Rel> queries, OperatorsOf operators, Supplier<Workspace> workspaces) {
        this.answers = queries.stream()
                .map(query -> new QueryAnswer(query, () -> operators.with(this), workspaces.get()))
                .toList();
    }

    @Override
    public @Nullable Object scalar(int query) {
        return answers.get(query).scalar();
    }

    @Override
    public boolean exists(int query) {
        return answers.get(query).exists();
    }

    @Override
    public List<@Nullable Object[]> rows(int query) {
        return answers.get(query).rows();
    }

    @Override
    public Ternary contains(int query, List<@Nullable Object> operand, List<SqlType> types) {
        return answers.get(query).contains(operand, types);
    }

    @Override
    public void close() {
        answers.forEach(QueryAnswer::close);
    }
}
