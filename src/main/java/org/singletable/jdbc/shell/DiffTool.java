package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.model.MappingChange;
import org.singletable.jdbc.model.MappingDiff;

/** Tells what it means for a table that its mapping is replaced. */
final class DiffTool implements Tool {
    private static final String KEYS = "--keys";
    private static final String INDEX = "--index";
    private static final String FORMAT = "--format";
    private static final String FAIL = "--fail-on-change";

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public String summary() {
        return "tells what changes in a table when its mapping is replaced";
    }

    @Override
    public String usage() {
        return """
                Usage: diff OLD NEW [--keys KEYS] [--index INDEX]... [--format table|json] [--fail-on-change]

                  OLD, NEW          mapping files
                  --keys KEYS       the table's keys where no mapping tells them (physical, or the short form),
                                    with a type where that is not S: "pk sk:N"
                  --index INDEX     an index that no mapping tells: "gsi1: gsi1pk gsi1sk"
                  --format FORMAT   table (default) or json
                  --fail-on-change  ends with status 1 where stored data or the table are concerned

                Status: 0 the mappings were compared; 1 they cannot be, or --fail-on-change; 2 wrong arguments.
                """;
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, IOException {
        ToolArguments parsed = ToolArguments.parse(arguments, Set.of(KEYS, FORMAT), Set.of(INDEX), Set.of(FAIL));
        List<String> files = parsed.plain("the old mapping", "the new mapping");
        OutputFormat format = OutputFormat.parse(parsed.option(FORMAT).orElse("table"));
        if (format == OutputFormat.CSV) {
            throw new UsageException("Unknown format csv: expected table or json");
        }
        MappingDiff diff = compare(
                files.get(0), files.get(1), new GivenKeys(parsed.option(KEYS).orElse(null), parsed.all(INDEX)));
        if (format == OutputFormat.JSON) {
            json(diff, console.out());
        } else {
            table(diff, console.out());
        }
        return !(parsed.has(FAIL) && diff.touchesData());
    }

    private static MappingDiff compare(String oldFile, String newFile, GivenKeys keys)
            throws UsageException, IOException {
        try {
            Mapping before = MappingLoader.load(oldFile);
            Mapping after = MappingLoader.load(newFile);
            String nameBefore = before.tableName().or(after::tableName).orElse("table");
            String nameAfter = after.tableName().orElse(nameBefore);
            // The table is the same: what one mapping tells of it is so for the other.
            Optional<TableSchema> told = after.expectedTable(nameAfter).or(() -> before.expectedTable(nameAfter));
            if (told.isEmpty() && !keys.hasKeys()) {
                throw new UsageException("No mapping tells the keys of the table: give " + KEYS
                        + " \"HASH RANGE\", or add physical to a mapping");
            }
            TableSchema tableAfter = told.isPresent() ? keys.withIndexes(told.get()) : keys.table(nameAfter);
            TableSchema tableBefore = before.expectedTable(nameBefore).orElse(renamed(tableAfter, nameBefore));
            return MappingDiff.of(before.bind(tableBefore), after.bind(tableAfter));
        } catch (DriverException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static TableSchema renamed(TableSchema table, String name) {
        return new TableSchema(name, table.hashKey(), table.rangeKey(), table.indexes(), table.ttlAttribute());
    }

    private static void table(MappingDiff diff, PrintStream out) throws IOException {
        if (diff.changes().isEmpty()) {
            out.print("nothing changes\n");
            return;
        }
        ResultPrinter printer = OutputFormat.TABLE.printer(out);
        List<ResultColumn> columns = new ArrayList<>();
        for (String label : List.of("entity", "effect", "what", "before", "after")) {
            columns.add(new ResultColumn(label, columns.size() + 1, ResultColumn.Kind.TEXT));
        }
        printer.begin(columns);
        for (MappingChange change : diff.changes()) {
            printer.row(List.of(
                    change.entity().isEmpty() ? "(the table)" : change.entity(),
                    change.effect().toString(),
                    change.what(),
                    Objects.requireNonNullElse(change.before(), ""),
                    Objects.requireNonNullElse(change.after(), "")));
        }
        printer.end(diff.changes().size());
        int number = 1;
        for (String step : diff.steps()) {
            out.print(number++ + ". " + step + "\n");
        }
    }

    private static void json(MappingDiff diff, PrintStream out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeArrayFieldStart("changes");
            for (MappingChange change : diff.changes()) {
                json.writeStartObject();
                json.writeStringField("entity", change.entity());
                json.writeStringField("effect", change.effect().toString());
                json.writeStringField("what", change.what());
                json.writeStringField("before", change.before());
                json.writeStringField("after", change.after());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("steps");
            for (String step : diff.steps()) {
                json.writeString(step);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.print(text + "\n");
    }
}
