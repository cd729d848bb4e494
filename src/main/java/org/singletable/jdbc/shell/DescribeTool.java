package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.model.ModelPage;
import org.singletable.jdbc.model.Samples;

/** Shows a mapping to people, as a page for a browser. */
final class DescribeTool implements Tool {
    private static final String OUTPUT = "-o";
    private static final String URL = "--url";
    private static final String ITEMS = "--items";
    private static final String KEYS = "--keys";
    private static final String INDEX = "--index";
    private static final int DEFAULT_ITEMS = 3;

    /** Where neither the mapping nor anything else names the table. */
    private static final String UNNAMED = "table";

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "shows a mapping as a page of HTML: diagram, items, access paths";
    }

    @Override
    public String usage() {
        return """
                Usage: describe MAPPING -o FILE [--url URL] [--items N] [--keys KEYS] [--index INDEX]...

                  MAPPING        the mapping file, or classpath: and a resource's path
                  -o FILE        the page to write; it needs nothing else to be shown
                  --url URL      a table whose rows are shown, read by SQL, such as
                                   jdbc:singletable://eu-west-1/shop?mapping=shop.json
                                 without it: made-up values
                  --items N      rows of each entity, at most; 3 without it
                  --keys KEYS    the table's partition key and sort key, where the mapping does not say
                                 them: "pk sk". A Number has :N after its name, a Binary :B
                  --index INDEX  an index that the mapping does not say: "gsi1: gsi1pk gsi1sk", and after
                                 these KEYS_ONLY, or INCLUDE and attributes, where it does not hold all

                Rows of an entity without a list of its own are found by a Scan, see docs/queries.md.
                """;
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, SQLException, IOException {
        ToolArguments given = ToolArguments.parse(arguments, Set.of(OUTPUT, URL, ITEMS, KEYS), Set.of(INDEX), Set.of());
        String location = given.plain("MAPPING").get(0);
        Path output = given.file(OUTPUT)
                .orElseThrow(() -> new UsageException("Option " + OUTPUT + " is missing: the page to write"));
        int items = (int) Math.min(Integer.MAX_VALUE, given.number(ITEMS, 1, DEFAULT_ITEMS));
        GivenKeys keys = new GivenKeys(given.option(KEYS).orElse(null), given.all(INDEX));
        Optional<String> url = given.option(URL);
        String page;
        int entities;
        try {
            Catalog catalog = catalog(location, keys);
            Samples samples =
                    url.isPresent() ? read(url.get(), catalog, items, console) : Samples.madeUp(catalog, items);
            page = ModelPage.of(catalog, samples, fileName(location));
            entities = catalog.entities().size();
        } catch (DriverException e) {
            throw new SQLException(e.getMessage(), e.state().code(), e);
        }
        write(output, page);
        console.err()
                .printf(
                        "%s: %d entities of %s, %s%n",
                        output, entities, location, url.isPresent() ? "with rows of the table" : "with made-up values");
        return true;
    }

    private static Catalog catalog(String location, GivenKeys keys) throws UsageException {
        Mapping mapping = MappingLoader.load(location);
        String name = mapping.tableName().orElse(UNNAMED);
        if (keys.hasKeys()) {
            return mapping.bind(keys.table(name));
        }
        Optional<TableSchema> expected = mapping.expectedTable(name);
        if (expected.isEmpty()) {
            throw new UsageException("The mapping " + location
                    + " does not say the keys of its table. Give them as DescribeTable tells them: --keys \"pk sk\""
                    + " --index \"gsi1: gsi1pk gsi1sk\", or write them into the mapping, as \"physical\"");
        }
        return mapping.bind(keys.withIndexes(expected.get()));
    }

    private static Samples read(String url, Catalog catalog, int items, Console console) throws SQLException {
        try (Connection connection = Drivers.connect(url)) {
            return new SampleReader(connection, catalog, items, console.err()).read();
        }
    }

    private static void write(Path output, String page) throws IOException {
        try {
            Files.writeString(output, page);
        } catch (IOException e) {
            throw new IOException("cannot write the file " + output + ": " + e, e);
        }
    }

    /** Without its folders, which are nobody else's business. */
    private static String fileName(String location) {
        return location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
    }
}
