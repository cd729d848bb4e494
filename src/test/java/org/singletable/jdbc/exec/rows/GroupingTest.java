package org.singletable.jdbc.exec.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.SqlType;

class GroupingTest {
    private static final List<SqlType> TYPES = List.of(SqlType.DECIMAL, SqlType.INT);
    private static final BoundExpr KEY = Rels.slot(0, SqlType.DECIMAL);
    private static final BoundExpr VALUE = Rels.slot(1, SqlType.INT);

    private static final Rel ROWS = Rels.rows(
            TYPES,
            List.of(
                    Rels.row(new BigDecimal("2.0"), 5),
                    Rels.row(null, 1),
                    Rels.row(new BigDecimal("1"), null),
                    Rels.row(new BigDecimal("2.00"), 5),
                    Rels.row(null, 2),
                    Rels.row(new BigDecimal("2"), 4)));

    private static final Rel NO_ROWS = Rels.rows(TYPES, List.of());

    private static Rel group(Rel rows, List<BoundExpr> keys, boolean distinct, BoundExpr filter) {
        return new Rel.Aggregate(
                rows,
                keys,
                List.of(
                        new Rel.AggregateCall(TestAggregates.ALL, distinct, VALUE, filter),
                        new Rel.AggregateCall(
                                TestAggregates.COUNT, false, Rels.constant(true, SqlType.BOOLEAN), null)));
    }

    /** Groups come in the order they appear, with the first row's key; NULLs are a group and no values. */
    @Test
    void groupsByEqualKeys() {
        assertThat(Rels.run(group(ROWS, List.of(KEY), false, null)))
                .containsExactly("[2.0, [5, 5, 4], 3]", "[null, [1, 2], 2]", "[1, null, 1]");
    }

    @Test
    void distinctValuesOfEachGroup() {
        assertThat(Rels.run(group(ROWS, List.of(KEY), true, null)))
                .containsExactly("[2.0, [5, 4], 3]", "[null, [1, 2], 2]", "[1, null, 1]");
    }

    @Test
    void onlyRowsForWhichTheFilterIsTrue() {
        BoundExpr filter = new BoundExpr.Comparison(Comparator.GT, KEY, Rels.constant(1, SqlType.INT));
        assertThat(Rels.run(group(ROWS, List.of(KEY), false, filter)))
                .containsExactly("[2.0, [5, 5, 4], 3]", "[null, null, 2]", "[1, null, 1]");
    }

    @Test
    void withoutKeysThereIsOneGroupAlways() {
        assertThat(Rels.run(group(ROWS, List.of(), false, null))).containsExactly("[[5, 1, 5, 2, 4], 6]");
        assertThat(Rels.run(group(NO_ROWS, List.of(), false, null))).containsExactly("[null, 0]");
        assertThat(Rels.run(group(NO_ROWS, List.of(KEY), false, null))).isEmpty();
    }

    @Test
    void eachRowOnce() {
        assertThat(Rels.run(new Rel.Distinct(ROWS)))
                .containsExactly("[2.0, 5]", "[null, 1]", "[1, null]", "[null, 2]", "[2, 4]");
        Rel keys = new Rel.Project(ROWS, List.of(KEY));
        assertThat(Rels.run(new Rel.Distinct(keys))).containsExactly("[2.0]", "[null]", "[1]");
    }
}
