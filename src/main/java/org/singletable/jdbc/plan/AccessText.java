package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.type.SqlLiteral;

/** Says which keys an access path reads: the key attributes, their templates, and what is known of their columns. */
final class AccessText {
    private final ExprText text;
    private final Function<Column, String> names;

    /** @param names what the columns of the entity are called */
    AccessText(ExprText text, Function<Column, String> names) {
        this.text = text;
        this.names = names;
    }

    void keys(Access access, ExplainNode.Builder node) {
        if (access instanceof Access.ByKey byKey) {
            keys(byKey.entity(), KeyChoices.of(byKey.key()), node);
        } else if (access instanceof Access.ByKeys byKeys) {
            keys(byKeys.entity(), byKeys.keys(), node);
        } else if (access instanceof Access.ByQuery query) {
            keys(query.partitionKey(), query.sortKey().orElse(null), query.known(), query.range(), node);
        } else if (access instanceof Access.ByCollection collection) {
            keys(collection.entity().partitionKey(), null, KeyChoices.of(collection.known()), null, node);
        }
    }

    private void keys(Entity entity, KeyChoices choices, ExplainNode.Builder node) {
        keys(entity.partitionKey(), entity.rangeKey().orElse(null), choices, null, node);
    }

    private void keys(
            KeyTemplate partition,
            @Nullable KeyTemplate sort,
            KeyChoices choices,
            @Nullable KeyRange range,
            ExplainNode.Builder node) {
        boolean isOne = choices.alternatives().size() == 1;
        Map<Column, KeyChoices.Choice> only = isOne ? choices.alternatives().get(0) : Map.of();
        node.detail("partition key", key(partition, only, null, partition.name() + madeAs(partition)));
        if (sort != null) {
            node.detail("sort key", key(sort, only, range, beginning(sort)));
        }
        if (!isOne) {
            List<Column> order = new ArrayList<>(partition.template().columns());
            if (sort != null) {
                order.addAll(sort.template().columns());
            }
            node.detail(
                    "keys",
                    choices.alternatives().stream()
                            .map(alternative -> "(" + conditions(order, alternative, null) + ")")
                            .collect(Collectors.joining(" OR ")));
        }
    }

    /** @param otherwise what is said where no condition on its columns is known */
    private String key(
            KeyTemplate key, Map<Column, KeyChoices.Choice> known, @Nullable KeyRange range, String otherwise) {
        Template template = key.template();
        if (template.columns().isEmpty()) {
            return key.name() + " = " + template.constant().map(SqlLiteral::of).orElse("");
        }
        String conditions = conditions(template.columns(), known, range);
        return conditions.isEmpty() ? otherwise : key.name() + madeAs(key) + ", " + conditions;
    }

    private static String madeAs(KeyTemplate key) {
        return " made as " + key.template().source();
    }

    /** What the sort keys of all rows of an entity begin with, empty where that says nothing. */
    private static String beginning(KeyTemplate key) {
        Object start = key.template().prefix(Set.of(), column -> null).value();
        return start instanceof String prefix && !prefix.isEmpty()
                ? key.name() + " begins with " + SqlLiteral.of(prefix)
                : "";
    }

    private String conditions(List<Column> columns, Map<Column, KeyChoices.Choice> known, @Nullable KeyRange range) {
        List<String> conditions = new ArrayList<>();
        for (Column column : new LinkedHashSet<>(columns)) {
            KeyChoices.Choice choice = known.get(column);
            if (choice != null) {
                conditions.add(names.apply(column) + choice(choice));
            }
        }
        if (range != null) {
            conditions.add(range(range));
        }
        return String.join(" AND ", conditions);
    }

    private String choice(KeyChoices.Choice choice) {
        if (choice instanceof KeyChoices.One one) {
            return " = " + text.of(one.value());
        } else if (choice instanceof KeyChoices.Any any) {
            return " IN (" + text.list(any.values()) + ")";
        } else if (choice instanceof KeyChoices.FromQuery query) {
            return " IN " + ExprText.query(query.query());
        }
        throw new IllegalStateException("no text for " + choice);
    }

    private String range(KeyRange range) {
        if (range instanceof KeyRange.Bounds bounds) {
            List<String> sides = new ArrayList<>();
            bounds.low().forEach(bound -> sides.add(bound(bounds.column(), bound.inclusive() ? ">=" : ">", bound)));
            bounds.high().forEach(bound -> sides.add(bound(bounds.column(), bound.inclusive() ? "<=" : "<", bound)));
            return String.join(" AND ", sides);
        } else if (range instanceof KeyRange.BeginsWith begins) {
            return "starts_with(" + names.apply(begins.column()) + ", " + text.of(begins.prefix()) + ")";
        } else if (range instanceof KeyRange.Like like) {
            BoundExpr escape = like.escape();
            return names.apply(like.column()) + " LIKE " + text.of(like.pattern())
                    + (escape == null ? "" : " ESCAPE " + text.of(escape));
        } else if (range instanceof KeyRange.Seek seek) {
            String columns = seek.columns().stream().map(names).collect(Collectors.joining(", "));
            String comparator = (seek.greater() ? ">" : "<") + (seek.inclusive() ? "=" : "");
            return "(" + columns + ") " + comparator + " (" + text.list(seek.values()) + ")";
        }
        throw new IllegalStateException("no text for " + range);
    }

    private String bound(Column column, String comparator, KeyRange.Bound bound) {
        return names.apply(column) + " " + comparator + " " + text.of(bound.value());
    }

    /** The columns that the keys settle: those with exactly one value. */
    static Set<Column> settled(Access access) {
        if (access instanceof Access.ByCollection collection) {
            return collection.known().keySet();
        }
        KeyChoices choices = access instanceof Access.ByKeys byKeys
                ? byKeys.keys()
                : access instanceof Access.ByQuery query ? query.known() : new KeyChoices(List.of());
        Set<Column> settled = new HashSet<>();
        if (choices.alternatives().size() == 1) {
            settled.addAll(choices.columns());
        }
        return settled;
    }
}
