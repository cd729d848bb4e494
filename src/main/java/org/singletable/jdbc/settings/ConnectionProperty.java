package org.singletable.jdbc.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of connection properties: {@code Driver.getPropertyInfo}, the parser and the README are made from it.
 */
public enum ConnectionProperty {
    MAPPING("mapping", Scope.CLIENT, Type.TEXT, null, "The mapping file: a path, or `classpath:` and a resource name"),
    MAPPING_JSON("mappingJson", Scope.CLIENT, Type.TEXT, null, "The mapping itself, in place of `mapping`"),
    TABLE("table", Scope.CLIENT, Type.TEXT, null, "The physical table, where neither URL nor mapping names it"),
    REGION(
            "region",
            Scope.CLIENT,
            Type.TEXT,
            null,
            "The region that requests are signed for, where the URL names none"),
    ENDPOINT("endpoint", Scope.CLIENT, Type.TEXT, null, "The URL of the service, where it is not the region's own"),
    USER("user", Scope.CLIENT, Type.TEXT, null, "The access key; without it the AWS default credentials are used"),
    PASSWORD("password", Scope.CLIENT, Type.SECRET, null, "The secret of the access key"),
    SESSION_TOKEN("sessionToken", Scope.CLIENT, Type.SECRET, null, "The session token of a temporary access key"),
    PROFILE("profile", Scope.CLIENT, Type.TEXT, null, "A profile of the AWS configuration files"),
    ROLE_ARN("roleArn", Scope.CLIENT, Type.TEXT, null, "A role to assume with these credentials"),
    ENSURE_TABLE(
            "ensureTable",
            Scope.CLIENT,
            Type.BOOLEAN,
            null,
            "Create the table where it does not exist; by default only in the embedded engine"),
    BILLING_MODE(
            "billingMode",
            Scope.CLIENT,
            Type.CHOICE,
            "PAY_PER_REQUEST",
            "The billing mode of a created table",
            "PAY_PER_REQUEST",
            "PROVISIONED"),
    CONSISTENT_READ(
            "consistentRead",
            Scope.SESSION,
            Type.CHOICE,
            "true",
            "Strongly consistent reads where DynamoDB has them; `strict` uses no global index",
            "true",
            "false",
            "strict"),
    READ_ONLY("readOnly", Scope.CONNECTION, Type.BOOLEAN, "false", "Refuse statements that write"),
    PAGE_SIZE("pageSize", Scope.SESSION, Type.INTEGER, "0", "Items a page of a Query asks for; 0 for pages of 1 MB"),
    PREFETCH("prefetch", Scope.SESSION, Type.INTEGER, "1", "Pages read ahead while rows are consumed, up to 16"),
    SCAN(
            "scan",
            Scope.SESSION,
            Type.CHOICE,
            "warn",
            "What happens to a statement that needs a Scan of the table: it runs with a warning, without one, or fails",
            "warn",
            "allow",
            "forbid"),
    SCAN_SEGMENTS(
            "scanSegments",
            Scope.SESSION,
            Type.INTEGER,
            "0",
            "Parts in which a Scan reads the table at the same time; 0 for the driver's choice"),
    MAX_READ_UNITS(
            "maxReadUnits",
            Scope.SESSION,
            Type.INTEGER,
            "0",
            "Read capacity units after which a statement is stopped; 0 for no limit"),
    MAX_MEMORY_BYTES(
            "maxMemoryBytes",
            Scope.SESSION,
            Type.INTEGER,
            null,
            "Memory that a statement may hold, for sorting, grouping and joins; by default a quarter of the heap"),
    ATOMICITY(
            "atomicity",
            Scope.SESSION,
            Type.CHOICE,
            "statement",
            "What is written in whole or not at all: a statement, up to 100 items, or each of its rows",
            "statement",
            "row"),
    TRANSACTIONS(
            "transactions",
            Scope.CONNECTION,
            Type.CHOICE,
            "on",
            "`off`: `setAutoCommit(false)` is taken, and each row still written at once, for tools that load in bulk",
            "on",
            "off"),
    SAFE_WRITES(
            "safeWrites",
            Scope.SESSION,
            Type.CHOICE,
            "off",
            "`token`: a write whose answer was lost is sent again safely; single writes cost twice the units",
            "off",
            "token"),
    WRITE_CONCURRENCY(
            "writeConcurrency",
            Scope.SESSION,
            Type.INTEGER,
            "16",
            "Requests of a batch that are sent at the same time"),
    RETRIES("retries", Scope.CLIENT, Type.INTEGER, "8", "How often a failed request is tried again"),
    CONNECT_TIMEOUT("connectTimeout", Scope.CLIENT, Type.DURATION, "5s", "Time to open a network connection"),
    SOCKET_TIMEOUT("socketTimeout", Scope.CLIENT, Type.DURATION, "30s", "Time to wait for the answer to one request"),
    LOGIN_TIMEOUT("loginTimeout", Scope.CONNECTING, Type.DURATION, "0s", "Time to connect in all; 0 for no limit"),
    MAX_CONNECTIONS("maxConnections", Scope.CLIENT, Type.INTEGER, "50", "Network connections of a client at most"),
    LINGER("linger", Scope.CLIENT, Type.DURATION, "60s", "How long the client lives after its last connection"),
    DROP(
            "drop",
            Scope.CLIENT,
            Type.CHOICE,
            "never",
            "When an engine in memory ends: with the process or with its last connection",
            "never",
            "onClose"),
    PLAN_CACHE_SIZE("planCacheSize", Scope.CLIENT, Type.INTEGER, "256", "Statements whose plans are kept"),
    PLAN_CACHE_MAX_LENGTH(
            "planCacheMaxLength",
            Scope.CLIENT,
            Type.INTEGER,
            "16384",
            "Characters of a statement at most for its plan to be kept"),

