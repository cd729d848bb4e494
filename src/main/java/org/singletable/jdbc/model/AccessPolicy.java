package org.singletable.jdbc.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.type.Conversions;

/**
 * The least that AWS has to allow a connection with a mapping, as a policy of IAM.
 *
 * <p>The names of actions are those of the <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Service Authorization
 * Reference</a>: a TransactWriteItems needs those of its parts.
 */
public final class AccessPolicy {
    private static final String VERSION = "2012-10-17";
    private static final String PREFIX = "dynamodb:";
    private static final String LEADING_KEYS = "dynamodb:LeadingKeys";
    private static final List<String> CONNECTING = List.of("DescribeTable", "DescribeTimeToLive");
    private static final List<String> READING = List.of("BatchGetItem", "GetItem", "Query");
    private static final List<String> WRITING =
            List.of("BatchWriteItem", "ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem");
    private static final List<String> CREATING = List.of("CreateTable", "UpdateTimeToLive");

    private final Catalog catalog;
    private final Grant grant;
    private final List<String> notes = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();

    private AccessPolicy(Catalog catalog, Grant grant) {
        this.catalog = catalog;
        this.grant = grant;
    }

    /**
     * What is granted, and where.
     *
     * @param partition {@code aws}, or {@code aws-cn}, {@code aws-us-gov}
     * @param region {@code *} for all
     * @param account {@code *} for all
     * @param readOnly nothing that writes
     * @param scans whether the table can be scanned; never where columns are bound
     * @param creates whether the table can be created
     * @param bound the only values of columns, as {@code bind.<column>} of a connection has them
     */
    public record Grant(
            String partition,
            String region,
            String account,
            boolean readOnly,
            boolean scans,
            boolean creates,
            Map<String, String> bound) {
        public Grant {
            bound = Map.copyOf(bound);
        }
    }

