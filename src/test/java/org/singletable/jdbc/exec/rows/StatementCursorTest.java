package org.singletable.jdbc.exec.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Estimate;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.plan.SortKey;
import org.singletable.jdbc.type.SqlType;

/** What holds of a statement as a whole: its limits, its errors, its memory and its queries within expressions. */
class StatementCursorTest {
    private static final long MEMORY = 100_000;
    private static final List<SqlType> TEXT = List.of(SqlType.STRING);
    private static final BoundExpr FIRST = Rels.slot(0, SqlType.STRING);

    private static Rel texts(String... texts) {
        return Rels.rows(TEXT, Stream.of(texts).map(Rels::row).toList());
    }

    /** The texts as numbers: what is no number fails. */
    private static Rel numbers(Rel texts) {
        return new Rel.Project(texts, List.of(new BoundExpr.Convert(FIRST, SqlType.INT)));
    }

    private static Rel many(int count) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Rels.row("text " + i));
        }
        return Rels.rows(TEXT, rows);
    }

    private static BoundExpr count(Long number) {
        return Rels.constant(number, SqlType.LONG);
    }

    private static SqlState failure(Runnable statement) {
        try {
            statement.run();
        } catch (DriverException e) {
            return e.state();
        }
        throw new AssertionError("no error");
    }

    /** A row that does not fit, as other programs may have written it, hides none of the others. */
    @Test
    void rowsBehindABadOneCanBeRead() {
        MemoryBudget memory = new MemoryBudget(MEMORY);
        RowCursor cursor = Rels.open(numbers(texts("1", "x", "3")), List.of(), memory, 0);
        assertThat(cursor.next()).containsExactly(1);
        assertThat(failure(cursor::next)).isEqualTo(SqlState.CANNOT_CONVERT);
        assertThat(cursor.next()).containsExactly(3);
        assertThat(cursor.next()).isNull();
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
    }

    @Test
    void rowsBeforeAnErrorStayDeliveredAndItIsNoEnd() {
        MemoryBudget memory = new MemoryBudget(MEMORY);
        RowCursor cursor = Rels.open(new Rel.Distinct(numbers(texts("1", "2", "x", "3"))), List.of(), memory, 0);
        assertThat(cursor.next()).containsExactly(1);
        assertThat(cursor.next()).containsExactly(2);
        for (int i = 0; i < 2; i++) {
            assertThat(failure(cursor::next)).isEqualTo(SqlState.CANNOT_CONVERT);
        }
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
        cursor.close();
        cursor.close();
    }

    /** What lies behind the last row that is wanted is not even evaluated. */
    @Test
    void aLimitReadsNoFurther() {
        Rel numbers = numbers(texts("1", "2", "x"));
        assertThat(Rels.run(new Rel.Limit(numbers, count(1L), count(1L)))).containsExactly("[2]");
        assertThat(Rels.run(new Rel.Limit(numbers(texts("x")), count(0L), null)))
                .isEmpty();
        Rel union = new Rel.UnionAll(List.of(numbers(texts("1", "2")), new Rel.Sort(numbers(texts("x")), List.of())));
        assertThat(Rels.run(new Rel.Limit(union, count(2L), null))).containsExactly("[1]", "[2]");
        RowCursor maxRows = Rels.open(numbers, List.of(), new MemoryBudget(MEMORY), 2);
        assertThat(maxRows.next()).containsExactly(1);
        assertThat(maxRows.next()).containsExactly(2);
        assertThat(maxRows.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2,,1 2", "2,1,2 3", ",2,3 4", "9,3,4", "9,9,", "9223372036854775807,9223372036854775807,", ",,1 2 3 4"
    })
    void limitAndOffset(Long limit, Long offset, String expected) {
        Rel rel = new Rel.Limit(
                texts("1", "2", "3", "4"), limit == null ? null : count(limit), offset == null ? null : count(offset));
        assertThat(String.join(" ", Rels.run(rel)).replaceAll("[\\[\\]]", ""))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "0,-1", ",0", "0,", "1,"})
    void aNegativeLimitIsRefusedAndNullToo(Long limit, Long offset) {
        Rel rel = new Rel.Limit(texts("1"), count(limit), count(offset));
        assertThat(failure(() -> Rels.run(rel))).isEqualTo(SqlState.INVALID_VALUE);
    }

    static Stream<Arguments> holding() {
        Rel many = many(2000);
        Rel frames = new Rel.Derived(many, 1, 0, 2, List.of());
        Rel right = new Rel.Derived(many, 1, 1, 2, List.of());
        List<BoundExpr> leftKeys = List.of(FIRST);
        List<BoundExpr> rightKeys = List.of(Rels.slot(1, SqlType.STRING));
        List<SortKey> keys = List.of(new SortKey(FIRST, false, true));
        Rel.AggregateCall distinct = new Rel.AggregateCall(TestAggregates.COUNT, true, FIRST, null);
        return Stream.of(
                Arguments.of(new Rel.Sort(many, keys)),
                Arguments.of(new Rel.Distinct(many)),
                Arguments.of(new Rel.Aggregate(many, List.of(FIRST), List.of())),
                Arguments.of(new Rel.Aggregate(many, List.of(), List.of(distinct))),
                Arguments.of(new Rel.HashJoin(frames, right, false, leftKeys, rightKeys, List.of(), Estimate.NOTHING)),
                Arguments.of(new Rel.Project(
                        texts("a"), List.of(new BoundExpr.InQuery(List.of(FIRST), 0, false, List.of(FIRST.type()))))));
    }

    /** Past its memory a statement fails, and has given all of it back. */
    @ParameterizedTest
    @MethodSource("holding")
    void memoryIsLimited(Rel rel) {
        MemoryBudget memory = new MemoryBudget(MEMORY);
        List<Rel> subqueries = List.of(many(2000));
        assertThat(failure(() -> Rels.run(rel, subqueries, memory))).isEqualTo(SqlState.MEMORY_EXCEEDED);
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
        Rels.run(rel, subqueries, new MemoryBudget(100 * MEMORY));
    }

    /** Without a request that would notice: a million pairs, none of which is joined. */
    @Test
    void aCancelledStatementEndsInTheMiddleOfItsWork() {
        Rel frames = new Rel.Derived(many(1000), 1, 0, 2, List.of());
        Rel right = new Rel.Derived(many(1000), 1, 1, 2, List.of());
        BoundExpr never = Rels.constant(false, SqlType.BOOLEAN);
        Rel join = new Rel.HashJoin(frames, right, false, List.of(), List.of(), List.of(never), Estimate.NOTHING);
        StatementControl control = new StatementControl(null, null, 0);
        MemoryBudget memory = new MemoryBudget(10 * MEMORY);
        RowCursor cursor = Rels.open(join, List.of(), memory, 0, control);
        control.cancel();
        assertThat(failure(cursor::next)).isEqualTo(SqlState.CANCELLED);
        assertThat(Rels.isFree(memory, 10 * MEMORY)).isTrue();
    }

    private static Rel ofQuery(BoundExpr expr, String... rows) {
        return new Rel.Project(texts(rows), List.of(expr));
    }

    private static List<String> run(Rel rel, Rel subquery) {
        return Rels.run(rel, List.of(subquery), new MemoryBudget(MEMORY));
    }

    @Test
    void aQueryInThePlaceOfAValue() {
        BoundExpr scalar = new BoundExpr.ScalarQuery(0, SqlType.STRING);
        assertThat(run(ofQuery(scalar, "a", "b"), texts("q"))).containsExactly("[q]", "[q]");
        assertThat(run(ofQuery(scalar, "a"), texts())).containsExactly("[null]");
        assertThat(run(ofQuery(scalar, "a"), Rels.rows(TEXT, Collections.singletonList(new Object[] {null}))))
                .containsExactly("[null]");
        assertThat(failure(() -> run(ofQuery(scalar, "a"), texts("q", "q")))).isEqualTo(SqlState.CARDINALITY_VIOLATION);
    }

    @Test
    void existsLooksAtOneRow() {
        BoundExpr exists = new BoundExpr.Exists(0);
        assertThat(run(ofQuery(exists, "a"), numbers(texts("1", "x")))).containsExactly("[true]");
        assertThat(run(ofQuery(exists, "a"), texts())).containsExactly("[false]");
    }

    @ParameterizedTest
    @CsvSource({
        "a,a b,true",
        "c,a b,false",
        "c,a null,",
        "a,a null,true",
        "null,a b,",
        "null,null,",
        "null,,false",
        "a,,false",
    })
    void inAQuery(String operand, String rows, Boolean expected) {
        List<Object[]> answers = rows == null
                ? List.of()
                : Stream.of(rows.split(" ")).map(StatementCursorTest::row).toList();
        BoundExpr in = new BoundExpr.InQuery(List.of(FIRST), 0, false, List.of(FIRST.type()));
        BoundExpr notIn = new BoundExpr.InQuery(List.of(FIRST), 0, true, List.of(FIRST.type()));
        Rel rel = new Rel.Project(Rels.rows(TEXT, List.<Object[]>of(row(operand))), List.of(in, notIn));
        Boolean negated = expected == null ? null : Boolean.valueOf(!expected);
        assertThat(run(rel, Rels.rows(TEXT, answers)))
                .containsExactly(List.of(expected + ", " + negated).toString());
    }

    private static Object[] row(String text) {
        return new Object[] {text.equals("null") ? null : text};
    }

    /** A row with a NULL may be equal only where no other field differs. */
    @Test
    void rowsInAQuery() {
        List<SqlType> types = List.of(SqlType.INT, SqlType.INT);
        Rel query = Rels.rows(types, List.of(Rels.row(1, null), Rels.row(2, 3)));
        List<BoundExpr> operand = List.of(Rels.slot(0, SqlType.INT), Rels.slot(1, SqlType.INT));
        Rel rel = new Rel.Project(
                Rels.rows(
                        types,
                        List.of(Rels.row(1, 5), Rels.row(2, 3), Rels.row(2, 4), Rels.row(null, 3), Rels.row(3, null))),
                List.of(new BoundExpr.InQuery(
                        operand, 0, false, operand.stream().map(BoundExpr::type).toList())));
        assertThat(run(rel, query)).containsExactly("[null]", "[true]", "[false]", "[null]", "[false]");
    }

    /** A query runs once: its random value is the same for all rows. */
    @Test
    void aQueryRunsOnce() {
        Rel uuid = new Rel.Project(new Rel.OneRow(), List.of(new BoundExpr.Call("uuid", List.of(), SqlType.UUID)));
        List<String> rows = run(ofQuery(new BoundExpr.ScalarQuery(0, SqlType.UUID), "a", "b", "c"), uuid);
        assertThat(rows).hasSize(3);
        assertThat(rows.stream().distinct()).hasSize(1);
    }

    @Test
    void queriesWithinQueries() {
        Rel inner = texts("b");
        Rel outer = new Rel.Filter(
                texts("a", "b", "c"), List.of(new BoundExpr.InQuery(List.of(FIRST), 0, true, List.of(FIRST.type()))));
        Rel rel = new Rel.Filter(
                texts("a", "b"), List.of(new BoundExpr.InQuery(List.of(FIRST), 1, false, List.of(FIRST.type()))));
        assertThat(Rels.run(rel, List.of(inner, outer), new MemoryBudget(MEMORY)))
                .containsExactly("[a]");
    }

    @Test
    void anErrorWhileOpeningLeavesNothingHeld() {
        MemoryBudget memory = new MemoryBudget(MEMORY);
        Rel broken = new Rel.Limit(texts("a"), count(-1L), null);
        Rel union = new Rel.UnionAll(List.of(new Rel.Distinct(texts("a", "b")), broken));
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> Rels.open(union, List.of(), memory, 0));
        assertThat(Rels.isFree(memory, MEMORY)).isTrue();
    }
}
