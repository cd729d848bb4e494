package org.singletable.jdbc.dynamo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a Query.
 *
 * @param next where the next page starts, null after the last one
 */
public record Page(List<Item> items, @Nullable Item next) {
    public Page {
        items = List.copyOf(items);
    }
}
