package org.singletable.jdbc.exec;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;

/**
 * What the names of an expression stand for while it is evaluated.
 *
 * @param parameters the values of the {@code ?}
 * @param row the row, in the order of its entity's columns; null where no row is read
 * @param now the time of the statement: every {@code now()} in it is the same
 */
record Bindings(List<@Nullable Object> parameters, @Nullable Object @Nullable [] row, Instant now) {

    /** The bindings of a statement before any row is read. */
    static Bindings of(List<@Nullable Object> parameters) {
        return new Bindings(parameters, null, Instant.now());
    }

    Bindings withRow(@Nullable Object[] newRow) {
        return new Bindings(parameters, newRow, now);
    }

    @Nullable
    Object parameter(int index) {
        return parameters.get(index - 1);
    }

    @Nullable
    Object column(Column column) {
        if (row == null) {
            throw new IllegalStateException("column " + column.name() + " is read before there is a row");
        }
        return row[column.ordinal()];
    }

    /** The statement's time in UTC, to the millisecond: what every stored form of an instant but whole seconds can hold. */
    OffsetDateTime timestamp() {
        return now.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
