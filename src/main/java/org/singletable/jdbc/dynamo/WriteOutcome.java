package org.singletable.jdbc.dynamo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a conditional write.
 *
 * @param applied false where the condition did not hold: nothing was changed
 * @param stored the item that failed the condition, null where there was none or the write was applied
 */
public record WriteOutcome(boolean applied, @Nullable Item stored) {
    public Optional<Item> storedItem() {
        return Optional.ofNullable(stored);
    }
}
