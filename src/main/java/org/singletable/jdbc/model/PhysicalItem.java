package org.singletable.jdbc.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An item of the physical table, as one view of it shows it.
 *
 * @param label whose it is: the entity's name, or the constraint's of which it is the sentinel
 * @param colour of the entity, -1 for sentinels
 * @param hash its partition key in this view
 * @param range its sort key in this view, or a text to order by where there is none
 * @param attributes the other attributes, by their paths
 */
record PhysicalItem(String label, int colour, Object hash, Object range, Map<String, String> attributes) {
    PhysicalItem {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Items with the same partition key, in the order of their sort keys. */
    record Collection(Object hash, List<PhysicalItem> items) {
        Collection {
            items = List.copyOf(items);
        }
    }
}