    HIDE_EXPIRED(
            "hideExpired",
            Scope.SESSION,
            Type.BOOLEAN,
            "false",
            "Expired rows that DynamoDB still holds read as gone, and INSERT may replace them"),
    BIND(
            "bind.<column>",
            Scope.CONNECTION,
            Type.TEXT,
            null,
            "The only value of a column that the connection reads and writes, such as `bind.tenant=acme`"),
    BIND_EXCEPT(
            "bind.except",
            Scope.CONNECTION,
            Type.TEXT,
            null,
            "Entities, separated by commas, that may be used though they lack a bound column"),
    SLOW_STATEMENT_MILLIS(
            "slowStatementMillis",
            Scope.SESSION,
            Type.INTEGER,
            "0",
            "Statements that take longer are logged, with their cost and plan; 0 for none"),
    LOG_VALUES(
            "logValues",
            Scope.CONNECTION,
            Type.BOOLEAN,
            "false",
            "Log slow statements with the values of their literals and parameters");

    /** What a property belongs to. */
    public enum Scope {
        /** Connections with equal values share a client. */
        CLIENT,
        /** Each connection has its own, and {@code SET} changes it. */
        SESSION,
        /** Each connection has its own, out of the reach of SQL. */
        CONNECTION,
        /** Of the making of a connection only. */
        CONNECTING
    }

    /** What a value may be. */
    public enum Type {
        TEXT,
        /** Text that no message, log or metadata shows. */
        SECRET,
        BOOLEAN,
        /** A whole number that is not negative. */
        INTEGER,
        /** A number with a unit, {@code 500ms}, {@code 30s} or {@code 2m}; seconds where there is none. */
        DURATION,
        /** One of {@link #choices()}. */
        CHOICE
    }

    private final String key;
    private final Scope scope;
    private final Type type;
    private final @Nullable String defaultValue;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // no list of List.of can be changed
    private final List<String> choices;

    ConnectionProperty(
            String key, Scope scope, Type type, @Nullable String defaultValue, String description, String... choices) {
        this.key = key;
        this.scope = scope;
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
        this.choices = type == Type.BOOLEAN ? List.of("true", "false") : List.of(choices);
    }

    /** The name in URLs and {@code Properties}. Names are case-sensitive. */
    public String key() {
        return key;
    }

    public Scope scope() {
        return scope;
    }

    public Type type() {
        return type;
    }

    /** The value where none is given; empty where there is no fixed one. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** One line of Markdown, without a full stop. */
    public String description() {
        return description;
    }

    /** The only values there are; empty for other types than CHOICE and BOOLEAN. */
    public List<String> choices() {
        return choices;
    }

    /** Whether {@code SET} takes it. What is read-only stays so whatever SQL says: it guards against SQL. */
    public boolean isSettable() {
        return scope == Scope.SESSION;
    }

    public boolean isSecret() {
        return type == Type.SECRET;
    }

    /** The property of this name; {@code bind.} and any column name is {@link #BIND}. */
    public static Optional<ConnectionProperty> find(String key) {
        Optional<ConnectionProperty> exact = Arrays.stream(values())
                .filter(property -> property.key.equals(key))
                .findFirst();
        return exact.isEmpty() && key.startsWith("bind.") ? Optional.of(BIND) : exact;
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(ConnectionProperty::key).toList();
    }

    /** The properties as a Markdown table, for the README. */
    public static String toMarkdown() {
        String rows = Arrays.stream(values())
                .map(property ->
                        "| `%s` | %s | %s |".formatted(property.key, property.valuesAsMarkdown(), property.description))
                .collect(Collectors.joining("\n"));
        return "| property | values, default first | meaning |\n|---|---|---|\n" + rows + "\n";
    }

    private String valuesAsMarkdown() {
        if (choices.isEmpty()) {
            return defaultValue == null ? "" : "`" + defaultValue + "`";
        }
        return choices.stream()
                .sorted((left, right) -> Boolean.compare(right.equals(defaultValue), left.equals(defaultValue)))
                .map(choice -> "`" + choice + "`")
                .collect(Collectors.joining(", "));
    }
}
