package org.singletable.jdbc.faults;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement that writes rows of a group.
 *
 * @param effect what it does where the rows are as in a world
 */
record Change(String sql, List<Object> parameters, Function<World, Outcome> effect) {
    /**
     * What a statement does.
     *
     * @param count of rows
     * @param refusal the SQLState it fails with, null where it does not; nothing has changed then
     */
    record Outcome(World after, long count, @Nullable String refusal) {
        static Outcome done(World after, long count) {
            return new Outcome(after, count, null);
        }

        static Outcome refused(World before) {
            return new Outcome(before, 0, "23505");
        }
    }

    Outcome in(World world) {
        return effect.apply(world);
    }

    @Override
    public String toString() {
        return sql + " " + parameters;
    }
}
