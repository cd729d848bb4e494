package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.singletable.jdbc.mapping.AttributePath;

/**
 * A column that a field becomes.
 *
 * @param path where it is stored; empty for a column that lives in keys only
 * @param type in the spelling of the mapping, without {@code !}
 * @param as how it is stored; empty for the type's own form
 * @param defaultSql empty for none, as are {@code onUpdateSql} and {@code remarks}
 * @param storeNull whether the library stores NULL
 */
record OneTableColumn(
        String name,
        List<String> path,
        String type,
        String as,
        boolean notNull,
        String defaultSql,
        String onUpdateSql,
        boolean hidden,
        boolean readOnly,
        boolean storeNull,
        String remarks) {

    /** A text that lives in keys only. */
    static OneTableColumn key(String name) {
        return new OneTableColumn(name, List.of(), "string", "", true, "", "", false, false, false, "");
    }

    boolean isKeyOnly() {
        return path.isEmpty();
    }

    boolean isStoredIn(String attribute) {
        return path.equals(List.of(attribute));
    }

    /** Whether both are stored in the same place, or one inside the other. */
    boolean collidesWith(OneTableColumn other) {
        int shared = Math.min(path.size(), other.path.size());
        return shared > 0 && path.subList(0, shared).equals(other.path.subList(0, shared));
    }

    /** The type of an attribute that holds nothing else: {@code S} or {@code N}; empty for what no key can hold. */
    String keyType() {
        return switch (type) {
            case "string" -> "S";
            case "decimal", "long" -> "N";
            case "timestamptz" -> as.equals("iso:3") ? "S" : "N";
            case "binary" -> "S";
            default -> "";
        };
    }

    /** As a key has it, which is never NULL. */
    OneTableColumn inKey() {
        return new OneTableColumn(
                name, path, type, as, notNull, defaultSql, onUpdateSql, hidden, readOnly, false, remarks);
    }

    JsonNode toJson() {
        String declared = notNull ? type + "!" : type;
        ObjectNode column = JsonNodeFactory.instance.objectNode().put("type", declared);
        if (isKeyOnly()) {
            column.put("key", true);
        } else if (!isStoredIn(name)) {
            column.put("attr", attr());
        }
        put(column, "as", as);
        put(column, "default", defaultSql);
        put(column, "onUpdate", onUpdateSql);
        flag(column, "hidden", hidden);
        flag(column, "readOnly", readOnly);
        flag(column, "storeNull", storeNull && !notNull && !readOnly);
        put(column, "remarks", remarks);
        return column.size() == 1 ? JsonNodeFactory.instance.textNode(declared) : column;
    }

    private String attr() {
        List<AttributePath.Step> steps = path.subList(1, path.size()).stream()
                .<AttributePath.Step>map(AttributePath.Member::new)
                .toList();
        return new AttributePath(path.get(0), steps).toString();
    }

    private static void put(ObjectNode column, String name, String text) {
        if (!text.isEmpty()) {
            column.put(name, text);
        }
    }

    private static void flag(ObjectNode column, String name, boolean value) {
        if (value) {
            column.put(name, true);
        }
    }
}
