package org.singletable.jdbc.dynamo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.mapping.TableDifferences;
import org.singletable.jdbc.mapping.TableSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Finds out what the physical table is, creates it where that is wanted, and checks it against the mapping. */
final class TableAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(TableAdmin.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration NEW = Duration.ofMinutes(1);
    private static final int TTL_POLLS = 10;

    private final DynamoDbClient client;
    private final RequestSender sender;
    private final RequestContext context;

    TableAdmin(DynamoDbClient client, RequestSender sender, RequestContext context) {
        this.client = client;
        this.sender = sender;
        this.context = context;
    }

    /** A table, and what about it is ignored or was believed. */
    record Described(TableSchema schema, List<String> warnings) {}

    /**
     * The table as it is, created where it is missing and {@code create} is set.
     *
     * @param expected what the mapping says of it, null where it says nothing
     * @throws DriverException 08001 where it is missing or differs, 28000 where it may not be described and the mapping
     *     does not tell what it is
     */
    Described open(String name, @Nullable TableSchema expected, boolean create, boolean provisioned) {
        Optional<TableDescription> found;
        try {
            found = describe(name);
        } catch (DriverException e) {
            if (!isDenied(e) || expected == null) {
                throw e;
            }
            String warning = "table " + name + " may not be described; the mapping's \"physical\" is believed";
            LOG.warn("{}: {}", warning, e.getMessage());
            return new Described(expected, List.of(warning));
        }
        if (found.isEmpty()) {
            if (!create) {
                throw WireErrors.tableMissing(name);
            }
            if (expected == null) {
                throw WireErrors.tableUnknown(name);
            }
            return create(expected, provisioned)
                    .map(created -> finish(expected, created))
                    .orElseGet(() -> join(expected));
        }
        if (found.get().tableStatus() == TableStatus.CREATING && create && expected != null) {
            return join(expected);
        }
        return check(awaitActive(name, found.get()), expected);
    }

    /** A table created just now. */
    private Described finish(TableSchema expected, TableDescription created) {
        List<String> warnings = new ArrayList<>();
        TableSchema actual = TableDescriptions.schema(awaitActive(expected.name(), created), null, warnings);
        expected.ttl().ifPresent(attribute -> enableTtl(expected.name(), attribute));
        return new Described(withTtl(actual, expected.ttlAttribute()), warnings);
    }

    /** A table that another process is creating, or an attempt of ours whose answer was lost. */
    private Described join(TableSchema expected) {
        TableDescription active = awaitActive(expected.name(), present(expected.name()));
        expected.ttl().ifPresent(attribute -> enableTtl(expected.name(), attribute));
        return check(active, expected);
    }

    /** A table that was there before. */
    private Described check(TableDescription table, @Nullable TableSchema expected) {
        List<String> warnings = new ArrayList<>();
        TableSchema keys = TableDescriptions.schema(table, null, warnings);
        TableSchema actual = withTtl(keys, ttl(table, expected, warnings));
        List<String> differences = expected == null ? List.of() : TableDifferences.of(expected, actual);
        if (!differences.isEmpty()) {
            throw WireErrors.tableDiffers(
                    actual.name(),
                    Stream.concat(differences.stream(), warnings.stream()).toList());
        }
        return new Described(actual, warnings);
    }

    private Optional<TableDescription> describe(String name) {
        return sender.send(Operation.DESCRIBE_TABLE, context, limits -> {
            try {
                return Optional.of(
                        client.describeTable(request -> request.tableName(name).overrideConfiguration(limits))
                                .table());
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Empty where the table is there already. */
    private Optional<TableDescription> create(TableSchema table, boolean provisioned) {
        CreateTableRequest.Builder request = TableDescriptions.createRequest(table, provisioned);
        return sender.send(Operation.CREATE_TABLE, context, limits -> {
            try {
                TableDescription created = client.createTable(
                                request.overrideConfiguration(limits).build())
                        .tableDescription();
                LOG.info("created table {}", table.name());
                return Optional.of(created);
            } catch (ResourceInUseException e) {
                return Optional.empty();
            }
        });
    }

    private TableDescription awaitActive(String name, TableDescription table) {
        TableDescription current = table;
        while (current.tableStatus() == TableStatus.CREATING) {
            pause();
            current = present(name);
        }
        if (current.tableStatus() == TableStatus.DELETING) {
            throw WireErrors.tableDeleting(name);
        }
        return current;
    }

    private void pause() {
        try {
            context.pause(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WireErrors.interrupted(e);
        }
    }

    private TableDescription present(String name) {
        return describe(name).orElseThrow(() -> WireErrors.tableMissing(name));
    }

    private @Nullable String ttl(TableDescription table, @Nullable TableSchema expected, List<String> warnings) {
        String name = table.tableName();
        try {
            String ttl = describeTtl(name);
            boolean awaited = expected != null && expected.ttlAttribute() != null && isNew(table);
            for (int i = 0; ttl == null && awaited && i < TTL_POLLS; i++) {
                pause();
                ttl = describeTtl(name);
            }
            return ttl;
        } catch (DriverException e) {
            // Engines without time to live do not know the operation.
            if (!isDenied(e) && e.state() != SqlState.INVALID_VALUE) {
                throw e;
            }
            String warning = "the time to live of table " + name + " may not be described; the mapping is believed";
            LOG.warn("{}: {}", warning, e.getMessage());
            warnings.add(warning);
            return expected == null ? null : expected.ttlAttribute();
        }
    }

    /** Whoever created the table a moment ago enables its time to live when it is active. */
    private static boolean isNew(TableDescription table) {
        return table.creationDateTime() != null
                && table.creationDateTime().isAfter(Instant.now().minus(NEW));
    }

    private @Nullable String describeTtl(String name) {
        DescribeTimeToLiveResponse response = sender.send(
                Operation.DESCRIBE_TIME_TO_LIVE,
                context,
                limits -> client.describeTimeToLive(
                        request -> request.tableName(name).overrideConfiguration(limits)));
        TimeToLiveDescription ttl = response.timeToLiveDescription();
        return ttl == null ? null : ttl.attributeName();
    }

    /** Denied to someone DynamoDB knows; bad credentials would fail at the next request, too. */
    private static boolean isDenied(DriverException e) {
        return e.getCause() instanceof AwsServiceException answer
                && answer.awsErrorDetails() != null
                && "AccessDeniedException".equals(answer.awsErrorDetails().errorCode());
    }

    private void enableTtl(String name, String attribute) {
        try {
            sender.send(
                    Operation.UPDATE_TIME_TO_LIVE,
                    context,
                    limits -> client.updateTimeToLive(request -> request.tableName(name)
                            .timeToLiveSpecification(
                                    ttl -> ttl.attributeName(attribute).enabled(true))
                            .overrideConfiguration(limits)));
        } catch (DriverException e) {
            // DynamoDB refuses to enable what is enabled.
            if (!attribute.equals(describeTtl(name))) {
                throw e;
            }
        }
    }

    private static TableSchema withTtl(TableSchema table, @Nullable String attribute) {
        return new TableSchema(table.name(), table.hashKey(), table.rangeKey(), table.indexes(), attribute);
    }
}
