package org.singletable.jdbc.dynamo;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What comes back of the items that a Query, Scan, GetItem or BatchGetItem reads. All items are paid for.
 *
 * @param filter drops items before they are sent, null for none; not for items by their keys. In a Query, DynamoDB takes none on
 *     the key attributes of what is queried. In a Query of an index, local ones too, only on attributes that it holds:
 *     the others are missing to the filter, so that they are refused
 * @param attributes the top-level attributes that come back, null for all. Missing ones are left out. DynamoDB sends more
 *     where these are none or too many for one expression
 * @param countOnly send no items, only how many there are ({@code Select=COUNT}); not for items by their keys
 */
public record Reading(@Nullable Condition filter, @Nullable Set<String> attributes, boolean countOnly) {
    /** Whole items, all of them. */
    public static final Reading WHOLE = new Reading(null, null, false);

    public Reading {
        attributes = attributes == null ? null : Set.copyOf(attributes);
    }
}
