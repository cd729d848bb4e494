package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a plan reads rows only by their whole primary keys. */
public final class KeyedReads {
    private KeyedReads() {}

    /** What the first read by something else is about; empty where there is none. */
    public static Optional<String> firstOther(Plan plan) {
        return roots(plan).flatMap(KeyedReads::others).findFirst();
    }

    private static Stream<Rel> roots(Plan plan) {
        if (plan instanceof Plan.QueryPlan query) {
            return Stream.concat(Stream.of(query.root()), query.subqueries().stream());
        } else if (plan instanceof Plan.UpdatePlan update) {
            return Stream.concat(Stream.of(update.target().read()), update.subqueries().stream());
        } else if (plan instanceof Plan.DeletePlan delete) {
            return Stream.concat(Stream.of(delete.target().read()), delete.subqueries().stream());
        } else if (plan instanceof Plan.InsertPlan insert) {
            return Stream.concat(Stream.ofNullable(insert.query()), insert.subqueries().stream());
        } else if (plan instanceof Plan.ExplainPlan explain && explain.analyze()) {
            return roots(explain.explained());
        }
        return Stream.of();
    }

    private static Stream<String> others(Rel rel) {
        if (rel instanceof Rel.Read read) {
            boolean keyed = read.access() instanceof Access.SingleRow || read.access() instanceof Access.ByKeys;
            return keyed
                    ? Stream.of()
                    : Stream.of("reading \"" + read.source().entity().name() + "\" by other than its key");
        } else if (rel instanceof Rel.Items) {
            return Stream.of("reading _items");
        }
        List<Rel> inputs = rel.inputs();
        return inputs.stream().flatMap(KeyedReads::others);
    }
}
