package org.singletable.jdbc.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.history.Operation.Write;

/**
 * The values of all keys that transactions committed: who made each, and which replaced which. That is known of a key whose order
 * the history tells, and else from the transactions that read a value and wrote the next one.
 */
final class Versions {
    private final Map<Version, Transaction> makers = new HashMap<>();

    /** In the order of the history; more than one where several transactions replaced the same value. */
    private final Map<Version, List<Version>> replacements = new LinkedHashMap<>();

    private final Set<Version> lost = new LinkedHashSet<>();

    Versions(History history) {
        checkUnique(history);
        Map<String, Set<Version>> byKey = new LinkedHashMap<>();
        for (Transaction transaction : history.committed()) {
            for (Write write : transaction.versions()) {
                Version version = Version.of(write);
                makers.put(version, transaction);
                byKey.computeIfAbsent(write.key(), key -> new LinkedHashSet<>()).add(version);
            }
        }
        byKey.forEach((key, versions) -> {
            List<String> order = history.orders().get(key);
            if (order == null) {
                followReads(history.initial(key), versions);
            } else {
                followOrder(history.initial(key), order, versions);
            }
        });
    }

    private static void checkUnique(History history) {
        Set<Version> written = new HashSet<>();
        for (Transaction transaction : history.transactions()) {
            for (Write write : transaction.writes()) {
                Version version = Version.of(write);
                if (!written.add(version) || version.equals(history.initial(write.key()))) {
                    throw new IllegalArgumentException(
                            version + " is written twice, the second time by " + transaction.name());
                }
            }
        }
    }

    private void followOrder(Version initial, List<String> order, Set<Version> versions) {
        Version before = initial;
        lost.addAll(versions);
        for (String value : order) {
            Version after = new Version(initial.key(), value);
            replace(before, after);
            lost.remove(after);
            before = after;
        }
    }

    private void followReads(Version initial, Set<Version> versions) {
        List<Version> unread = new ArrayList<>();
        for (Version version : versions) {
            lastRead(makers.get(version), version.key())
                    .ifPresentOrElse(before -> replace(before, version), () -> unread.add(version));
        }
        if (unread.size() > 1 || (unread.size() == 1 && replacements.containsKey(initial))) {
            throw new IllegalArgumentException("nothing tells what " + unread
                    + " replaced; read before writing, or give the history the order of the key");
        }
        unread.forEach(version -> replace(initial, version));
    }

    private static Optional<Version> lastRead(Transaction transaction, String key) {
        return transaction.readsOfOthers().stream()
                .filter(read -> read.key().equals(key))
                .reduce((first, last) -> last)
                .map(Version::of);
    }

    private void replace(Version before, Version after) {
        replacements.computeIfAbsent(before, version -> new ArrayList<>()).add(after);
    }

    /** Who committed a value; nobody did where it is the initial one. */
    Optional<Transaction> maker(Version version) {
        return Optional.ofNullable(makers.get(version));
    }

    /** By each value that was replaced, what replaced it. */
    Map<Version, List<Version>> replacements() {
        return replacements;
    }

    /** Values that were committed and that the order of their key does not have. */
    Set<Version> lost() {
        return lost;
    }
}
