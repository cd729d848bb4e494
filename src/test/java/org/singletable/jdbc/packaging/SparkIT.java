package org.singletable.jdbc.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.testing.JavaBlock;
import org.singletable.jdbc.testing.MarkdownBlock;
import org.singletable.jdbc.testing.Program;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;

/** The program of docs/spark.md, in a JVM of its own with Spark and the jar for tools. */
class SparkIT {
    /** Written by the build. */
    private static final Path CLASS_PATH = Path.of("target", "spark-class-path.txt");

    /** What Spark uses of the JDK on Java 17. */
    private static final List<String> OPENED = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
            .toList();

    /** It listens, for its own workers. */
    private static final List<String> LOOPBACK =
            List.of("-Dspark.driver.bindAddress=127.0.0.1", "-Dspark.driver.host=127.0.0.1");

    @Test
    void readsBySegmentsAndWrites(@TempDir Path folder) throws IOException, SQLException {
        List<MarkdownBlock> blocks = MarkdownBlock.in(Path.of("docs", "spark.md"));
        List<String> classPath = new ArrayList<>(
                Arrays.asList(Files.readString(CLASS_PATH).strip().split(File.pathSeparator)));
        classPath.add(Artifacts.file("-all\\.jar").toString());
        String main = JavaBlock.compile(blocks.get(0), folder, String.join(File.pathSeparator, classPath));
        classPath.add(folder.toString());

        List<String> options = new ArrayList<>(OPENED);
        options.addAll(LOOPBACK);

        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url("mapping-examples/quickstart.json", "spark");
            try (Connection connection = DriverManager.getConnection(url)) {
                fill(connection);
                engine.proxy().reset();
                Program.Run run = Program.run(options, classPath, main, "", url);
                assertThat(run.status()).as(run.err()).isZero();
                assertThat(run.out()).isEqualTo(blocks.get(1).text());
                List<String> operations = engine.operations();
                assertThat(operations.stream().filter("Scan"::equals))
                        .as("in %s", operations)
                        .hasSize(4);
                assertThat(operations.stream().filter("PutItem"::equals))
                        .as("in %s", operations)
                        .hasSize(2);
                assertThat(operations).contains("Query").doesNotContain("TransactWriteItems");
                assertThat(
                                Sql.rows(
                                        connection,
                                        "SELECT line_no, sku, quantity, price FROM order_line WHERE username = 'ann' AND order_id = 'o2'"))
                        .containsExactly("1|cup|1|7.00", "2|pot|2|30.00");
            }
        }
    }

    private static void fill(Connection connection) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO product (sku, title, category, price) VALUES ('cup', 'Cup', 'kitchen', 7), ('mug', 'Mug', 'kitchen', 9),"
                        + " ('pot', 'Pot', 'kitchen', 30), ('hat', 'Hat', 'clothes', 5)");
        for (String username : List.of("ann", "bob", "cleo")) {
            Sql.update(
                    connection,
                    "INSERT INTO order_line (username, order_id, line_no, sku, quantity, price) VALUES (?, 'o1', 1, 'cup', 1, 7),"
                            + " (?, 'o1', 2, 'pot', 2, 30)",
                    username,
                    username);
        }
    }
}
