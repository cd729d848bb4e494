package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.singletable.jdbc.testing.RecordingProxy.Answer;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Fault;
import org.singletable.jdbc.testing.RecordingProxy.Otherwise;
import org.singletable.jdbc.testing.RecordingProxy.Upstream;

/** Faults of {@link RecordingProxy} beside those that are its own records. */
public final class Faults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Faults() {}

    /** Something that another client does. */
    public interface Meanwhile {
        void happens() throws InterruptedException;
    }

    /** Answered with an internal error; the engine does not get it. */
    public static Fault internalError() {
        return new ErrorAnswer(500, "InternalServerError", "Internal server error");
    }

    /** The engine has done it, and the answer is an internal error. */
    public static Fault internalErrorAfterwards() {
        return new Otherwise((operation, request, engine) -> {
            engine.send(request);
            return Answer.error(500, "InternalServerError", "Internal server error");
        });
    }

    public static Fault throttled() {
        return new ErrorAnswer(
                400, "ProvisionedThroughputExceededException", "The level of configured throughput was exceeded.");
    }

    /** The item is part of a transaction that is under way. */
    public static Fault conflict() {
        return new ErrorAnswer(400, "TransactionConflictException", "Transaction is ongoing for the item");
    }

    /** As an engine answers that does not have the operation: Alternator of TransactWriteItems. */
    public static Fault unknownOperation() {
        return new ErrorAnswer(400, "UnknownOperationException", "Unsupported operation");
    }

    /** An attempt with the same token is under way. */
    public static Fault inProgress() {
        return new ErrorAnswer(400, "TransactionInProgressException", "The transaction is already in progress.");
    }

    /**
     * A TransactWriteItems is cancelled.
     *
     * @param reasons the code of each write, {@code None} for those that were not the reason
     */
    public static Fault cancelled(String... reasons) {
        return new Otherwise((operation, request, engine) -> cancelledAnswer(List.of(reasons)));
    }

    private static Answer cancelledAnswer(List<String> reasons) {
        Answer answer = Answer.error(
                400,
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + reasons);
        ArrayNode list = ((ObjectNode) answer.body()).putArray("CancellationReasons");
        for (String reason : reasons) {
            ObjectNode member = list.addObject().put("Code", reason);
            if (!reason.equals("None")) {
                member.put("Message", "what DynamoDB says of " + reason);
            }
        }
        return answer;
    }

    /** Of a BatchWriteItem or BatchGetItem only the first items are processed. */
    public static Fault unprocessed(int processed) {
        return new Otherwise((operation, request, engine) -> partly(operation, request, processed, engine));
    }

    private static Answer partly(String operation, ObjectNode request, int processed, Upstream engine)
            throws IOException, InterruptedException {
        boolean reads = operation.equals("BatchGetItem");
        ObjectNode tables = (ObjectNode) request.get("RequestItems");
        String table = tables.fieldNames().next();
        ObjectNode rest = tables.deepCopy();
        ArrayNode wanted = parts(tables, table, reads);
        ArrayNode left = parts(rest, table, reads);
        for (int i = 0; i < processed; i++) {
            left.remove(0);
        }
        while (wanted.size() > processed) {
            wanted.remove(wanted.size() - 1);
        }
        Answer answer = processed == 0 ? Answer.of(JSON.createObjectNode()) : engine.send(request);
        if (answer.status() == 200 && !left.isEmpty()) {
            ((ObjectNode) answer.body()).set(reads ? "UnprocessedKeys" : "UnprocessedItems", rest);
        }
        return answer;
    }

    private static ArrayNode parts(ObjectNode tables, String table, boolean reads) {
        JsonNode ofTable = tables.get(table);
        return (ArrayNode) (reads ? ofTable.get("Keys") : ofTable);
    }

    /**
     * Of two requests that follow each other the first is lost to the client, and reaches the engine only just before the
     * second.
     */
    public static List<Fault> late() {
        AtomicReference<ObjectNode> underWay = new AtomicReference<>();
        return List.of(
                new Otherwise((operation, request, engine) -> {
                    underWay.set(request);
                    throw new IOException("the client is not answered");
                }),
                new Otherwise((operation, request, engine) -> {
                    engine.send(underWay.get());
                    return engine.send(request);
                }));
    }

    /** It reaches the engine after some time. */
    public static Fault delayed(Duration time) {
        return after(() -> Thread.sleep(time.toMillis()));
    }

    /** The engine has done it, and then something else happens before it is answered. */
    public static Fault before(Meanwhile meanwhile) {
        return new Otherwise((operation, request, engine) -> {
            Answer answer = engine.send(request);
            meanwhile.happens();
            return answer;
        });
    }

    /** It reaches the engine after something else has happened, a write of another client say. */
    public static Fault after(Meanwhile meanwhile) {
        return new Otherwise((operation, request, engine) -> {
            meanwhile.happens();
            return engine.send(request);
        });
    }
}
