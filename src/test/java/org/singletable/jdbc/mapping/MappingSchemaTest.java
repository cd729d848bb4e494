package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that ships for editors accepts what the loader accepts, and sees the mistakes that need no understanding. */
class MappingSchemaTest {
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schemaText());

    private static String schemaText() {
        try (InputStream resource =
                MappingLoader.class.getResourceAsStream("/org/singletable/jdbc/mapping.schema.json")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> good() throws IOException {
        Stream<Arguments> files = Stream.of(
                        "mapping-examples/quickstart.json",
                        "mapping-examples/pynamodb-single-table.json",
                        "src/test/resources/golden/electrodb/mapping-draft.json",
                        "src/test/resources/golden/onetable/mapping-draft.json",
                        "src/test/resources/golden/pynamodb_single_table/mapping-draft.json")
                .map(name -> Arguments.of(name, text(Path.of(name))));
        Stream<String> texts = Stream.concat(GoodFiles.all().stream(), Stream.of("{\"entities\": {}}"));
        return Stream.concat(files, texts.map(text -> Arguments.of(text, text)));
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void acceptsWhatLoads(String name, String json) {
        MappingLoader.parse(json, name);
        List<Error> errors = schema.validate(json, InputFormat.JSON);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"tables\": \"x\", \"entities\": {\"a\": {}}}",
                "{\"entities\": {\"_items\": {}}}",
                "{\"entities\": {\"a-b\": {}}}",
                "{\"entities\": {\"a\": {\"colums\": {}}}}",
                "{\"entities\": {\"a\": {\"columns\": {\"x\": \"strnig\"}}}}",
                "{\"entities\": {\"a\": {\"columns\": {\"x.y\": \"string\"}}}}",
                "{\"entities\": {\"a\": {\"columns\": {\"x\": {\"as\": \"base46\"}}}}}",
                "{\"entities\": {\"a\": {\"columns\": {\"x\": {\"defualt\": \"0\"}}}}}",
                "{\"entities\": {\"a\": {\"columns\": {\"x\": {\"hidden\": 1}}}}}",
                "{\"entities\": {\"a\": {\"columns\": {\"x\": {\"version\": {\"start\": 1.5}}}}}}",
                "{\"entities\": {\"a\": {\"item\": {\"pk\": \"\"}}}}",
                "{\"entities\": {\"a\": {\"in\": {\"json\": \"compact\"}}}}",
                "{\"entities\": {\"a\": {\"in\": {\"attr\": \"x\", \"json\": \"pickle\"}}}}",
                "{\"entities\": {\"a\": {\"unique\": \"x\"}}}",
                "{\"entities\": {\"a\": {\"unique\": [{\"columns\": [\"x\"]}]}}}",
                "{\"entities\": {\"a\": {\"references\": [\"x\"]}}}",
                "{\"entities\": {\"a\": {\"list\": {\"shards\": 0}}}}",
                "{\"entities\": {\"a\": {\"indexes\": {\"i\": []}}}}",
                "{\"entities\": {\"a\": {}}, \"physical\": {\"keys\": [\"a\", \"b\", \"c\"]}}",
                "{\"entities\": {\"a\": {}}, \"physical\": {\"indexes\": {\"i\": {\"projection\": \"ALL\"}}}}",
                "{\"entities\": {\"a\": {}}, \"ignore\": {\"pk\": \"x\"}}"
            })
    void seesMistakes(String json) {
        assertThat(schema.validate(json, InputFormat.JSON)).isNotEmpty();
    }
}
