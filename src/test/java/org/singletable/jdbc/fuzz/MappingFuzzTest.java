package org.singletable.jdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.GoodFiles;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingException;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.plan.ColumnDefaults;

/** Mapping files: those that there are, changed as JSON and as text, and some that are extreme. */
class MappingFuzzTest {
    private static final int INPUTS = Fuzzing.number(1_500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> TEXTS = List.of(
            "",
            "{",
            "}",
            "{x",
            "{x|}",
            "{x|key|key}",
            "[{x}]",
            "[[[[",
            "{$entity}",
            "{$nothing}",
            "\\\\",
            "\\{",
            "{a}{b}",
            "string",
            "string(0)",
            "string(99999999999)",
            "decimal(38,39)",
            "decimal(-1)",
            "set<set<string>>",
            "json!",
            "!",
            "list<string>",
            "epoch",
            "iso:99",
            "pad:0",
            "pad:999999999",
            "fixed:99",
            "x",
            "a}b",
            "{x|key}",
            "{userId}{day}",
            "string!",
            "set<string>",
            "double!",
            "pk",
            "PK",
            "sk",
            "gsi1",
            "email",
            "user",
            "member",
            "a#b",
            "data.x",
            "_items",
            "now()",
            "'x'",
            "1 +",
            "((((",
            "?",
            "a.b.c.d",
            ".",
            "a..b",
            "$",
            "\ud83d",
            "\0",
            "\n",
            "select",
            "KEYS_ONLY",
            "classpath:x");

    private static List<String> files() throws IOException {
        List<String> files = new ArrayList<>(GoodFiles.all());
        for (Path folder : List.of(Path.of("mapping-examples"), Path.of("src/test/resources/mappings"))) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(path -> path.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    files.add(Files.readString(file));
                }
            }
        }
        return files;
    }

    /** As a connection does it: the error is what the driver's border makes an SQLException of. */
    private static void load(String json) throws SQLException {
        try {
            Mapping mapping = MappingLoader.parse(json, "fuzzed");
            Optional<Catalog> catalog = mapping.expectedTable("fuzzed").map(mapping::bind);
            catalog.ifPresent(ColumnDefaults::check);
        } catch (DriverException e) {
            assertThat(e.getMessage()).hasSizeLessThan(200_000);
            if (e instanceof MappingException file) {
                assertThat(file.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.line()).isPositive();
                    assertThat(problem.column()).isPositive();
                });
            }
            throw new SQLException(e.getMessage(), e.state().code(), e);
        }
    }

    @Test
    void onlyProblemsOfTheFileComeOut() throws IOException {
        List<String> files = files();
        assertThat(files).hasSizeGreaterThan(10);
        Fuzzing fuzzing = Fuzzing.run("MappingFuzzTest", INPUTS, (random, description) -> {
            String file = files.get(random.nextInt(files.size()));
            String changed = random.nextInt(4) == 0 ? changedText(file, random) : changedTree(file, random);
            description.is(changed);
            return () -> load(changed);
        });
        assertThat(fuzzing.ended("no error")).as("some are mappings still").isPositive();
        assertThat(fuzzing.inputs() - fuzzing.ended("no error"))
                .as("some are none")
                .isPositive();
    }

    @Test
    void extremeFiles() {
        String column = "{\"entities\": {\"a\": {\"id\": \"k\", \"columns\": {\"k\": \"string!\", \"v\": %s}}}}";
        String many = "\"c%d\": \"string\"";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("brackets", "[".repeat(100_000));
        files.put("objects", "{\"a\":".repeat(100_000));
        files.put("deep arrays", column.formatted("[".repeat(900) + "]".repeat(900)));
        files.put("a long string", column.formatted("\"" + "x".repeat(10_000_000) + "\""));
        files.put("a long number", column.formatted("1".repeat(500)));
        files.put("a very long number", column.formatted("1".repeat(100_000)));
        files.put("an exponent", column.formatted("1e999999999"));
        files.put(
                "an exponent in a member",
                column.formatted("{\"type\": \"int\", \"version\": {\"start\": 1e999999999}}"));
        files.put(
                "a deep default",
                column.formatted("{\"type\": \"string\", \"default\": \"" + "(".repeat(100_000) + "\"}"));
        files.put(
                "a long default",
                column.formatted("{\"type\": \"int\", \"default\": \"" + "9".repeat(100_000) + "\"}"));
        files.put(
                "a default of signs",
                column.formatted("{\"type\": \"int\", \"default\": \"" + "- ".repeat(50_000) + "1\"}"));
        files.put(
                "a deep path", column.formatted("{\"type\": \"string\", \"attr\": \"a" + ".a".repeat(50_000) + "\"}"));
        files.put("nothing", "");
        files.put("NUL", "\0".repeat(1_000));
        files.put("half a pair", column.formatted("\"\ud83d\""));
        files.put("a template of brackets", template("[".repeat(50_000) + "{k}" + "]".repeat(50_000)));
        files.put("a template of columns", template("{k}#".repeat(50_000)));
        files.put("a template of formats", template("{k" + "|lower".repeat(50_000) + "}"));
        files.put(
                "many columns",
                "{\"entities\": {\"a\": {\"id\": \"c0\", \"columns\": {"
                        + String.join(
                                ", ",
                                java.util.stream.IntStream.range(0, 5_000)
                                        .mapToObj(many::formatted)
                                        .toList())
                        + "}}}}");
        Map<String, Fuzzing.Input> inputs = new LinkedHashMap<>();
        files.forEach((name, json) -> inputs.put(name, () -> load(json)));
        Fuzzing.run("MappingFuzzTest, extreme", inputs);
    }

    private static String template(String template) {
        return "{\"physical\": {\"keys\": [\"pk\", \"sk\"]}, \"entities\": {\"a\": {\"item\": {\"pk\": \"" + template
                + "\", \"sk\": \"a\"}, \"columns\": {\"k\": \"string!\"}}}}";
    }

    private static String changedText(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, TEXTS.get(random.nextInt(TEXTS.size())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
            }
        }
        return text.toString();
    }

    private static String changedTree(String json, Random random) throws IOException {
        JsonNode tree = JSON.readTree(json);
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<ContainerNode<?>> containers = new ArrayList<>();
            collect(tree, containers);
            change(containers.get(random.nextInt(containers.size())), random);
        }
        return tree.toString();
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
            container.forEach(child -> collect(child, containers));
        }
    }

    private static void change(ContainerNode<?> container, Random random) {
        if (container.isEmpty()) {
            return;
        }
        int at = random.nextInt(container.size());
        if (container instanceof ArrayNode array) {
            array.set(at, value(random));
        } else if (container instanceof ObjectNode object) {
            String name =
                    object.propertyStream().skip(at).findFirst().orElseThrow().getKey();
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(TEXTS.get(random.nextInt(TEXTS.size())), object.remove(name));
                case 2 -> object.set(name, object.deepCopy());
                default -> object.set(name, value(random));
            }
        }
    }

    private static JsonNode value(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 1 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> JSON.getNodeFactory().nullNode();
            case 3 -> JSON.createArrayNode().add(text).add(text);
            case 4 -> JSON.createObjectNode().put(text, text);
            default -> JSON.getNodeFactory().textNode(text);
        };
    }
}
