package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What fills a field of a new item that is given none, as SQL. */
final class OneTableDefaults {
    private OneTableDefaults() {}

    /**
     * The default of a column; empty where it has none.
     *
     * @param type the column's
     * @throws NotInMappingException SQL has nothing like it, so that an INSERT must give the value
     */
    static String sql(OneTableField field, String type) throws NotInMappingException {
        JsonNode constant = field.json().path("default");
        if (!constant.isMissingNode() && !constant.isNull()) {
            return constant(constant, type);
        }
        JsonNode generate = field.json().has("generate")
                ? field.json().path("generate")
                : field.json().path("uuid");
        if (generate.isMissingNode() || generate.isNull() || generate.asText().equals("false")) {
            return "";
        }
        String which = generate.isTextual() ? generate.textValue() : "";
        if (type.equals("string") && (which.equals("ulid") || which.equals("uuid"))) {
            return which + "()";
        }
        throw new NotInMappingException(
                "generate " + generate + " has nothing like it in SQL: an INSERT must give the value");
    }

    private static String constant(JsonNode value, String type) throws NotInMappingException {
        boolean number =
                value.isNumber() || value.isTextual() && value.textValue().matches("-?\\d{1,18}(\\.\\d{1,18})?");
        switch (type) {
            case "string" -> {
                if (value.isValueNode()) {
                    return quoted(value.asText());
                }
            }
            case "decimal" -> {
                if (number) {
                    return value.isNumber() ? value.decimalValue().toPlainString() : value.textValue();
                }
            }
            case "long" -> {
                if (value.isIntegralNumber() && value.canConvertToLong()) {
                    return value.asText();
                }
            }
            case "boolean" -> {
                if (value.isBoolean()) {
                    return value.asText();
                }
            }
            case "timestamptz" -> {
                return quoted(instant(value).toString());
            }
            case "json" -> {
                if (value.isContainerNode()) {
                    return quoted(value.toString());
                }
            }
            default -> {}
        }
        throw new NotInMappingException(
                "the default " + value + " is none of the type " + type + ": an INSERT must give the value");
    }

    private static Instant instant(JsonNode value) throws NotInMappingException {
        try {
            return value.isIntegralNumber()
                    ? Instant.ofEpochMilli(value.longValue())
                    : OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeException e) {
            throw new NotInMappingException("the default " + value + " is no date: an INSERT must give the value");
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
