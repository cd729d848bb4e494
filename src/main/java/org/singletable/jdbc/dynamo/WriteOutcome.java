package org.singletable.jdbc.dynamo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;

/** What became of a single write. */
public sealed interface WriteOutcome {
    /** @param image what was asked for by {@link Image}, null where there is none */
    record Applied(@Nullable Item image) implements WriteOutcome {}

    /**
     * The condition did not hold: nothing was changed.
     *
     * @param stored the item that failed the condition, null where there was none
     */
    record Refused(@Nullable Item stored) implements WriteOutcome {}

    /** @param error 58030, to be thrown where reading the item cannot tell what became of the write */
    record Unknown(DriverException error) implements WriteOutcome {}

    /**
     * False where the condition did not hold.
     *
     * @throws DriverException 58030 where the outcome is unknown
     */
    default boolean applied() {
        if (this instanceof Unknown unknown) {
            throw unknown.error();
        }
        return this instanceof Applied;
    }

    /** The item that failed the condition. */
    default Optional<Item> storedItem() {
        return this instanceof Refused refused ? Optional.ofNullable(refused.stored()) : Optional.empty();
    }
}
