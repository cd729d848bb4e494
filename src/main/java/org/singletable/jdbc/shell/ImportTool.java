package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.mapping.MappingException;
import org.singletable.jdbc.model.OneTableImport;
import org.singletable.jdbc.model.UnreadableModelException;
import org.singletable.jdbc.settings.ConnectionUrl;

/** Makes a mapping file of a schema of the library OneTable. */
final class ImportTool implements Tool {
    private static final int SAMPLES = 1000;
    private static final String OUTPUT = "-o";
    private static final String TABLE = "--table";
    private static final String SCHEMA = "--schema";
    private static final String PARAMS = "--params";
    private static final String NO_SAMPLES = "--no-samples";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "makes a mapping file of a model of the library OneTable";
    }

    @Override
    public String usage() {
        return """
                Usage: import FILE|URL [-o MAPPING] [--table NAME] [--schema NAME] [--params JSON] [--no-samples]

                  FILE             a schema of OneTable (npm dynamodb-onetable) as JSON; '-' is standard input
                  URL              a table that holds one, as its item _schema:
                                     jdbc:singletable://eu-west-1/Shop
                                   up to 1000 items of it are read to see what the schema does not say
                  -o MAPPING       writes the mapping to this file instead of standard output
                  --table NAME     the name of the table, where FILE does not tell it
                  --schema NAME    which of the schemas that the table holds (Current)
                  --params JSON    params of the schema that win over what it says, such as '{"isoDates": true}'
                  --no-samples     reads nothing but the schema

                What could not be taken over, and what is to be checked, is told on standard error, a line each.
                Status: 0 the mapping was made; 1 it was not; 2 wrong arguments.
                """;
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, SQLException, IOException {
        ToolArguments parsed =
                ToolArguments.parse(arguments, Set.of(OUTPUT, TABLE, SCHEMA, PARAMS), Set.of(NO_SAMPLES));
        String source = parsed.plain("the file of a schema, or the URL of a table that holds one")
                .get(0);
        Optional<Path> output = parsed.file(OUTPUT);
        OneTableImport.Result result =
                source.startsWith("jdbc:") ? ofTable(source, parsed, console) : ofFile(source, parsed, console);
        if (output.isPresent()) {
            Files.writeString(output.get(), result.mapping());
        } else {
            console.out().print(result.mapping());
        }
        result.losses().forEach(console.err()::println);
        result.notes().forEach(note -> console.err().println("note: " + note));
        console.err()
                .println(count(result.entities(), "entity", "entities") + ", "
                        + count(result.columns(), "column", "columns") + "; "
                        + count(result.losses().size(), "thing", "things") + " could not be taken over, "
                        + result.notes().size() + " to be checked");
        return true;
    }

    private static String count(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private static OneTableImport.Result ofFile(String source, ToolArguments arguments, Console console)
            throws UsageException, IOException {
        if (arguments.option(SCHEMA).isPresent() || arguments.has(NO_SAMPLES)) {
            throw new UsageException("Options " + SCHEMA + " and " + NO_SAMPLES + " are for a URL");
        }
        byte[] bytes = source.equals("-") ? console.in().readAllBytes() : read(ToolArguments.path(source));
        return made(source, new String(bytes, StandardCharsets.UTF_8), List.of(), arguments.option(TABLE), arguments);
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    private static OneTableImport.Result ofTable(String url, ToolArguments arguments, Console console)
            throws SQLException, IOException {
        try (StoredItems items = StoredItems.open(url)) {
            List<String> key =
                    OneTableImport.keyOfSchema(arguments.option(SCHEMA).orElse("Current"));
            String schema = items.find(key)
                    .orElseThrow(() -> new SQLException("the table has no item " + String.join(", ", key)
                            + ", which the library's saveSchema() writes; give the schema as a file"));
            List<String> samples = arguments.has(NO_SAMPLES)
                    ? List.of()
                    : items.some(SAMPLES, seen -> console.err().println(seen + " items read"));
            String table = arguments.option(TABLE).orElse(items.table());
            return made(ConnectionUrl.withoutSecrets(url), schema, samples, Optional.of(table), arguments);
        }
    }

    private static OneTableImport.Result made(
            String source, String schema, List<String> samples, Optional<String> table, ToolArguments arguments)
            throws IOException {
        try {
            return OneTableImport.of(schema, arguments.option(PARAMS).orElse(""), samples, table.orElse(null));
        } catch (UnreadableModelException e) {
            throw new IOException(source + ": " + e.getMessage(), e);
        } catch (MappingException e) {
            throw new IOException(
                    "the mapping made of " + source + " does not load, which is an error of this tool; "
                            + e.getMessage(),
                    e);
        }
    }
}
