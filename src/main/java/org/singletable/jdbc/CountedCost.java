package org.singletable.jdbc;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.singletable.jdbc.dynamo.StatementCost;

/** The public view of a {@link StatementCost}. */
record CountedCost(StatementCost counter) implements ExecutionCost {
    @Override
    public Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        counter.requests().forEach((operation, count) -> requests.put(operationName(operation), count));
        return requests;
    }

    /** {@code GET_ITEM} is {@code GetItem}. */
    private static String operationName(StatementCost.Operation operation) {
        return Arrays.stream(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    @Override
    public long itemsRead() {
        return counter.itemsRead();
    }

    @Override
    public double readUnits() {
        return counter.readUnits();
    }

    @Override
    public double writeUnits() {
        return counter.writeUnits();
    }

    @Override
    public String toString() {
        return requests() + ", " + itemsRead() + " items read, " + readUnits() + " read units, " + writeUnits()
                + " write units";
    }
}
