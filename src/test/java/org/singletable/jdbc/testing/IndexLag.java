package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.singletable.jdbc.testing.RecordingProxy.Answer;
import org.singletable.jdbc.testing.RecordingProxy.Upstream;

/**
 * Global indexes that do not have the latest items yet: what was written last is missing from them, and so is what is hidden
 * by its key.
 */
final class IndexLag {
    private static final Map<String, String> WRITTEN =
            Map.of("PutItem", "Item", "UpdateItem", "Key", "Put", "Item", "Update", "Key");

    private final Map<String, List<String>> keyAttributes = new ConcurrentHashMap<>();
    private final Map<String, Integer> writes = new ConcurrentHashMap<>();
    private final Map<String, Set<JsonNode>> hidden = new ConcurrentHashMap<>();
    private final Deque<Write> latest = new ArrayDeque<>();
    private int longest;

    private record Write(String table, JsonNode key) {}

    /** @param number how many writes the index lags behind, 0 for none */
    synchronized void by(String index, int number) {
        writes.put(index, number);
        longest = Math.max(longest, number);
    }

    /** @param key the table's key of an item, in DynamoDB's JSON */
    void hide(String index, JsonNode key) {
        hidden.computeIfAbsent(index, name -> ConcurrentHashMap.newKeySet()).add(key);
    }

    /** All indexes have all items. */
    synchronized void catchUp() {
        writes.clear();
        hidden.clear();
    }

    /** Tables and what is written to them. */
    void learn(String operation, ObjectNode request, Answer answer) {
        if (answer.status() != 200) {
            return;
        }
        JsonNode table = answer.body().path(operation.equals("DescribeTable") ? "Table" : "TableDescription");
        if (table.has("KeySchema")) {
            List<String> names = new ArrayList<>();
            table.get("KeySchema")
                    .forEach(key -> names.add(key.get("AttributeName").textValue()));
            keyAttributes.put(table.get("TableName").textValue(), names);
        }
        written(operation, request);
        request.path("TransactItems")
                .forEach(step -> step.properties().forEach(write -> written(write.getKey(), write.getValue())));
    }

    private synchronized void written(String operation, JsonNode request) {
        String member = WRITTEN.get(operation);
        if (member == null) {
            return;
        }
        String table = request.get("TableName").textValue();
        latest.addFirst(new Write(table, keyOf(table, request.get(member))));
        while (latest.size() > longest) {
            latest.removeLast();
        }
    }

    private ObjectNode keyOf(String table, JsonNode item) {
        ObjectNode key = ((ObjectNode) item).objectNode();
        keyAttributes.getOrDefault(table, List.of()).forEach(name -> key.set(name, item.get(name)));
        return key;
    }

    private synchronized boolean lacks(String index, String table, JsonNode key) {
        return hidden.getOrDefault(index, Set.of()).contains(key)
                || latest.stream().limit(writes.getOrDefault(index, 0)).anyMatch(new Write(table, key)::equals);
    }

    /** The engine's answer to a Query or Scan, without the items that the index does not have yet. */
    Answer answer(ObjectNode request, Upstream engine) throws IOException, InterruptedException {
        String index = request.path("IndexName").asText();
        if (!writes.containsKey(index) && !hidden.containsKey(index)) {
            return engine.send(request);
        }
        boolean count = request.path("Select").asText().equals("COUNT");
        if (count) {
            request.remove("Select");
        }
        String table = request.get("TableName").textValue();
        List<String> added = withKey(request, table);
        Answer answer = engine.send(request);
        if (answer.status() == 200) {
            ObjectNode page = (ObjectNode) answer.body();
            drop(page, index, table, added);
            if (count) {
                page.remove("Items");
            }
        }
        return answer;
    }

    private void drop(ObjectNode page, String index, String table, List<String> added) {
        ArrayNode kept = page.arrayNode();
        page.get("Items").forEach(item -> {
            if (!lacks(index, table, keyOf(table, item))) {
                kept.add(((ObjectNode) item).deepCopy().remove(added));
            }
        });
        int dropped = page.get("Items").size() - kept.size();
        page.set("Items", kept);
        page.put("Count", page.get("Count").intValue() - dropped);
        page.put("ScannedCount", page.get("ScannedCount").intValue() - dropped);
    }

    /** Projects the key, too: the attributes that were not asked for. */
    private List<String> withKey(ObjectNode request, String table) {
        if (!request.has("ProjectionExpression")) {
            return List.of();
        }
        ObjectNode names = request.withObjectProperty("ExpressionAttributeNames");
        List<String> projected =
                List.of(request.get("ProjectionExpression").textValue().split("\\s*,\\s*"));
        Map<String, String> byPlaceholder = new HashMap<>();
        names.properties()
                .forEach(
                        name -> byPlaceholder.put(name.getKey(), name.getValue().textValue()));
        List<String> named = projected.stream()
                .map(name -> byPlaceholder.getOrDefault(name, name))
                .toList();
        List<String> added = keyAttributes.getOrDefault(table, List.of()).stream()
                .filter(name -> !named.contains(name))
                .toList();
        StringBuilder expression =
                new StringBuilder(request.get("ProjectionExpression").textValue());
        for (String name : added) {
            String placeholder = "#lag" + names.size();
            names.put(placeholder, name);
            expression.append(", ").append(placeholder);
        }
        request.put("ProjectionExpression", expression.toString());
        return added;
    }
}
