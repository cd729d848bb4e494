package org.singletable.jdbc;

import java.util.function.Supplier;

/** A plan that is put into words when somebody asks. */
record ExplainedPlan(Supplier<String> words) implements ExecutionPlan {
    @Override
    public String text() {
        return words.get();
    }

    @Override
    public String toString() {
        return text();
    }
}
