package org.singletable.jdbc.plan;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;

/**
 * A range of sort keys within one partition: a condition on the columns whose text follows the columns with known values.
 * Which key texts it means is found at execution, when the values are known; it may come to more rows than the condition is
 * true of, since every predicate is evaluated again.
 */
public sealed interface KeyRange {
    /** What columns are compared with. */
    List<BoundExpr> values();

    /**
     * A column between two bounds; several lower (upper) bounds mean the highest (lowest) of them.
     *
     * @param low empty for none
     * @param high empty for none
     */
    record Bounds(Column column, List<Bound> low, List<Bound> high) implements KeyRange {
        public Bounds {
            low = List.copyOf(low);
            high = List.copyOf(high);
        }

        @Override
        public List<BoundExpr> values() {
            return Stream.concat(low.stream(), high.stream()).map(Bound::value).toList();
        }
    }

    record Bound(BoundExpr value, boolean inclusive) {}

    /** A string column that begins with a text. */
    record BeginsWith(Column column, BoundExpr prefix) implements KeyRange {
        @Override
        public List<BoundExpr> values() {
            return List.of(prefix);
        }
    }

    /**
     * A string column that is LIKE a pattern: a range where the pattern begins with plain text, else nothing is known.
     *
     * @param escape null for {@code \}
     */
    record Like(Column column, BoundExpr pattern, @Nullable BoundExpr escape) implements KeyRange {
        @Override
        public List<BoundExpr> values() {
            return escape == null ? List.of(pattern) : List.of(pattern, escape);
        }
    }

    /**
     * Seek paging: columns that follow each other in the key compared with values as a row. Where a value is NULL, only
     * those before it count, and rows that equal them are in the range.
     *
     * @param greater whether the rows after the values are wanted, else those before them
     * @param inclusive whether the row that equals them is wanted too
     */
    record Seek(List<Column> columns, List<BoundExpr> values, boolean greater, boolean inclusive) implements KeyRange {
        public Seek {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }
}
