package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one answer to a Query, Scan, GetItem or BatchGetItem, decoded as its bytes come in; the SDK gets the answer
 * without them. It would make objects several times as large of them, which then had to be made into the driver's.
 */
final class ReceivedItems {
    private static final String LENGTH = "Content-Length";
    private static final String ENCODING = "Content-Encoding";

    private final @Nullable Set<String> wanted;
    private @Nullable List<Item> items;

    /** @param wanted the top-level attributes to keep, null for all */
    ReceivedItems(@Nullable Set<String> wanted) {
        this.wanted = wanted;
    }

    /**
     * Takes the items out of an answer. Errors and what is encoded in any way are left to the SDK.
     *
     * @throws IOException where it is cut, not as its checksum says, or no JSON that DynamoDB writes
     */
    HttpExecuteResponse takeFrom(HttpExecuteResponse response) throws IOException {
        SdkHttpResponse head = response.httpResponse();
        Optional<AbortableInputStream> body = response.responseBody();
        if (!head.isSuccessful()
                || body.isEmpty()
                || head.firstMatchingHeader(ENCODING).isPresent()) {
            return response;
        }
        byte[] rest;
        try (AbortableInputStream content = body.get()) {
            CRC32 checksum = new CRC32();
            rest = read(new CheckedInputStream(content, checksum));
            AnswerChecksum.check(head, checksum);
        }
        SdkHttpResponse restHead = head.toBuilder()
                .removeHeader(AnswerChecksum.HEADER)
                .putHeader(LENGTH, String.valueOf(rest.length))
                .build();
        return HttpExecuteResponse.builder()
                .response(restHead)
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(rest)))
                .build();
    }

    /** Reads to the end of the body, which tells whether it is complete, and gives back what are no items. */
    private byte[] read(InputStream body) throws IOException {
        List<Item> found = new ArrayList<>();
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try (JsonParser json = ItemParser.JSON.createParser(body);
                JsonGenerator copy = ItemParser.JSON.createGenerator(rest)) {
            ItemParser parser = new ItemParser(json, wanted);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "the answer is no object");
            }
            copy.writeStartObject();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "Items" -> parser.items(found);
                    case "Item" -> found.add(parser.item());
                    case "Responses" -> {
                        byTable(json, parser, found);
                        // That there were any is told by an empty object.
                        copy.writeObjectFieldStart(name);
                        copy.writeEndObject();
                    }
                    default -> {
                        copy.writeFieldName(name);
                        copy.copyCurrentStructure(json);
                    }
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new JsonParseException(json, "the answer goes on behind its end");
            }
            copy.writeEndObject();
        }
        items = found;
        return rest.toByteArray();
    }

    private static void byTable(JsonParser json, ItemParser parser, List<Item> found) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "the answers to a batch are no object");
        }
        while (json.nextFieldName() != null) {
            json.nextToken();
            parser.items(found);
        }
    }

    /** The items; where the answer was left to the SDK, those that it found. */
    List<Item> or(List<Map<String, AttributeValue>> bySdk) {
        return items == null ? SdkItems.items(bySdk) : items;
    }
}
