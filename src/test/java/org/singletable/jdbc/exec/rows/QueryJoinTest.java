package org.singletable.jdbc.exec.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.KeyedRows;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.SqlType;

/** A join over left frames {@code [key]}; a key k has k right rows, {@code 10 * k + 1} and so on in slot 1. */
class QueryJoinTest {
    private static final long MEMORY = 10_000_000;
    private static final Bindings NOTHING = Bindings.of(List.of());

    private final List<List<Object>> requests = new ArrayList<>();
    private MemoryBudget memory = new MemoryBudget(MEMORY);
    private int read;
    private int rightRowsRead;
    private int open;

    private KeyedRows lookup(List<Object[]> left) {
        requests.add(left.stream().map(frame -> frame[0]).toList());
        Iterator<Object[]> frames = left.iterator();
        open++;
        return new KeyedRows() {
            @Override
            public RowCursor next() {
                Object key = frames.next()[0];
                return rows(key == null ? 0 : (Integer) key);
            }

            @Override
            public void close() {
                open--;
            }
        };
    }

    private RowCursor rows(int key) {
        Iterator<Integer> rows = IntStream.rangeClosed(1, key).iterator();
        return new RowCursor() {
            @Override
            public Object[] next() {
                if (!rows.hasNext()) {
                    return null;
                }
                rightRowsRead++;
                return new Object[] {null, 10 * key + rows.next()};
            }

            @Override
            public void close() {}
        };
    }

    private RowCursor open(List<Integer> keys, boolean outer, long goal, BoundExpr... condition) {
        RowCursor left = new RowCursor() {
            @Override
            public Object[] next() {
                return read < keys.size() ? new Object[] {keys.get(read++), null} : null;
            }

            @Override
            public void close() {}
        };
        return new QueryJoinCursor(
                left,
                this::lookup,
                LookupKeys.of(List.of(Rels.slot(0, SqlType.INT)), NOTHING),
                new JoinRule(new int[] {1}, outer, List.of(condition), NOTHING),
                goal,
                new Workspace(memory, new RequestContext(null)));
    }

    private static List<String> all(RowCursor cursor) {
        List<String> rows = new ArrayList<>();
        for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
            rows.add(row[0] + "-" + row[1]);
        }
        return rows;
    }

    private void assertAllIsGivenBack() {
        assertThat(open).isZero();
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"false,2-21 2-22 1-11 2-21 2-22", "true,2-21 2-22 0-null 1-11 null-null 2-21 2-22"})
    void keepsTheOrderOfTheLeftRows(boolean outer, String expected) {
        List<Integer> keys = Arrays.asList(2, 0, 1, null, 2);
        assertThat(String.join(" ", all(open(keys, outer, Long.MAX_VALUE)))).isEqualTo(expected);
        assertThat(requests).as("each key once").containsExactly(Arrays.asList(2, 0, 1, null));
        assertAllIsGivenBack();
    }

    @Test
    void aPairMustMeetTheCondition() {
        BoundExpr condition = Rels.equal(Rels.slot(1, SqlType.INT), Rels.constant(22, SqlType.INT));
        assertThat(all(open(List.of(1, 2), true, Long.MAX_VALUE, condition))).containsExactly("1-null", "2-22");
    }

    @Test
    void aHundredDistinctKeysAtATime() {
        List<Integer> keys = IntStream.range(0, 250).map(i -> -i).boxed().toList();
        assertThat(all(open(keys, true, Long.MAX_VALUE))).hasSize(250);
        assertThat(requests).extracting(List::size).containsExactly(100, 100, 50);
    }

    @Test
    void rowsOfAFewKeysAreNotAskedForAgain() {
        List<Integer> keys = IntStream.range(0, 5000).map(i -> i % 7).boxed().toList();
        assertThat(all(open(keys, false, Long.MAX_VALUE))).hasSize(14_995);
        assertThat(requests).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6));
        assertThat(rightRowsRead).isEqualTo(21);
        assertAllIsGivenBack();
    }

    /** Neither the rows of a key that is needed once are held, nor without end those of keys that may come again. */
    @Test
    void manyRowsOfAKeyAreNotHeld() {
        memory = new MemoryBudget(500_000);
        assertThat(all(open(List.of(20_000, 1, 30_000), false, Long.MAX_VALUE))).hasSize(50_001);
        assertThat(Rels.isFree(memory, 500_000)).isTrue();
    }

    @Test
    void rowsThatAreNeededAgainHaveToFit() {
        memory = new MemoryBudget(500_000);
        RowCursor cursor = open(List.of(20_000, 1, 20_000), false, Long.MAX_VALUE);
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> all(cursor))
                .matches(e -> e.state() == SqlState.MEMORY_EXCEEDED);
        assertThat(Rels.isFree(memory, 500_000)).isTrue();
        assertThat(open).isZero();
    }

    @Test
    void whatWasReadIsForgottenInTheEnd() {
        List<Integer> keys =
                IntStream.range(0, 900).map(i -> 1 + i % 300).boxed().toList();
        assertThat(all(open(keys, false, Long.MAX_VALUE))).hasSize(3 * 300 * 301 / 2);
        assertAllIsGivenBack();
    }

    @Test
    void aGoalReadsNoMoreThanItTakes() {
        List<Integer> keys = IntStream.range(0, 1000).map(i -> 2).boxed().toList();
        RowCursor cursor = open(keys, false, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(cursor.next()).isNotNull();
        }
        assertThat(read).isEqualTo(3);
        assertThat(rightRowsRead).isEqualTo(2);
        cursor.close();
        assertAllIsGivenBack();
    }
}
