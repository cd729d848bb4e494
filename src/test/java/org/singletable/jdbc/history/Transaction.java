package org.singletable.jdbc.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.singletable.jdbc.history.Operation.Read;
import org.singletable.jdbc.history.Operation.Write;

/**
 * What one transaction did. An autocommit statement is a transaction of its own.
 *
 * @param committed whether its end is known to be a commit; what the others read need not fit together
 * @param operations in their order
 * @param begin a time before the first operation, on a clock that all transactions of the history share
 * @param end a time after the commit was answered
 */
public record Transaction(String name, boolean committed, List<Operation> operations, long begin, long end) {
    public Transaction {
        operations = List.copyOf(operations);
    }

    /** What it read of others: reads of keys that it had not yet written. */
    List<Read> readsOfOthers() {
        Map<String, String> own = new HashMap<>();
        List<Read> reads = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof Write write) {
                own.put(write.key(), write.value());
            } else if (operation instanceof Read read && !own.containsKey(read.key())) {
                reads.add(read);
            }
        }
        return reads;
    }

    /** Reads of keys that it had written before, but that did not see its last write of them. */
    List<Read> blindToItself() {
        Map<String, String> own = new HashMap<>();
        List<Read> blind = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof Write write) {
                own.put(write.key(), write.value());
            } else if (operation instanceof Read read
                    && !own.getOrDefault(read.key(), read.value()).equals(read.value())) {
                blind.add(read);
            }
        }
        return blind;
    }

    /** The versions it made: its last write of each key. */
    List<Write> versions() {
        return lastWrites().values().stream().toList();
    }

    /** Writes that the transaction itself overwrote. */
    List<Write> intermediateWrites() {
        Map<String, Write> last = lastWrites();
        return writes().stream()
                .filter(write -> !write.equals(last.get(write.key())))
                .toList();
    }

    List<Write> writes() {
        return operations.stream()
                .filter(Write.class::isInstance)
                .map(Write.class::cast)
                .toList();
    }

    private Map<String, Write> lastWrites() {
        Map<String, Write> last = new HashMap<>();
        writes().forEach(write -> last.put(write.key(), write));
        return last;
    }
}
