package org.singletable.jdbc.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.SortKey;
import org.singletable.jdbc.type.SqlType;

class RowOrderTest {
    @ParameterizedTest
    @CsvSource({
        "false, true, null null 1 2 3",
        "false, false, 1 2 3 null null",
        "true, true, null null 3 2 1",
        "true, false, 3 2 1 null null"
    })
    void nullsComeWhereTheKeySays(boolean descending, boolean nullsFirst, String expected) {
        List<Object[]> rows = new ArrayList<>();
        Arrays.asList(2, null, 3, 1, null).forEach(value -> rows.add(new Object[] {value}));

        rows.sort(order(new SortKey(slot(0, SqlType.INT), descending, nullsFirst)));

        assertThat(String.join(
                        " ", rows.stream().map(row -> String.valueOf(row[0])).toList()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, a, 1, b, -1", "1, b, 2, a, -1", "2, a, 1, b, 1", "1, a, 1, a, 0"})
    void laterKeysDecideBetweenEquals(int leftFirst, String leftSecond, int rightFirst, String rightSecond, int sign) {
        RowOrder order = order(
                new SortKey(slot(0, SqlType.INT), false, true), new SortKey(slot(1, SqlType.STRING), false, true));

        int compared = order.compare(new Object[] {leftFirst, leftSecond}, new Object[] {rightFirst, rightSecond});

        assertThat(Integer.signum(compared)).isEqualTo(sign);
    }

    private static BoundExpr slot(int slot, SqlType type) {
        return new BoundExpr.ColumnValue(
                new Column(
                        "c" + slot,
                        slot,
                        type,
                        false,
                        null,
                        false,
                        StoredForm.NATIVE,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false,
                        false,
                        null),
                slot);
    }

    private static RowOrder order(SortKey... keys) {
        return new RowOrder(List.of(keys), Bindings.of(List.of()));
    }
}
