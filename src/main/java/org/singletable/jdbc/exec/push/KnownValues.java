package org.singletable.jdbc.exec.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Expressions;

/** The values that expressions have before any row is read. */
final class KnownValues {
    private final Bindings bindings;

    /** @param bindings without a row */
    KnownValues(Bindings bindings) {
        this.bindings = bindings;
    }

    /** @param value null is SQL NULL */
    record Known(@Nullable Object value) {}

    /**
     * Empty where a row must be read first, and where there is no value: a text that is no number, a query of several rows.
     * That is the error of the row that needs the value, and where no row does, none at all.
     *
     * @throws DriverException what the requests of a query within it meet
     */
    Optional<Known> of(BoundExpr expr) {
        if (!Expressions.isKnownBeforeReading(expr)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Known(Evaluator.evaluate(expr, bindings)));
        } catch (DriverException e) {
            if (e.isOfData()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Empty where one of them is. */
    Optional<List<Known>> ofAll(List<BoundExpr> exprs) {
        List<Known> values = new ArrayList<>();
        for (BoundExpr expr : exprs) {
            Optional<Known> value = of(expr);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    /** The value as a text; empty where it is none, or one that no stored text can equal. */
    Optional<String> text(BoundExpr expr) {
        return of(expr).flatMap(known -> known.value() instanceof String text && StoredColumn.isStorable(text)
                ? Optional.of(text)
                : Optional.empty());
    }
}
