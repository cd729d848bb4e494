package org.singletable.jdbc.dynamo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a Query or Scan.
 *
 * @param items empty where only the number was asked for
 * @param count items that passed the filter
 * @param next where the next page starts, null after the last one. A page may be empty and have a successor
 */
public record Page(List<Item> items, int count, @Nullable Item next) {
    public Page {
        items = List.copyOf(items);
    }
}
