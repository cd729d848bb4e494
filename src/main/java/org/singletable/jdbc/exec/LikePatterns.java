package org.singletable.jdbc.exec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The patterns of LIKE that a statement has compiled, so that one that stays the same is compiled once. Thread-safe. */
public final class LikePatterns {
    /** More patterns than a statement has LIKEs come from its rows, and seldom come again. */
    private static final int MAX_KEPT = 64;

    private record Key(String pattern, String escape, boolean ignoreCase) {}

    private final Map<Key, LikePattern> compiled = new ConcurrentHashMap<>();

    /** @throws org.singletable.jdbc.error.DriverException 22023, as {@link LikePattern#compile} */
    LikePattern get(String pattern, String escape, boolean ignoreCase) {
        Key key = new Key(pattern, escape, ignoreCase);
        LikePattern known = compiled.get(key);
        if (known != null) {
            return known;
        }
        LikePattern fresh = LikePattern.compile(pattern, escape, ignoreCase);
        if (compiled.size() < MAX_KEPT) {
            compiled.put(key, fresh);
        }
        return fresh;
    }
}
