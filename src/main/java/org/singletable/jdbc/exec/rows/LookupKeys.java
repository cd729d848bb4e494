package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.KeyChoices;
import org.singletable.jdbc.plan.Rel;

/** The values of the key columns that left frames of a lookup join ask for. */
final class LookupKeys {
    private final List<BoundExpr> values;
    private final Bindings bindings;

    private LookupKeys(List<BoundExpr> values, Bindings bindings) {
        this.values = values;
        this.bindings = bindings;
    }

    static LookupKeys of(Rel.Read right, Bindings bindings) {
        List<BoundExpr> values = new ArrayList<>();
        for (KeyChoices.Choice choice :
                choices(right.access()).alternatives().get(0).values()) {
            values.add(((KeyChoices.One) choice).value());
        }
        if (right.access() instanceof Access.ByQuery query && query.range() != null) {
            values.addAll(query.range().values());
        }
        return of(values, bindings);
    }

    private static KeyChoices choices(Access access) {
        if (access instanceof Access.ByKeys byKeys && byKeys.keys().isSingle()) {
            return byKeys.keys();
        } else if (access instanceof Access.ByQuery query && query.known().isSingle()) {
            return query.known();
        }
        throw new IllegalStateException("not one key a left row: " + access);
    }

    /** @param values expressions on the left frame */
    static LookupKeys of(List<BoundExpr> values, Bindings bindings) {
        return new LookupKeys(values, bindings);
    }

    /**
     * Equal for frames that ask for the same rows. Values that SQL calls equal but that are not the same, such as 1.0 and
     * 1.00, are two keys, since their texts may be.
     */
    List<@Nullable Object> of(@Nullable Object[] frame) {
        return Evaluator.evaluateAll(values, bindings.withRow(frame));
    }
}
