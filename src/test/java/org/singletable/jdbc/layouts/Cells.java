package org.singletable.jdbc.layouts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values of rows as texts that can be compared: what SQL shows, and what a library says. Both in the tagged JSON of the
 * golden files, members sorted, numbers in plain notation, sets sorted.
 */
final class Cells {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private Cells() {}

    /** The current row: its columns that are not NULL. */
    static Map<String, String> row(ResultSet rows) throws SQLException {
        Map<String, String> row = new TreeMap<>();
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            JsonNode value = value(rows, i, columns);
            if (value != null) {
                row.put(columns.getColumnLabel(i), text(value));
            }
        }
        return row;
    }

    private static @Nullable JsonNode value(ResultSet rows, int i, ResultSetMetaData columns) throws SQLException {
        if (rows.getObject(i) == null) {
            return null;
        }
        return switch (columns.getColumnType(i)) {
            case Types.VARCHAR -> NODES.textNode(rows.getString(i));
            case Types.BOOLEAN -> NODES.booleanNode(rows.getBoolean(i));
            case Types.INTEGER, Types.BIGINT, Types.DECIMAL -> NODES.numberNode(rows.getBigDecimal(i));
            case Types.VARBINARY ->
                tagged("$binary", NODES.textNode(Base64.getEncoder().encodeToString(rows.getBytes(i))));
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                tagged(
                        "$date",
                        NODES.textNode(rows.getObject(i, OffsetDateTime.class)
                                .toInstant()
                                .toString()));
            case Types.ARRAY -> tagged("$set", parse(rows.getString(i)));
            case Types.LONGVARCHAR -> parse(rows.getString(i));
            default -> throw new AssertionError(columns.getColumnName(i) + " of type " + columns.getColumnTypeName(i));
        };
    }

    /**
     * A row as its library says: values that are neither undefined nor null.
     *
     * @param columns the columns that SQL has; {@code address_city} is {@code address.city}
     */
    static Map<String, String> row(JsonNode item, ResultSetMetaData columns) throws SQLException {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i);
            JsonNode value = at(item, name);
            if (!value.isMissingNode() && !value.isNull()) {
                boolean plainSet = columns.getColumnType(i) == Types.ARRAY && value.isArray();
                row.put(name, text(plainSet ? tagged("$set", value) : value));
            }
        }
        return row;
    }

    /** The value of a column in the library's view of its row. */
    static JsonNode at(JsonNode item, String column) {
        JsonNode direct = item.path(column);
        int part = column.indexOf('_');
        return direct.isMissingNode() && part > 0
                ? item.path(column.substring(0, part)).path(column.substring(part + 1))
                : direct;
    }

    private static JsonNode tagged(String tag, JsonNode value) {
        return NODES.objectNode().set(tag, value);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static String text(JsonNode node) {
        if (node.isNumber()) {
            return new BigDecimal(node.asText()).stripTrailingZeros().toPlainString();
        }
        if (node instanceof ArrayNode array) {
            List<String> elements = new ArrayList<>();
            array.forEach(element -> elements.add(text(element)));
            return elements.toString();
        }
        if (node instanceof ObjectNode object) {
            if (object.size() == 1 && object.has("$date")) {
                return "date "
                        + OffsetDateTime.parse(object.get("$date").textValue()).toInstant();
            }
            if (object.size() == 1 && object.has("$set")) {
                TreeSet<String> elements = new TreeSet<>();
                object.get("$set").forEach(element -> elements.add(text(element)));
                return "set " + elements;
            }
            Map<String, String> members = new TreeMap<>();
            for (Iterator<Map.Entry<String, JsonNode>> i = object.fields(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> member = i.next();
                members.put(member.getKey(), text(member.getValue()));
            }
            return new LinkedHashMap<>(members).toString();
        }
        return node.toString();
    }
}
