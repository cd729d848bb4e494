package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.singletable.jdbc.testing.RecordingProxy.Answer;
import org.singletable.jdbc.testing.RecordingProxy.Behaviour;
import org.singletable.jdbc.testing.RecordingProxy.Upstream;

/**
 * What DynamoDB does on AWS and DynamoDB Local does not, or only with a lot of data:
 *
 * <ul>
 *   <li>Pages of Query and Scan end before the filter has seen all: here after a few items instead of 1 MB. A page may be
 *       empty and have a successor, and the successor of a page may be empty and begin where it begins itself, though not
 *       twice in a row.
 *   <li>BatchGetItem leaves keys unprocessed, sometimes all of them, though not twice in a row.
 *   <li>A global index lags behind its table; see {@link IndexLag}.
 *   <li>Requests are throttled now and then: it is never the same one twice in a row.
 * </ul>
 *
 * Choices are made by a seed, in the order of the requests.
 */
public final class AwsLike implements Behaviour {
    private static final Set<String> THROTTLED = Set.of(
            "GetItem",
            "Query",
            "Scan",
            "BatchGetItem",
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "TransactGetItems",
            "TransactWriteItems");

    private final Random random;
    private final Settings settings;
    private final IndexLag lag = new IndexLag();
    private final Set<String> throttled = new HashSet<>();
    private final Set<String> fruitless = new HashSet<>();

    /**
     * How often it does what. Shares are from 0, never, to 1, whenever it may.
     *
     * @param pageItems items that a page reads at most, 0 for no limit
     * @param emptyPages share of the pages after the first that are empty
     * @param unprocessed share of the BatchGetItem requests that leave keys unprocessed
     * @param throttling share of the requests that are throttled
     */
    public record Settings(int pageItems, double emptyPages, double unprocessed, double throttling) {
        /** All of it often, so that a short test meets it. */
        public static final Settings OFTEN = new Settings(3, 0.25, 0.5, 0.05);

        /** As DynamoDB Local does. */
        public static final Settings NEVER = new Settings(0, 0, 0, 0);
    }

    AwsLike(long seed, Settings settings) {
        this.random = new Random(seed);
        this.settings = settings;
    }

    IndexLag lag() {
        return lag;
    }

    @Override
    public Answer answer(String operation, ObjectNode request, Upstream engine)
            throws IOException, InterruptedException {
        String text = operation + request;
        if (THROTTLED.contains(operation) && happens(settings.throttling, text, throttled)) {
            return Answer.error(
                    400, "ProvisionedThroughputExceededException", "The level of configured throughput was exceeded.");
        }
        return switch (operation) {
            case "Query", "Scan" -> page(request, text, engine);
            case "BatchGetItem" -> batch(request, text, engine);
            default -> {
                Answer answer = engine.send(request);
                lag.learn(operation, request, answer);
                yield answer;
            }
        };
    }

    /** By its share, but not of a request that it happened to the last time. */
    private synchronized boolean happens(double share, String request, Set<String> last) {
        boolean happens = random.nextDouble() < share && !last.contains(request);
        if (happens) {
            last.add(request);
        } else {
            last.remove(request);
        }
        return happens;
    }

    private synchronized int upTo(int bound) {
        return random.nextInt(bound);
    }

    private Answer page(ObjectNode request, String text, Upstream engine) throws IOException, InterruptedException {
        JsonNode start = request.get("ExclusiveStartKey");
        if (start != null && happens(settings.emptyPages, text, fruitless)) {
            return Answer.of(emptyPage(request, start));
        }
        if (settings.pageItems > 0) {
            int cut = 1 + upTo(settings.pageItems);
            request.put("Limit", Math.min(cut, request.path("Limit").asInt(cut)));
        }
        return lag.answer(request, engine);
    }

    private static ObjectNode emptyPage(ObjectNode request, JsonNode start) {
        ObjectNode page = request.objectNode();
        if (!request.path("Select").asText().equals("COUNT")) {
            page.putArray("Items");
        }
        page.put("Count", 0).put("ScannedCount", 0).set("LastEvaluatedKey", start);
        if (isCapacityWanted(request)) {
            page.set("ConsumedCapacity", capacity(request, request.get("TableName")));
        }
        return page;
    }

    private Answer batch(ObjectNode request, String text, Upstream engine) throws IOException, InterruptedException {
        JsonNode tables = request.path("RequestItems");
        String table = tables.fieldNames().next();
        ObjectNode wanted = (ObjectNode) tables.get(table);
        ArrayNode keys = (ArrayNode) wanted.get("Keys");
        if (tables.size() != 1 || keys.isEmpty() || !happens(settings.unprocessed, text, fruitless)) {
            return engine.send(request);
        }
        int processed = upTo(keys.size());
        ObjectNode rest = wanted.deepCopy();
        ArrayNode left = rest.putArray("Keys");
        while (keys.size() > processed) {
            left.add(keys.remove(upTo(keys.size())));
        }
        Answer answer = processed == 0 ? Answer.of(nothingOf(request, table)) : engine.send(request);
        if (answer.status() == 200) {
            ((ObjectNode) answer.body()).putObject("UnprocessedKeys").set(table, rest);
        }
        return answer;
    }

    private static ObjectNode nothingOf(ObjectNode request, String table) {
        ObjectNode answer = request.objectNode();
        answer.putObject("Responses").putArray(table);
        if (isCapacityWanted(request)) {
            answer.putArray("ConsumedCapacity").add(capacity(request, request.textNode(table)));
        }
        return answer;
    }

    private static boolean isCapacityWanted(ObjectNode request) {
        return List.of("TOTAL", "INDEXES")
                .contains(request.path("ReturnConsumedCapacity").asText());
    }

    private static ObjectNode capacity(ObjectNode request, JsonNode table) {
        ObjectNode capacity = request.objectNode();
        capacity.set("TableName", table);
        return capacity.put("CapacityUnits", 0.5);
    }
}
