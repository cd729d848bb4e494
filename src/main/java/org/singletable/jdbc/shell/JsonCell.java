package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A value in a JSON object as text that the driver takes for its column. Numbers keep their digits. */
final class JsonCell {
    private JsonCell() {}

    /**
     * The value that the parser has come to; of arrays and objects it has then come to the end.
     *
     * @param line what it parses
     * @throws JsonParseException no such column can have the value
     */
    static @Nullable String text(JsonParser json, String line, TargetColumn column) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (column.kind() == ResultColumn.Kind.JSON) {
            return json(json, line);
        }
        if (token.isStructStart()) {
            throw new JsonParseException(
                    json, "an array or object for the column \"" + column.name() + "\", which has none");
        }
        return column.kind() == ResultColumn.Kind.BINARY ? hexadecimal(json, column) : json.getText();
    }

    private static String json(JsonParser json, String line) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return JsonObjects.string(json.getText());
        }
        if (!json.currentToken().isStructStart()) {
            return json.getText();
        }
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        return line.substring(from, (int) json.currentLocation().getCharOffset());
    }

    private static String hexadecimal(JsonParser json, TargetColumn column) throws IOException {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(json.getText()));
        } catch (IllegalArgumentException e) {
            throw new JsonParseException(json, "the column \"" + column.name() + "\" takes bytes in base64", e);
        }
    }
}
