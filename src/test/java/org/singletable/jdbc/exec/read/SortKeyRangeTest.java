package org.singletable.jdbc.exec.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.KeyRange;
import org.singletable.jdbc.type.SqlType;

/** Ranges of padded numbers: a bound on one side is enough, and values that do not fit the width are not lost. */
class SortKeyRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                // Texts of numbers above the width begin with another digit than 0, those of negative ones have a
                // minus.
                "{a|pad:6}; int; 1; -; >= 000002",
                "n#{a|pad:6}; int; 1; -; n#000002 to n$",
                "n#{a|pad:6}; int; 200000; -; n#1 to n$",
                "n#{a|pad:6}#x; int; 1; -; n#000002 to n$",
                "n#{a|pad:6}; int; -; 200000; n# to n#199999",
                "n#{a|pad:6}#x; int; -; 200000; n# to n#19999:",
                "n#{a|pad:6}; int; 1; 5; n#000002 to n#000004",
                "n#{a|pad:6}; int; 1; 5000000; n#000002 to n$",
                "n#{a|pad:6}; int; -7; 5; n# to n#000004",
                "n#{a|pad:6}; int; -7; 5000000; n#",
                "n#{a|pad:6}; int; 5000000; -; n#",
                "n#{a|pad:6}; int; -; -5; n#",
                // No int is longer than ten digits.
                "n#{a|pad:10}; int; 7; -; n#0000000008 to n#2147483647",
                "n#{a|fixed:2|pad:8}; decimal; 12.5; -; n#00012.50 to n$",
                "n#{a|fixed:2|pad:8}; decimal(7,2); 12.5; -; n#00012.50 to n#99999.99",
                "n#{a|fixed:2|pad:8}; decimal; -; 12.5; n# to n#00012.50",
                // Filled with anything else than zeros the texts do not order.
                "n#{a|pad:6:x}; int; 1; -; n#",
                "n#{a}; int; 1; -; n#",
            })
    void aPaddedNumberIsBoundedOnOneSide(String template, String type, String above, String below, String expected) {
        KeyTemplate key = SortKeyRangePropertyTest.entity(template, type, "string")
                .rangeKey()
                .orElseThrow();
        Column column = key.template().columns().get(0);
        KeyRange range = new KeyRange.Bounds(column, bounds(above), bounds(below));

        Optional<KeyRestriction> found = SortKeyRange.of(key, Map.of(), range, Bindings.of(List.of()));

        assertThat(found.map(KeyRestriction::condition).map(SortKeyRangeTest::text))
                .contains(expected);
        assertThat(found.map(KeyRestriction::exact)).contains(false);
    }

    private static List<KeyRange.Bound> bounds(String number) {
        return number == null
                ? List.of()
                : List.of(new KeyRange.Bound(new BoundExpr.Constant(new BigDecimal(number), SqlType.DECIMAL), false));
    }

    private static String text(SortCondition condition) {
        if (condition instanceof QuerySpec.SortBeginsWith begins) {
            return begins.prefix();
        } else if (condition instanceof QuerySpec.SortBetween between) {
            return text(between.low()) + " to " + text(between.high());
        }
        QuerySpec.SortCompare compare = (QuerySpec.SortCompare) condition;
        return compare.comparator().symbol() + " " + text(compare.bound());
    }

    private static String text(StoredValue value) {
        return (String) value.scalar().orElseThrow();
    }
}
