package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.singletable.jdbc.dynamo.QuerySpec.SortBeginsWith;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.dynamo.QuerySpec.SortEquals;
import org.singletable.jdbc.mapping.AttributePath;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The expressions of one request. Names and values are in them as placeholders only ({@code #a0}, {@code :v0}): neither
 * a reserved word nor any character in them can change what an expression means.
 */
final class Expressions {
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** Attribute names by placeholder. */
    Map<String, String> names() {
        return names;
    }

    /** Values by placeholder. */
    Map<String, AttributeValue> values() {
        return values;
    }

    /** A condition; empty where it is always true. */
    Optional<String> condition(Condition condition) {
        String text = render(condition);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private String render(Condition condition) {
        if (condition instanceof Condition.Exists exists) {
            return "attribute_exists(" + path(exists.path()) + ")";
        }
        if (condition instanceof Condition.NotExists absent) {
            return "attribute_not_exists(" + path(absent.path()) + ")";
        }
        if (condition instanceof Condition.Equal equal) {
            return path(equal.path()) + " = " + value(equal.value().sdk());
        }
        if (condition instanceof Condition.IsNull isNull) {
            return hasType(isNull.path(), "NULL");
        }
        if (condition instanceof Condition.IsNumber isNumber) {
            return hasType(isNumber.path(), "N");
        }
        if (condition instanceof Condition.Compare compare) {
            return path(compare.path()) + " " + compare.comparator().symbol() + " "
                    + value(compare.value().sdk());
        }
        if (condition instanceof Condition.Not not) {
            String negated = render(not.condition());
            if (negated.isEmpty()) {
                throw new IllegalArgumentException("the negation of what is always true can never hold");
            }
            return "NOT (" + negated + ")";
        }
        if (condition instanceof Condition.All all) {
            return join(all.conditions().stream().map(this::render).toList(), " AND ");
        }
        List<Condition> alternatives = ((Condition.Any) condition).conditions();
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a condition of no alternatives can never hold");
        }
        List<String> parts = alternatives.stream().map(this::render).toList();
        return parts.contains("") ? "" : join(parts, " OR ");
    }

    private String hasType(AttributePath path, String type) {
        return "attribute_type(" + path(path) + ", " + value(AttributeValue.fromS(type)) + ")";
    }

    /** Joins conditions, without those that are always true. */
    private static String join(List<String> conditions, String operator) {
        List<String> parts = conditions.stream().filter(part -> !part.isEmpty()).toList();
        return parts.size() == 1
                ? parts.get(0)
                : parts.stream().map(part -> "(" + part + ")").collect(Collectors.joining(operator));
    }

    /** The changes of an UpdateItem. */
    String update(List<UpdateAction> actions) {
        List<String> set = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        for (UpdateAction action : actions) {
            if (action instanceof UpdateAction.Put put) {
                set.add(path(put.path()) + " = " + value(put.value().sdk()));
            } else if (action instanceof UpdateAction.CountUp count) {
                String path = path(count.path());
                set.add(path + " = if_not_exists(" + path + ", " + value(AttributeValue.fromN("0")) + ") + "
                        + value(AttributeValue.fromN("1")));
            } else if (action instanceof UpdateAction.Remove removal) {
                remove.add(path(removal.path()));
            }
        }
        return (clause("SET ", set) + clause("REMOVE ", remove)).strip();
    }

    private static String clause(String keyword, List<String> parts) {
        return parts.isEmpty() ? "" : keyword + String.join(", ", parts) + " ";
    }

    /** The key condition of a Query. */
    String keyCondition(QuerySpec query) {
        String hash =
                name(query.hashAttribute()) + " = " + value(query.hashValue().sdk());
        SortCondition sort = query.sort();
        if (sort instanceof SortEquals equal) {
            return hash + " AND " + name(equal.attribute()) + " = "
                    + value(equal.value().sdk());
        }
        if (sort instanceof SortBeginsWith begins) {
            return hash + " AND begins_with(" + name(begins.attribute()) + ", "
                    + value(AttributeValue.fromS(begins.prefix())) + ")";
        }
        if (sort != null) {
            throw new UnsupportedOperationException(sort.toString());
        }
        return hash;
    }

    private String path(AttributePath path) {
        StringBuilder text = new StringBuilder(name(path.attribute()));
        for (AttributePath.Step step : path.steps()) {
            if (step instanceof AttributePath.Member member) {
                text.append('.').append(name(member.name()));
            } else if (step instanceof AttributePath.Element element) {
                text.append('[').append(element.index()).append(']');
            }
        }
        return text.toString();
    }

    private String name(String attribute) {
        return placeholders.computeIfAbsent(attribute, name -> {
            String placeholder = "#a" + names.size();
            names.put(placeholder, name);
            return placeholder;
        });
    }

    private String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
