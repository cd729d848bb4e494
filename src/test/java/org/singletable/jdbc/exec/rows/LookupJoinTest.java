package org.singletable.jdbc.exec.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.SqlType;

/** A lookup join over left frames {@code [key]}; the right row of an even key k is {@code 10 * k}, in slot 1. */
class LookupJoinTest {
    private static final long MEMORY = 10_000_000;
    private static final Bindings NOTHING = Bindings.of(List.of());

    private final List<List<Object>> requests = new ArrayList<>();
    private final MemoryBudget memory = new MemoryBudget(MEMORY);
    private int read;

    private List<Object[]> lookup(List<Object[]> left) {
        requests.add(left.stream().map(frame -> frame[0]).toList());
        List<Object[]> rows = new ArrayList<>();
        for (Object[] frame : left) {
            Integer key = (Integer) frame[0];
            rows.add(key == null || key % 2 != 0 ? null : new Object[] {null, 10 * key});
        }
        return rows;
    }

    private RowCursor open(List<Integer> keys, boolean outer, long goal, List<BoundExpr> condition) {
        return open(keys, outer, goal, condition, memory);
    }

    private RowCursor open(
            List<Integer> keys, boolean outer, long goal, List<BoundExpr> condition, MemoryBudget budget) {
        RequestContext context = new RequestContext(null);
        RowCursor left = new RowCursor() {
            @Override
            public Object[] next() {
                return read < keys.size() ? new Object[] {keys.get(read++), null} : null;
            }

            @Override
            public void close() {}
        };
        return new LookupJoinCursor(
                left,
                this::lookup,
                LookupKeys.of(List.of(Rels.slot(0, SqlType.INT)), NOTHING),
                new JoinRule(new int[] {1}, outer, condition, NOTHING),
                goal,
                new Workspace(budget, context));
    }

    private static List<String> all(RowCursor cursor) {
        List<String> rows = new ArrayList<>();
        for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
            rows.add(row[0] + "-" + row[1]);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"false,4-40 2-20 4-40", "true,4-40 3-null 2-20 null-null 4-40"})
    void keepsTheOrderOfTheLeftRows(boolean outer, String expected) {
        List<Integer> keys = Arrays.asList(4, 3, 2, null, 4);
        assertThat(String.join(" ", all(open(keys, outer, Long.MAX_VALUE, List.of()))))
                .isEqualTo(expected);
        assertThat(requests).containsExactly(Arrays.asList(4, 3, 2, null));
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
    }

    @Test
    void aPairMustMeetTheCondition() {
        List<BoundExpr> condition = List.of(Rels.equal(Rels.slot(1, SqlType.INT), Rels.constant(20, SqlType.INT)));
        assertThat(all(open(List.of(4, 2), true, Long.MAX_VALUE, condition))).containsExactly("4-null", "2-20");
    }

    @Test
    void aHundredDistinctKeysARequest() {
        List<Integer> keys = IntStream.range(0, 250).boxed().toList();
        assertThat(all(open(keys, true, Long.MAX_VALUE, List.of()))).hasSize(250);
        assertThat(requests).extracting(List::size).containsExactly(100, 100, 50);
    }

    /** Many children of few parents: each parent is read once. */
    @Test
    void rowsThatWereFoundAreNotAskedForAgain() {
        List<Integer> keys = IntStream.range(0, 5000).map(i -> i % 7).boxed().toList();
        assertThat(all(open(keys, true, Long.MAX_VALUE, List.of()))).hasSize(5000);
        assertThat(requests).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void whatWasFoundIsForgottenInTheEnd() {
        List<Integer> keys =
                IntStream.range(0, 20_000).map(i -> i % 2500).boxed().toList();
        assertThat(all(open(keys, true, Long.MAX_VALUE, List.of()))).hasSize(20_000);
        assertThat(requests).hasSize(200);
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4000,250", "40000,60", "400000,5"})
    void whereMemoryIsShortLessIsLookedUpAtATime(long bytes, int most) {
        MemoryBudget budget = new MemoryBudget(bytes);
        List<Integer> keys = IntStream.range(0, 250).boxed().toList();
        assertThat(all(open(keys, true, Long.MAX_VALUE, List.of(), budget))).hasSize(250);
        assertThat(requests).hasSizeLessThanOrEqualTo(most);
        assertThat(Rels.isFree(budget, bytes)).isTrue();
    }

    /** With a goal no more left rows are read than may be needed for it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void aGoalMakesTheFirstRequestSmall(int goal) {
        List<Integer> keys = IntStream.range(0, 1000).map(i -> 2 * i).boxed().toList();
        RowCursor cursor = open(keys, false, goal, List.of());
        for (int i = 0; i < goal; i++) {
            assertThat(cursor.next()).isNotNull();
        }
        assertThat(read).isEqualTo(goal);
        cursor.close();
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
    }
}
