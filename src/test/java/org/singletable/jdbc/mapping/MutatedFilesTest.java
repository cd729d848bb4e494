package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is in a file, loading gives a mapping or its problems, and never anything else. */
class MutatedFilesTest {
    private static final int CASES = 1_500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "a}b",
            "{",
            "[{",
            "{x|key}",
            "{$entity}",
            "{userId}{day}",
            "string!",
            "set<string>",
            "double!",
            "pk",
            "PK",
            "gsi1",
            "email",
            "user",
            "member",
            "_items",
            "a#b",
            "\\",
            "data.x",
            "now()",
            "epoch",
            "\uD83D");

    @Test
    void loadingGivesAMappingOrItsProblems() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int loaded = 0;
        for (int i = 0; i < CASES; i++) {
            ObjectNode file = (ObjectNode)
                    JSON.readTree(GoodFiles.all().get(i % GoodFiles.all().size()));
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                mutate(file, random);
            }
            loaded += load(file.toString(), seed) ? 1 : 0;
        }
        assertThat(loaded).isBetween(1, CASES - 1);
    }

    private static boolean load(String json, long seed) {
        try {
            Mapping mapping = MappingLoader.parse(json, "mutated.json");
            mapping.expectedTable("t").ifPresent(mapping::bind);
            return true;
        } catch (MappingException e) {
            assertThat(e.problems()).as(json).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
            });
            return false;
        } catch (RuntimeException e) {
            return fail("seed " + seed + ": " + json, e);
        }
    }

    /** Replaces, renames or removes something somewhere. */
    private static void mutate(ObjectNode file, Random random) {
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(file, containers);
        ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
        if (container.isEmpty()) {
            return;
        }
        int at = random.nextInt(container.size());
        if (container instanceof ArrayNode array) {
            array.set(at, value(random));
            return;
        }
        ObjectNode object = (ObjectNode) container;
        String name = new ArrayList<>(object.propertyStream().toList()).get(at).getKey();
        switch (random.nextInt(3)) {
            case 0 -> object.set(name, value(random));
            case 1 -> object.remove(name);
            default -> object.set(TEXTS.get(random.nextInt(TEXTS.size())), object.remove(name));
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
            container.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode value(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> JSON.getNodeFactory().numberNode(random.nextInt(5) - 1);
            case 1 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> JSON.getNodeFactory().nullNode();
            case 3 -> JSON.createArrayNode().add(text);
            case 4 -> JSON.createObjectNode().put(text, TEXTS.get(random.nextInt(TEXTS.size())));
            default -> JSON.getNodeFactory().textNode(text);
        };
    }
}
