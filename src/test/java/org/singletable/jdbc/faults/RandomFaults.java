package org.singletable.jdbc.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.singletable.jdbc.testing.Damages;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Fault;
import org.singletable.jdbc.testing.RecordingProxy.FaultSource;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;
import org.singletable.jdbc.testing.RecordingProxy.LostRequest;
import org.singletable.jdbc.testing.WireRequest;

/** All that can go wrong with a request, by chance. What it does follows from its seed and the order of the requests. */
final class RandomFaults implements FaultSource {
    private static final int MAX_DELAY_MILLIS = 20;

    /** Why DynamoDB cancels a transaction, beside a condition, which the rows decide. */
    private static final List<String> REASONS = List.of(
            "TransactionConflict",
            "ThrottlingError",
            "ProvisionedThroughputExceeded",
            "ItemCollectionSizeLimitExceeded",
            "ValidationError",
            "AccessDenied");

    private final Random random;
    private final double share;
    private final Map<String, Integer> happened = new TreeMap<>();

    private record Named(String name, Fault fault) {}

    /** @param share of the requests that something goes wrong with */
    RandomFaults(long seed, double share) {
        this.random = new Random(seed);
        this.share = share;
    }

    /** How often each happened. */
    synchronized Map<String, Integer> happened() {
        return new TreeMap<>(happened);
    }

    @Override
    public synchronized Optional<Fault> faultOf(WireRequest request) {
        if (random.nextDouble() >= share) {
            return Optional.empty();
        }
        List<Named> possible = possible(request);
        Named chosen = possible.get(random.nextInt(possible.size()));
        happened.merge(chosen.name(), 1, Integer::sum);
        return Optional.of(chosen.fault());
    }

    private List<Named> possible(WireRequest request) {
        List<Named> faults = new ArrayList<>(List.of(
                new Named("connection cut before", new LostRequest()),
                new Named("connection cut after", new LostAnswer()),
                new Named("500 before", Faults.internalError()),
                new Named("500 after", Faults.internalErrorAfterwards()),
                new Named("503", new ErrorAnswer(503, "ServiceUnavailable", "Service is unavailable")),
                new Named("ProvisionedThroughputExceededException", Faults.throttled()),
                error("ThrottlingException"),
                error("RequestLimitExceeded"),
                new Named("delay", Faults.delayed(Duration.ofMillis(1 + random.nextInt(MAX_DELAY_MILLIS)))),
                damage()));
        switch (request.operation()) {
            case "PutItem", "UpdateItem", "DeleteItem" -> faults.add(error("TransactionConflictException"));
            case "TransactWriteItems" -> {
                faults.add(cancelled(request.body().path("TransactItems").size()));
                faults.add(error("TransactionInProgressException"));
            }
            case "BatchWriteItem", "BatchGetItem" -> faults.add(unprocessed(request));
            default -> {
                // Query and Scan have what AwsLike does.
            }
        }
        return faults;
    }

    private static Named error(String code) {
        return new Named(code, new ErrorAnswer(400, code, "Try again"));
    }

    private Named damage() {
        Damages damage = Damages.values()[random.nextInt(Damages.values().length)];
        return new Named("damaged " + damage, damage.fault());
    }

    private Named cancelled(int writes) {
        String[] reasons = new String[writes];
        for (int i = 0; i < writes; i++) {
            reasons[i] = "None";
        }
        String reason = REASONS.get(random.nextInt(REASONS.size()));
        reasons[random.nextInt(writes)] = reason;
        return new Named("cancelled " + reason, Faults.cancelled(reasons));
    }

    private Named unprocessed(WireRequest request) {
        JsonNode ofTable = request.body().path("RequestItems").elements().next();
        int parts = request.operation().equals("BatchGetItem")
                ? ofTable.path("Keys").size()
                : ofTable.size();
        return new Named("unprocessed", Faults.unprocessed(random.nextInt(parts)));
    }
}
