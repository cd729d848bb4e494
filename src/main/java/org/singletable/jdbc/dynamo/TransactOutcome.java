package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;

/** What became of a transaction. */
public sealed interface TransactOutcome {
    record Applied() implements TransactOutcome {}

    /**
     * Conditions did not hold: nothing was changed.
     *
     * @param refusals at least one, in the order of the writes; a condition that is not among them may have failed, too,
     *     where DynamoDB did not get to it
     */
    record Refused(List<Refusal> refusals) implements TransactOutcome {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** @param error 58030 */
    record Unknown(DriverException error) implements TransactOutcome {}

    /**
     * A condition that did not hold.
     *
     * @param index of the write, 0 for the first
     * @param stored the item that failed the condition, null where there was none
     */
    record Refusal(int index, @Nullable Item stored) {
        public Optional<Item> storedItem() {
            return Optional.ofNullable(stored);
        }
    }
}
