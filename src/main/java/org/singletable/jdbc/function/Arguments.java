package org.singletable.jdbc.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, converted to what the function takes. */
final class Arguments {
    private final List<@Nullable Object> values;

    Arguments(List<@Nullable Object> values) {
        this.values = values;
    }

    int size() {
        return values.size();
    }

    boolean isNull(int position) {
        return values.get(position) == null;
    }

    /** An argument that is not NULL. */
    Object value(int position) {
        return Objects.requireNonNull(values.get(position));
    }

    String text(int position) {
        return (String) value(position);
    }

    int whole(int position) {
        return (int) value(position);
    }

    /** An {@code int} or {@code long}. */
    long longValue(int position) {
        return ((Number) value(position)).longValue();
    }

    JsonNode json(int position) {
        return (JsonNode) value(position);
    }
}
