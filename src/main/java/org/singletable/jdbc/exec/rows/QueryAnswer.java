package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

/**
 * The answer of one query within an expression: run when it is first asked for, then kept. Thread-safe; queries do not
 * contain themselves, so one may be asked for while another one runs.
 */
final class QueryAnswer implements AutoCloseable {
    private final Rel query;
    private final Supplier<Operators> operators;
    private final Workspace workspace;
    private final Map<List<EqualForm>, RowSet> sets = new HashMap<>();
    private @Nullable Boolean exists;
    private @Nullable Optional<Object> scalar;
    private @Nullable List<@Nullable Object[]> rows;

    QueryAnswer(Rel query, Supplier<Operators> operators, Workspace workspace) {
        this.query = query;
        this.operators = operators;
        this.workspace = workspace;
    }

    synchronized boolean exists() {
        Boolean known = exists;
        if (known == null) {
            try (RowCursor cursor = operators.get().openQuery(query, 1)) {
                known = cursor.next() != null;
            }
            exists = known;
        }
        return known;
    }

    /** @throws DriverException 21000 where there are several rows */
    synchronized @Nullable Object scalar() {
        Optional<Object> known = scalar;
        if (known == null) {
            try (RowCursor cursor = operators.get().openQuery(query, 2)) {
                @Nullable Object[] row = cursor.next();
                known = row == null ? Optional.empty() : Optional.ofNullable(row[0]);
                if (row != null && cursor.next() != null) {
                    throw new DriverException(
                            SqlState.CARDINALITY_VIOLATION,
                            "a query in the place of a value gave more than one row; narrow it by a condition, LIMIT 1 or an"
                                    + " aggregate");
                }
            }
            scalar = known;
        }
        return known.orElse(null);
    }

    synchronized List<@Nullable Object[]> rows() {
        List<@Nullable Object[]> known = rows;
        if (known == null) {
            known = operators.get().readAll(query, workspace);
            rows = known;
        }
        return known;
    }

    synchronized Ternary contains(List<@Nullable Object> operand, List<SqlType> types) {
        List<SqlType> own = operators.get().types(query);
        List<EqualForm> forms = new ArrayList<>(own.size());
        for (int i = 0; i < own.size(); i++) {
            forms.add(EqualForm.of(types.get(i), own.get(i)));
        }
        RowSet set = sets.get(forms);
        if (set == null) {
            set = RowSet.of(rows(), forms, workspace);
            sets.put(forms, set);
        }
        return set.contains(operand);
    }

    @Override
    public synchronized void close() {
        sets.clear();
        rows = null;
        workspace.releaseAll();
    }
}
