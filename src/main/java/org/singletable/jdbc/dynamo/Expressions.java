package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.QuerySpec.SortBeginsWith;
import org.singletable.jdbc.dynamo.QuerySpec.SortBetween;
import org.singletable.jdbc.dynamo.QuerySpec.SortCompare;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.dynamo.QuerySpec.SortEquals;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.TableSchema;

/**
 * The expressions of one request. Names and values are in them as placeholders only ({@code #a0}, {@code :v0}): neither
 * a reserved word nor any character in them can change what an expression means.
 */
final class Expressions {
    /** As many placeholders, of up to seven bytes with the comma, fit the 4 KB of an expression. */
    private static final int MAX_PROJECTED = 500;

    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, StoredValue> values = new LinkedHashMap<>();
    private int operators;

    /** Attribute names by placeholder. */
    Map<String, String> names() {
        return names;
    }

    /** Values by placeholder. */
    Map<String, StoredValue> values() {
        return values;
    }

    /** The operators and functions in the conditions rendered so far. */
    int operators() {
        return operators;
    }

    /** A condition; empty where it is always true. */
    Optional<String> condition(Condition condition) {
        return condition.isAlwaysTrue() ? Optional.empty() : Optional.of(render(condition));
    }

    /** @param condition not one that is always true */
    private String render(Condition condition) {
        if (condition instanceof Condition.OnAttribute one) {
            operators++;
            return onAttribute(one, path(one.path()));
        }
        if (condition instanceof Condition.Not not) {
            if (not.condition().isAlwaysTrue()) {
                throw new IllegalArgumentException("the negation of what is always true can never hold");
            }
            operators++;
            return "NOT (" + render(not.condition()) + ")";
        }
        if (condition instanceof Condition.All all) {
            return join(all.conditions(), " AND ");
        }
        List<Condition> alternatives = ((Condition.Any) condition).conditions();
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a condition of no alternatives can never hold");
        }
        return join(alternatives, " OR ");
    }

    private String onAttribute(Condition.OnAttribute condition, String path) {
        if (condition instanceof Condition.Exists) {
            return "attribute_exists(" + path + ")";
        }
        if (condition instanceof Condition.NotExists) {
            return "attribute_not_exists(" + path + ")";
        }
        if (condition instanceof Condition.Equal equal) {
            return path + " = " + value(equal.value());
        }
        if (condition instanceof Condition.IsNull) {
            return hasType(path, Condition.DataType.NULL);
        }
        if (condition instanceof Condition.IsNumber) {
            return hasType(path, Condition.DataType.NUMBER);
        }
        if (condition instanceof Condition.HasType typed) {
            return hasType(path, typed.type());
        }
        if (condition instanceof Condition.Compare compare) {
            return path + " " + compare.comparator().symbol() + " " + value(compare.value());
        }
        if (condition instanceof Condition.Between between) {
            return path + " BETWEEN " + value(between.low()) + " AND " + value(between.high());
        }
        if (condition instanceof Condition.In in) {
            return path + " IN (" + in.values().stream().map(this::value).collect(Collectors.joining(", ")) + ")";
        }
        if (condition instanceof Condition.BeginsWith begins) {
            return "begins_with(" + path + ", " + value(begins.prefix()) + ")";
        }
        return "contains(" + path + ", " + value(((Condition.Contains) condition).part()) + ")";
    }

    private String hasType(String path, Condition.DataType type) {
        return "attribute_type(" + path + ", " + value(StoredValue.string(type.code())) + ")";
    }

    /** Joins conditions, without those that are always true. */
    private String join(List<Condition> conditions, String operator) {
        List<String> parts = conditions.stream()
                .filter(condition -> !condition.isAlwaysTrue())
                .map(this::render)
                .toList();
        operators += parts.size() - 1;
        return parts.size() == 1
                ? parts.get(0)
                : parts.stream().map(part -> "(" + part + ")").collect(Collectors.joining(operator));
    }

    /**
     * The attributes that a reading names; null for all of them. Where it names none, the partition key stands for them,
     * as DynamoDB takes no empty projection; where it names more than an expression can hold, all are read.
     */
    @Nullable
    String projection(Reading reading, TableSchema table) {
        Set<String> attributes = reading.attributes();
        if (attributes == null || attributes.size() > MAX_PROJECTED) {
            return null;
        }
        return attributes.isEmpty()
                ? name(table.hashKey().name())
                : attributes.stream().sorted().map(this::name).collect(Collectors.joining(", "));
    }

    /** The changes of an UpdateItem. */
    String update(List<UpdateAction> actions) {
        List<String> set = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        for (UpdateAction action : actions) {
            if (action instanceof UpdateAction.Put put) {
                set.add(path(put.path()) + " = " + value(put.value()));
            } else if (action instanceof UpdateAction.Add add) {
                String path = path(add.path());
                set.add(path + " = " + path + " + " + value(add.number()));
            } else if (action instanceof UpdateAction.CountUp count) {
                String path = path(count.path());
                set.add(path + " = if_not_exists(" + path + ", " + value(StoredValue.number("0")) + ") + "
                        + value(StoredValue.number("1")));
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
        String hash = name(query.hashAttribute()) + " = " + value(query.hashValue());
        SortCondition sort = query.sort();
        if (sort instanceof SortEquals equal) {
            return hash + " AND " + name(equal.attribute()) + " = " + value(equal.value());
        }
        if (sort instanceof SortBeginsWith begins) {
            return hash + " AND begins_with(" + name(begins.attribute()) + ", "
                    + value(StoredValue.string(begins.prefix())) + ")";
        }
        if (sort instanceof SortBetween between) {
            return hash + " AND " + name(between.attribute()) + " BETWEEN " + value(between.low()) + " AND "
                    + value(between.high());
        }
        if (sort instanceof SortCompare compare) {
            if (compare.comparator() == Condition.Comparator.NE) {
                throw new IllegalArgumentException("a key condition is no <>");
            }
            return hash + " AND " + name(compare.attribute()) + " "
                    + compare.comparator().symbol() + " " + value(compare.bound());
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

    private String value(StoredValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
