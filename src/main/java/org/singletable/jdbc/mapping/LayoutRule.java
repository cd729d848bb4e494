package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entities of a file are in the short form. The driver lays out a table whose keys are {@code pk} and {@code sk},
 * given so in {@code physical} or implied: nothing else is given there and some entity can only be in the short form,
 * having {@code parent}, {@code indexes}, {@code list}, or {@code id} without {@code item}. In such a table every entity
 * with {@code id} or {@code parent} is in the short form, unless its {@code item} has both keys.
 */
final class LayoutRule {
    private static final Set<String> ONLY_SHORT = Set.of("parent", "indexes", "list");

    private final boolean laidOut;

    private LayoutRule(boolean laidOut) {
        this.laidOut = laidOut;
    }

    /**
     * @param keys the table's keys of {@code physical}, null where it gives none
     * @param commonItem whether {@code defaults} has an {@code item}
     */
    static LayoutRule of(@Nullable List<String> keys, Map<String, JsonValue.Member> entities, boolean commonItem) {
        if (keys != null) {
            return new LayoutRule(keys.equals(List.of(ShortForm.HASH_KEY, ShortForm.RANGE_KEY)));
        }
        return new LayoutRule(entities.values().stream().anyMatch(entity -> onlyShort(entity.value(), commonItem)));
    }

    private static boolean onlyShort(JsonValue entity, boolean commonItem) {
        if (!(entity instanceof JsonValue.Obj object)) {
            return false;
        }
        Set<String> keys = object.members().keySet();
        return keys.stream().anyMatch(ONLY_SHORT::contains)
                || keys.contains("id") && !keys.contains("item") && !commonItem;
    }

    boolean isShort(Map<String, JsonValue.Member> entity, Set<String> item) {
        return laidOut
                && (entity.containsKey("id") || entity.containsKey("parent"))
                && !(item.contains(ShortForm.HASH_KEY) && item.contains(ShortForm.RANGE_KEY));
    }
}
