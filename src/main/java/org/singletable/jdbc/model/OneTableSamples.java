package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Items of a table, which show what a schema does not say: how values are stored. */
final class OneTableSamples {
    /** A DynamoDB type, as far as it matters here. */
    enum Stored {
        NULL,
        TEXT,
        NUMBER,
        TEXT_SET("set<string>"),
        NUMBER_SET("set<number>"),
        BINARY_SET("set<binary>"),
        OTHER;

        private final String type;

        Stored() {
            this("");
        }

        Stored(String type) {
            this.type = type;
        }

        /** The mapping's name of a set; empty for what is none. */
        String type() {
            return type;
        }

        boolean isSet() {
            return !type.isEmpty();
        }
    }

    private final List<JsonNode> items;
    private final String typeField;

    /** @param items as the table {@code _items} shows them: sets are {@code {"$set": [...]}} */
    OneTableSamples(List<JsonNode> items, String typeField) {
        this.items = List.copyOf(items);
        this.typeField = typeField;
    }

    /** How the values at a path are stored in the items of a model. */
    Set<Stored> at(String model, List<String> path) {
        Set<Stored> found = EnumSet.noneOf(Stored.class);
        for (JsonNode item : items) {
            if (item.path(typeField).asText().equals(model)) {
                JsonNode value = item;
                for (String step : path) {
                    value = value.path(step);
                }
                if (!value.isMissingNode()) {
                    found.add(stored(value));
                }
            }
        }
        return found;
    }

    private static Stored stored(JsonNode value) {
        if (value.isNull()) {
            return Stored.NULL;
        } else if (value.isTextual()) {
            return Stored.TEXT;
        } else if (value.isNumber()) {
            return Stored.NUMBER;
        }
        JsonNode element = value.path("$set").path(0);
        if (element.isTextual()) {
            return Stored.TEXT_SET;
        } else if (element.isNumber()) {
            return Stored.NUMBER_SET;
        }
        return element.has("$binary") ? Stored.BINARY_SET : Stored.OTHER;
    }
}
