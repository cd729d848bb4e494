package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.singletable.jdbc.function.AggregateFunction;
import org.singletable.jdbc.type.SqlType;

/** Aggregates that show what they were given. */
final class TestAggregates {
    /** How many values. */
    static final AggregateFunction COUNT = function("count", SqlType.LONG, values -> (long) values.size());

    /** The values in the order they were added; NULL for none. */
    static final AggregateFunction ALL =
            function("all", SqlType.STRING, values -> values.isEmpty() ? null : values.toString());

    private TestAggregates() {}

    private static AggregateFunction function(String name, SqlType type, Function<List<Object>, Object> result) {
        return new AggregateFunction() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public SqlType type() {
                return type;
            }

            @Override
            public Accumulator start() {
                List<Object> values = new ArrayList<>();
                return new Accumulator() {
                    @Override
                    public void add(Object value) {
                        values.add(value);
                    }

                    @Override
                    public Object result() {
                        return result.apply(values);
                    }
                };
            }
        };
    }
}
