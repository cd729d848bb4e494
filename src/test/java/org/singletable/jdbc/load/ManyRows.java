package org.singletable.jdbc.load;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.singletable.jdbc.testing.Program;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Fills a table of the embedded engine with many rows and reads them all in another JVM with a small heap, which prints what
 * it read and what memory it took (docs/testing.md).
 */
public final class ManyRows {
    static final String MAPPING = """
            {"entities": {"reading": {"id": "n", "columns": {"n": "int!", "station": "string!", "celsius": "decimal"}}}}""";

    private static final int ITEMS_A_REQUEST = 25;
    private static final int WRITERS = 4;

    private ManyRows() {}

    /** @param args number of rows (1000000), heap of the reading JVM in MB (64), statement (SELECT * FROM reading) */
    public static void main(String[] args) throws SQLException, InterruptedException, ExecutionException, IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        String heap = args.length > 1 ? args[1] : "64";
        String sql = args.length > 2 ? args[2] : "SELECT * FROM reading";
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        try (Connection connection = DriverManager.getConnection("jdbc:singletable:mem:many_rows", properties)) {
            DynamoDbClient dynamo = connection.unwrap(DynamoDbClient.class);
            fill(connection, dynamo, rows);
            URI endpoint =
                    dynamo.serviceClientConfiguration().endpointOverride().orElseThrow();
            read(
                    "jdbc:singletable://127.0.0.1:" + endpoint.getPort()
                            + "/many_rows?user=singletable&password=singletable",
                    heap,
                    sql);
        }
    }

    private static void fill(Connection connection, DynamoDbClient dynamo, int rows)
            throws SQLException, InterruptedException, ExecutionException {
        // The first row is the driver's, and the pattern for the others.
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO reading (n, station, celsius) VALUES (0, 'station 0', 0)");
        }
        Map<String, AttributeValue> pattern =
                dynamo.scan(request -> request.tableName("many_rows")).items().get(0);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = 1 + writer * ITEMS_A_REQUEST;
                parts.add(writers.submit(() -> {
                    for (int n = first; n < rows; n += WRITERS * ITEMS_A_REQUEST) {
                        write(dynamo, pattern, n, Math.min(rows, n + ITEMS_A_REQUEST));
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            writers.shutdownNow();
        }
        System.out.println("wrote " + rows + " rows");
    }

    private static void write(DynamoDbClient dynamo, Map<String, AttributeValue> pattern, int from, int to) {
        List<WriteRequest> puts = IntStream.range(from, to)
                .mapToObj(n -> WriteRequest.builder()
                        .putRequest(put -> put.item(row(pattern, n)))
                        .build())
                .toList();
        Map<String, List<WriteRequest>> left = Map.of("many_rows", puts);
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> now = left;
            left = dynamo.batchWriteItem(request -> request.requestItems(now)).unprocessedItems();
        }
    }

    /** The pattern with another number wherever its own stands. */
    private static Map<String, AttributeValue> row(Map<String, AttributeValue> pattern, int n) {
        Map<String, AttributeValue> item = new java.util.HashMap<>();
        pattern.forEach((name, value) -> item.put(
                name,
                value.s() == null
                        ? value
                        : AttributeValue.fromS(value.s().replace("0000000000", "%010d".formatted(n)))));
        item.put("n", AttributeValue.fromN(String.valueOf(n)));
        item.put("station", AttributeValue.fromS("station " + n % 1000));
        item.put("celsius", AttributeValue.fromN(String.valueOf((n % 500) / 10.0)));
        return item;
    }

    private static void read(String url, String heap, String sql) throws IOException, InterruptedException {
        List<String> command = List.of(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                "-Xmx" + heap + "m",
                "-cp",
                String.join(java.io.File.pathSeparator, Program.quietClassPath(ManyRowsReader.class)),
                ManyRowsReader.class.getName(),
                url,
                MAPPING,
                sql);
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the reading program failed");
        }
    }
}
