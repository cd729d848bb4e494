package org.singletable.jdbc.exec.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.plan.SortKey;
import org.singletable.jdbc.type.SqlType;

class SortTest {
    private static final List<SqlType> TYPES = List.of(SqlType.INT, SqlType.INT, SqlType.INT);

    @ParameterizedTest
    @CsvSource({
        "false,true,[null] [1] [2]",
        "false,false,[1] [2] [null]",
        "true,true,[null] [2] [1]",
        "true,false,[2] [1] [null]",
    })
    void nullsStandWhereTheKeySaysWhateverTheDirection(boolean descending, boolean nullsFirst, String expected) {
        Rel rows = Rels.rows(List.of(SqlType.INT), List.of(Rels.row(2), new Object[] {null}, Rels.row(1)));
        Rel sorted = new Rel.Sort(rows, List.of(new SortKey(Rels.slot(0, SqlType.INT), descending, nullsFirst)));
        assertThat(String.join(" ", Rels.run(sorted))).isEqualTo(expected);
    }

    /** The third column numbers the rows: equal rows keep their order, and the first n are those of the whole. */
    @Test
    void firstRowsAreThoseOfAStableSort() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 300; seed++) {
            Random random = new Random(seed);
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0, n = random.nextInt(40); i < n; i++) {
                rows.add(Rels.row(random.nextInt(4) == 0 ? null : random.nextInt(3), random.nextInt(3), i));
            }
            List<SortKey> keys = List.of(
                    new SortKey(Rels.slot(0, SqlType.INT), random.nextBoolean(), random.nextBoolean()),
                    new SortKey(Rels.slot(1, SqlType.INT), random.nextBoolean(), random.nextBoolean()));
            Rel sort = new Rel.Sort(Rels.rows(TYPES, rows), keys);
            List<SortKey> total = new ArrayList<>(keys);
            total.add(new SortKey(Rels.slot(2, SqlType.INT), false, false));
            List<String> all = Rels.run(new Rel.Sort(Rels.rows(TYPES, rows), total));
            assertThat(Rels.run(sort)).as("seed %d", seed).isEqualTo(all);

            long limit = 1 + random.nextInt(10);
            long offset = random.nextInt(10);
            Rel limited = new Rel.Limit(sort, Rels.constant(limit, SqlType.LONG), Rels.constant(offset, SqlType.LONG));
            assertThat(Rels.run(limited))
                    .as("seed %d, LIMIT %d OFFSET %d", seed, limit, offset)
                    .isEqualTo(all.stream().skip(offset).limit(limit).toList());
        }
    }

    @Test
    void underALimitOnlyTheRowsThatAreWantedAreKept() {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(Rels.row((i * 7) % 1000, i, i));
        }
        List<SortKey> keys = List.of(new SortKey(Rels.slot(0, SqlType.INT), false, false));
        Rel limited = new Rel.Limit(
                new Rel.Project(new Rel.Sort(Rels.rows(TYPES, rows), keys), List.of(Rels.slot(0, SqlType.INT))),
                Rels.constant(3L, SqlType.LONG),
                null);
        assertThat(Rels.run(limited, List.of(), new MemoryBudget(2000))).containsExactly("[0]", "[1]", "[2]");
    }
}
