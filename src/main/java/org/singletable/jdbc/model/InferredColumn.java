package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column of an entity as its items show it. */
final class InferredColumn {
    private final String name;
    private final @Nullable String attribute;
    private final Function<ObjectNode, Optional<JsonNode>> reader;
    private final boolean topLevel;
    private InferredType type;

    /**
     * @param topLevel whether it is an attribute by itself, not a member of a container
     *
     * @param attribute the top-level attribute it is stored in where that has another name, else null
     * @param reader its value in an item; empty where it is NULL or missing
     */
    InferredColumn(
            String name,
            @Nullable String attribute,
            boolean topLevel,
            InferredType type,
            Function<ObjectNode, Optional<JsonNode>> reader) {
        this.name = name;
        this.attribute = attribute;
        this.topLevel = topLevel;
        this.type = type;
        this.reader = reader;
    }

    String name() {
        return name;
    }

    Optional<String> attribute() {
        return Optional.ofNullable(attribute);
    }

    boolean isTopLevel() {
        return topLevel;
    }

    InferredType type() {
        return type;
    }

    Optional<JsonNode> value(ObjectNode item) {
        return reader.apply(item);
    }

    /** A template needs the text as it is. */
    void keepAsText() {
        type = type.asText();
    }
}
