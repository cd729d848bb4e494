package org.singletable.jdbc.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

/** The answers of the queries within a statement's expressions. Each runs once, when its answer is first asked for. */
public interface Subqueries {
    /** Those of a statement that has none. */
    Subqueries NONE = new Subqueries() {
        @Override
        public @Nullable Object scalar(int query) {
            throw none(query);
        }

        @Override
        public boolean exists(int query) {
            throw none(query);
        }

        @Override
        public List<@Nullable Object[]> rows(int query) {
            throw none(query);
        }

        @Override
        public Ternary contains(int query, List<@Nullable Object> operand, List<SqlType> types) {
            throw none(query);
        }

        private IllegalStateException none(int query) {
            return new IllegalStateException("the statement has no query " + query);
        }
    };

    /**
     * The value of its only row; null where it has none.
     *
     * @throws org.singletable.jdbc.error.DriverException 21000 where it has several rows
     */
    @Nullable
    Object scalar(int query);

    boolean exists(int query);

    /** All rows. */
    List<@Nullable Object[]> rows(int query);

    /**
     * Whether a row equals the operand, by SQL's rules for NULL.
     *
     * @param operand one value a column of the query
     * @param types as what the operand's values are compared
     */
    Ternary contains(int query, List<@Nullable Object> operand, List<SqlType> types);
}
