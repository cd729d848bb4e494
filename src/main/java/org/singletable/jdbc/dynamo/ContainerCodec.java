package org.singletable.jdbc.dynamo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Container;
import org.singletable.jdbc.mapping.Entity;

/** The JSON text container of one entity. */
final class ContainerCodec {
    private final Entity entity;
    private final KeyCodec keys;
    private final String attribute;
    private final JsonStyle style;
    private final Map<Column, JsonCodec> codecs = new HashMap<>();

    ContainerCodec(Entity entity, KeyCodec keys) {
        Container container = entity.in().orElseThrow();
        this.entity = entity;
        this.keys = keys;
        this.attribute = container.attribute();
        this.style = container.layout() == Container.Layout.JSON_PYTHON ? JsonStyle.PYTHON : JsonStyle.COMPACT;
        for (Column column : entity.columns()) {
            if (column.inContainer()) {
                codecs.put(column, new JsonCodec(column.type(), column.form(), column.zone(), style));
            }
        }
    }

    String attribute() {
        return attribute;
    }

    /**
     * The container of an item; empty where it has none.
     *
     * @throws DriverException 22018 where it is not the text of a JSON object
     */
    Optional<JsonDocument> read(Item item) {
        StoredValue value = item.get(attribute).orElse(null);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (value.type() != StoredValue.Type.S) {
            throw bad(item, "it is stored as " + value.type());
        }
        try {
            JsonDocument document = JsonDocument.parse(value.s());
            if (!document.isObject()) {
                throw bad(item, "it is JSON, but no object");
            }
            return Optional.of(document);
        } catch (JsonSyntaxException e) {
            throw bad(item, e.getMessage());
        }
    }

    private DriverException bad(Item item, @Nullable String problem) {
        return ItemErrors.badContainer(entity.name(), keys.describe(item), attribute, String.valueOf(problem));
    }

    /** The value of a column; null where there is none. */
    @Nullable
    Object decode(Column column, JsonDocument json) {
        Optional<String> text = json.get(path(column).steps());
        return text.isPresent() ? codec(column).decode(text.get()) : null;
    }

    /** The container of a new item: every column in their order, NULL as JSON null. */
    StoredValue create(ColumnValues values) {
        List<Column> columns =
                entity.columns().stream().filter(codecs::containsKey).toList();
        return write(JsonDocument.emptyObject(), columns, values);
    }

    /** The container after some columns were assigned. */
    StoredValue rewrite(Item stored, List<Column> columns, ColumnValues values) {
        return write(read(stored).orElseGet(JsonDocument::emptyObject), columns, values);
    }

    private StoredValue write(JsonDocument json, List<Column> columns, ColumnValues values) {
        for (Column column : columns) {
            try {
                String text = codec(column).encode(values.get(column));
                if (!json.put(path(column).steps(), text, style)) {
                    throw ItemErrors.unreachable(path(column).toString());
                }
            } catch (DriverException e) {
                throw ItemErrors.atColumn(entity.name(), column.name(), e);
            }
        }
        return StoredValue.string(json.toString());
    }

    private JsonCodec codec(Column column) {
        JsonCodec codec = codecs.get(column);
        if (codec == null) {
            throw ItemErrors.noContainer(entity.name() + "." + column.name());
        }
        return codec;
    }

    private static AttributePath path(Column column) {
        return column.storedAt().orElseThrow();
    }
}
