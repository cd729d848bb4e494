package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Set;

/**
 * How the rows of a part of FROM are taken.
 *
 * @param order what they should come ordered by where that costs nothing; empty where it does not matter
 * @param firstRows whether the first few, in that order, are probably all that are wanted: then what reads as rows are asked
 *     for is better than what reads much before the first one comes
 */
record Delivery(List<SortKey> order, boolean firstRows) {
    /** All rows, in any order. */
    static final Delivery ALL = new Delivery(List.of(), false);

    Delivery {
        order = List.copyOf(order);
    }

    /** Whether rows are ordered by what is in these slots alone. */
    boolean isOrderedWithin(Set<Integer> slots) {
        return order.stream().allMatch(key -> slots.containsAll(Expressions.slots(key.expr())));
    }

    /** The same for a side whose rows come first in a join: in no order where other sides have a part in it. */
    Delivery within(Set<Integer> slots) {
        return isOrderedWithin(slots) ? this : ALL;
    }
}
