package org.singletable.jdbc.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Histories written by hand. A line is one of
 *
 * <pre>
 * initially x=0 y=0
 * order x: 1 2
 * T1: r x=0, w x=1
 * T2 rolled back: w x=2
 * T3 from 5 to 9: r x=1
 * </pre>
 *
 * Where no times are given, all transactions run at the same time.
 */
final class HistoryText {
    private final Map<String, String> initial = new HashMap<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final Map<String, List<String>> orders = new HashMap<>();

    private HistoryText() {}

    static History parse(String text) {
        HistoryText history = new HistoryText();
        text.lines().filter(line -> !line.isBlank()).forEach(history::add);
        return new History(history.initial, history.transactions, history.orders);
    }

    private void add(String line) {
        if (line.startsWith("initially ")) {
            Arrays.stream(line.split(" "))
                    .skip(1)
                    .map(HistoryText::pair)
                    .forEach(pair -> initial.put(pair[0], pair[1]));
            return;
        }
        String[] parts = line.split(": ?", 2);
        String[] head = parts[0].split(" ");
        if (head[0].equals("order")) {
            orders.put(head[1], List.of(parts[1].split(" ")));
            return;
        }
        boolean timed = parts[0].contains(" from ");
        transactions.add(new Transaction(
                head[0],
                !parts[0].endsWith("rolled back"),
                Arrays.stream(parts[1].split(", ")).map(HistoryText::operation).toList(),
                timed ? Long.parseLong(head[2]) : 0,
                timed ? Long.parseLong(head[4]) : 0));
    }

    private static Operation operation(String text) {
        String[] pair = pair(text.substring(2));
        return text.startsWith("r ") ? new Operation.Read(pair[0], pair[1]) : new Operation.Write(pair[0], pair[1]);
    }

    private static String[] pair(String text) {
        return text.split("=", 2);
    }
}