    /**
     * A policy.
     *
     * @param json its text, ending with a newline
     * @param notes what the mapping has and the policy does not allow
     */
    public record Text(String json, List<String> notes) {
        public Text {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Makes the policy.
     *
     * @throws DriverException 22023 where the rows of a bound column are not told apart by partition keys, 42703 where no entity
     *     has it, 22003, 22018 for a bound value that is none of its column
     */
    public static Text of(Catalog catalog, Grant grant) {
        return new AccessPolicy(catalog, grant).text();
    }

    private Text text() {
        ObjectNode policy = json.createObjectNode();
        policy.put("Version", VERSION);
        ArrayNode statements = policy.putArray("Statement");
        List<String> table = new ArrayList<>(CONNECTING);
        if (grant.creates()) {
            table.addAll(CREATING);
        }
        statement(statements, "Connect", table, List.of(tableArn()));
        if (grant.bound().isEmpty()) {
            statement(statements, "Rows", items(), List.of(tableArn()));
            List<String> indexes = new ArrayList<>();
            used().forEach(name -> indexes.add(indexArn(name)));
            if (!indexes.isEmpty()) {
                statement(statements, "Indexes", List.of("Query"), indexes);
            }
        } else {
            addBound(statements);
        }
        return new Text(printed(policy), notes);
    }

    private List<String> items() {
        List<String> actions = new ArrayList<>(READING);
        if (grant.scans() && grant.bound().isEmpty()) {
            actions.add("Scan");
        }
        if (!grant.readOnly()) {
            actions.addAll(WRITING);
        }
        return actions;
    }

    /** Indexes that statements on a mapped table may be answered from. */
    private Set<String> used() {
        Set<String> names = new TreeSet<>();
        for (Entity entity : catalog.entities()) {
            entity.indexes().stream()
                    .filter(index -> !index.stale())
                    .map(EntityIndex::name)
                    .forEach(names::add);
        }
        return names;
    }

    private void addBound(ArrayNode statements) {
        Set<String> keys = new LinkedHashSet<>();
        Map<String, Set<String>> indexKeys = new LinkedHashMap<>();
        used().forEach(name -> indexKeys.put(name, new LinkedHashSet<>()));
        Set<String> open = new LinkedHashSet<>();
        boolean any = false;
        for (Entity entity : catalog.entities()) {
            Map<Column, Object> values = values(entity);
            if (values.size() < grant.bound().size()) {
                notes.add("table " + entity.name() + " is left out: it has no column " + missing(entity));
                continue;
            }
            any = true;
            keys.add(pattern(entity, "its partition key", entity.partitionKey().template(), values));
            if (!grant.readOnly()) {
                for (UniqueConstraint constraint : entity.uniqueConstraints()) {
                    Template hash = constraint.item().get(entity.partitionKey().name());
                    if (hash != null) {
                        keys.add(pattern(entity, "the sentinel of " + constraint.name(), hash, values));
                    }
                }
            }
            for (EntityIndex index : entity.indexes()) {
                Optional<String> pattern =
                        LeadingKey.pattern(index.partitionKey().template(), values);
                if (index.stale()) {
                    continue;
                }
                pattern.ifPresentOrElse(
                        text -> indexKeys
                                .computeIfAbsent(index.name(), name -> new LinkedHashSet<>())
                                .add(text),
                        () -> {
                            open.add(index.name());
                            notes.add("index " + index.name() + " is left out: its partition key of table "
                                    + entity.name() + " holds rows with other values, too");
                        });
            }
        }
        if (!any) {
            throw new DriverException(
                    SqlState.UNDEFINED_COLUMN,
                    "no table of the mapping has the columns "
                            + String.join(", ", new TreeSet<>(grant.bound().keySet())));
        }
        condition(statement(statements, "Rows", items(), List.of(tableArn())), keys);
        indexKeys.forEach((name, patterns) -> {
            if (!open.contains(name) && !patterns.isEmpty()) {
                condition(statement(statements, sid(name), List.of("Query"), List.of(indexArn(name))), patterns);
            }
        });
        if (grant.scans()) {
            notes.add("Scan is left out: IAM cannot limit it to some rows");
        }
    }

    private Map<Column, Object> values(Entity entity) {
        Map<Column, Object> values = new LinkedHashMap<>();
        grant.bound()
                .forEach((name, text) -> entity.findColumn(name)
                        .ifPresent(column -> values.put(column, Conversions.convert(text, column.type()))));
        return values;
    }

    private String missing(Entity entity) {
        return grant.bound().keySet().stream()
                .filter(name -> entity.findColumn(name).isEmpty())
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private static String pattern(Entity entity, String what, Template template, Map<Column, Object> values) {
        return LeadingKey.pattern(template, values)
                .orElseThrow(() -> new DriverException(
                        SqlState.INVALID_VALUE,
                        "the rows of table " + entity.name() + " cannot be told apart by IAM: " + what + ", "
                                + template.source()
                                + ", does not begin with what is bound, or another value could begin alike"));
    }

    private ObjectNode statement(ArrayNode statements, String sid, List<String> actions, List<String> resources) {
        ObjectNode statement = statements.addObject();
        statement.put("Sid", sid);
        statement.put("Effect", "Allow");
        ArrayNode named = statement.putArray("Action");
        actions.stream().sorted().forEach(action -> named.add(PREFIX + action));
        ArrayNode places = statement.putArray("Resource");
        resources.forEach(places::add);
        return statement;
    }

    /** Without the second condition a request that has no key would be allowed: the first is true of none. */
    private static void condition(ObjectNode statement, Set<String> patterns) {
        ObjectNode condition = statement.putObject("Condition");
        ArrayNode keys = condition.putObject("ForAllValues:StringLike").putArray(LEADING_KEYS);
        patterns.forEach(keys::add);
        condition.putObject("Null").put(LEADING_KEYS, "false");
    }

    /** Letters and digits only, as IAM takes them. */
    private static String sid(String index) {
        return "Index" + index.replaceAll("[^A-Za-z0-9]", "");
    }

    private String tableArn() {
        return "arn:%s:dynamodb:%s:%s:table/%s"
                .formatted(grant.partition(), grant.region(), grant.account(), catalog.schemaName());
    }

    private String indexArn(String index) {
        return tableArn() + "/index/" + index;
    }

    private String printed(ObjectNode policy) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                PrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        try {
            return json.writer(printer).writeValueAsString(policy) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings can be written", e);
        }
    }
}
