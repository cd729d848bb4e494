package org.singletable.jdbc.history;

import java.util.List;
import java.util.Map;

/**
 * What all transactions did that touched some keys.
 *
 * @param initial the value of each key before the first transaction; a key without one is {@link #ABSENT}
 * @param transactions in any order
 * @param orders the values of a key in the order in which they were written, without the initial one, where that is known;
 *     else every write but one of the key has to follow a read of it in the same transaction, which tells what it replaced
 */
public record History(Map<String, String> initial, List<Transaction> transactions, Map<String, List<String>> orders) {
    /** The value of a row that is not there. */
    public static final String ABSENT = "(absent)";

    public History {
        initial = Map.copyOf(initial);
        transactions = List.copyOf(transactions);
        orders = Map.copyOf(orders);
    }

    Version initial(String key) {
        return new Version(key, initial.getOrDefault(key, ABSENT));
    }

    List<Transaction> committed() {
        return transactions.stream().filter(Transaction::committed).toList();
    }
}
