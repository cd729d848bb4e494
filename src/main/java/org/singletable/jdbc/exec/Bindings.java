package org.singletable.jdbc.exec;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the names of an expression stand for while it is evaluated.
 *
 * @param parameters the values of the {@code ?}
 * @param row the frame (see {@link org.singletable.jdbc.plan.Rel}); of a statement on one table, the row in the order of
 *     its entity's columns; null where no row is read
 * @param now the time of the statement: every {@code now()} in it is the same
 * @param subqueries the answers of the statement's queries within expressions
 * @param likePatterns the patterns of LIKE that were compiled for the statement so far
 */
public record Bindings(
        List<@Nullable Object> parameters,
        @Nullable Object @Nullable [] row,
        Instant now,
        Subqueries subqueries,
        LikePatterns likePatterns) {

    /** The bindings of a statement before any row is read. */
    public static Bindings of(List<@Nullable Object> parameters) {
        return new Bindings(parameters, null, Instant.now(), Subqueries.NONE, new LikePatterns());
    }

    public Bindings withRow(@Nullable Object[] newRow) {
        return new Bindings(parameters, newRow, now, subqueries, likePatterns);
    }

    public Bindings withSubqueries(Subqueries newSubqueries) {
        return new Bindings(parameters, row, now, newSubqueries, likePatterns);
    }

    public @Nullable Object parameter(int index) {
        return parameters.get(index - 1);
    }

    /** A value of the frame. */
    public @Nullable Object slot(int slot) {
        if (row == null) {
            throw new IllegalStateException("slot " + slot + " is read before there is a row");
        }
        return row[slot];
    }

    /** The statement's time in UTC, to the millisecond: what every stored form of an instant but whole seconds can hold. */
    public OffsetDateTime timestamp() {
        return now.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
