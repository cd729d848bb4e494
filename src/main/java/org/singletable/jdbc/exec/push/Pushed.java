package org.singletable.jdbc.exec.push;

import java.util.List;
import org.singletable.jdbc.dynamo.Condition;

/**
 * What DynamoDB can be told of a conjunct.
 *
 * @param condition true of every item of which the conjunct is true
 * @param exact whether it is true of no others
 */
public record Pushed(Condition condition, boolean exact) {
    static Pushed exactly(Condition condition) {
        return new Pushed(condition, true);
    }

    static Pushed loosely(Condition condition) {
        return new Pushed(condition, false);
    }

    static Pushed all(List<Pushed> parts, boolean exact) {
        return new Pushed(new Condition.All(conditions(parts)), exact && areExact(parts));
    }

    static Pushed any(List<Pushed> parts) {
        return new Pushed(new Condition.Any(conditions(parts)), areExact(parts));
    }

    private static List<Condition> conditions(List<Pushed> parts) {
        return parts.stream().map(Pushed::condition).toList();
    }

    private static boolean areExact(List<Pushed> parts) {
        return parts.stream().allMatch(Pushed::exact);
    }
}
