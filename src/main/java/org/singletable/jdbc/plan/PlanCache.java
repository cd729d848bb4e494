package org.singletable.jdbc.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the statements used most recently, by their text. Shared by the connections of one client.
 *
 * <p>Texts with literals in them, run once each by tools, have a quarter of the room to themselves, so that thousands of
 * them push no prepared statement out.
 */
public final class PlanCache {
    private static final int LITERAL_SHARE = 4;

    /** A quote or a number. Where a name looks like one, the text is only kept in the smaller room. */
    private static final Pattern LITERAL = Pattern.compile("'|\\b\\d");

    private final int maxTextLength;
    private final Map<Key, Plan> lasting;
    private final Map<Key, Plan> literal;

    /** What a plan depends on. */
    public record Key(String sql, PlanOptions options) {}

    /**
     * @param size number of plans kept; 0 keeps none
     * @param maxTextLength longer statements are not kept, in characters
     */
    public PlanCache(int size, int maxTextLength) {
        this.maxTextLength = maxTextLength;
        this.lasting = recentlyUsed(size - size / LITERAL_SHARE);
        this.literal = recentlyUsed(size / LITERAL_SHARE);
    }

    private static Map<Key, Plan> recentlyUsed(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Plan> eldest) {
                return size() > size;
            }
        };
    }

    /**
     * The plan of the statement; made where it is not there. Two threads may make the same plan at once.
     *
     * @param prepared whether the application prepares the statement, which says that it will come again
     */
    public Plan get(Key key, boolean prepared, Supplier<Plan> planner) {
        if (key.sql().length() > maxTextLength) {
            return planner.get();
        }
        boolean lasts = prepared || !isOneOff(key.sql());
        Plan known = find(key, lasts);
        if (known != null) {
            return known;
        }
        Plan made = planner.get();
        keep(key, made, lasts);
        return made;
    }

    private static boolean isOneOff(String sql) {
        return sql.indexOf('?') < 0 && LITERAL.matcher(sql).find();
    }

    private synchronized @Nullable Plan find(Key key, boolean lasts) {
        Plan plan = lasting.get(key);
        if (plan != null) {
            return plan;
        }
        plan = literal.get(key);
        if (plan != null && lasts) {
            literal.remove(key);
            lasting.put(key, plan);
        }
        return plan;
    }

    private synchronized void keep(Key key, Plan plan, boolean lasts) {
        (lasts ? lasting : literal).put(key, plan);
    }
}
