package org.singletable.jdbc.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The plans of the statements used most recently, by their text. Shared by the connections of one client. */
public final class PlanCache {
    private final int maxTextLength;
    private final Map<Key, Plan> plans;

    /**
     * What a plan depends on.
     *
     * @param strictReads whether global indexes are left out
     */
    public record Key(String sql, boolean strictReads) {}

    /**
     * @param size number of plans kept; 0 keeps none
     * @param maxTextLength longer statements are not kept, in characters
     */
    public PlanCache(int size, int maxTextLength) {
        this.maxTextLength = maxTextLength;
        this.plans = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Plan> eldest) {
                return size() > size;
            }
        };
    }

    /** The plan of the statement; made where it is not there. Two threads may make the same plan at once. */
    public Plan get(Key key, Supplier<Plan> planner) {
        if (key.sql().length() > maxTextLength) {
            return planner.get();
        }
        synchronized (plans) {
            Plan plan = plans.get(key);
            if (plan != null) {
                return plan;
            }
        }
        Plan made = planner.get();
        synchronized (plans) {
            plans.put(key, made);
        }
        return made;
    }
}
