package org.singletable.jdbc.shell;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares all items of a table with the mapping: what does not fit, how often, and where. */
final class CheckTool implements Tool {
    private static final String USAGE = """
            Usage: check URL [--examples N] [--format table|csv|json]

              URL              the table and the mapping, such as
                                 jdbc:singletable://eu-west-1/shop?mapping=shop.json
              --examples N     how many keys are shown of each kind of finding (3)
              --format FORMAT  how the report is printed: table (default), csv or json

            Reads the whole table once and writes nothing.
            Status: 0 nothing was found; 1 something was, or the check failed; 2 wrong arguments.
            """;

    private static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("table", 1, ResultColumn.Kind.TEXT),
            new ResultColumn("kind", 2, ResultColumn.Kind.TEXT),
            new ResultColumn("attribute", 3, ResultColumn.Kind.TEXT),
            new ResultColumn("count", 4, ResultColumn.Kind.NUMBER),
            new ResultColumn("example", 5, ResultColumn.Kind.JSON),
            new ResultColumn("stored", 6, ResultColumn.Kind.JSON),
            new ResultColumn("expected", 7, ResultColumn.Kind.JSON),
            new ResultColumn("message", 8, ResultColumn.Kind.TEXT));

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "compares all items of a table with the mapping";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /**
     * Findings of the same kind about the same attribute.
     *
     * @param entity the table, empty for items of none
     */
    private record Group(String entity, String kind, String attribute) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int byEntity = entity.compareTo(other.entity);
            int byKind = byEntity != 0 ? byEntity : kind.compareTo(other.kind);
            return byKind != 0 ? byKind : attribute.compareTo(other.attribute);
        }
    }

    /** How many there are, and the first of them. */
    private static final class Findings {
        private long count;
        private final List<List<@Nullable String>> examples = new ArrayList<>();
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, SQLException, IOException {
        ToolArguments given = ToolArguments.parse(arguments, Set.of("--examples", "--format"), Set.of());
        String url = given.plain("the URL").get(0);
        long examples = given.number("--examples", 1, 3);
        OutputFormat format = OutputFormat.parse(given.option("--format").orElse("table"));

        Map<Group, Findings> found = new TreeMap<>();
        try (Connection connection = Drivers.connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("CALL singletable_verify('*')")) {
            while (rows.next()) {
                if (rows.getString("item_key") == null) {
                    console.err().println(rows.getString("kind") + ": " + rows.getString("message"));
                } else {
                    add(found, rows, examples);
                }
            }
        }
        print(found, format.printer(console.out()));
        return found.isEmpty();
    }

    private static void add(Map<Group, Findings> found, ResultSet rows, long examples) throws SQLException {
        Group group = new Group(
                textOr(rows.getString("entity"), ""), rows.getString("kind"), textOr(rows.getString("attribute"), ""));
        Findings findings = found.computeIfAbsent(group, key -> new Findings());
        findings.count++;
        if (findings.examples.size() < examples) {
            List<@Nullable String> example = new ArrayList<>();
            for (String column : List.of("item_key", "stored", "expected", "message")) {
                example.add(rows.getString(column));
            }
            findings.examples.add(example);
        }
    }

    private static String textOr(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** A row for each example; the count stands beside the first. */
    private static void print(Map<Group, Findings> found, ResultPrinter printer) throws IOException {
        printer.begin(COLUMNS);
        long count = 0;
        for (Map.Entry<Group, Findings> entry : found.entrySet()) {
            Group group = entry.getKey();
            String number = Long.toString(entry.getValue().count);
            for (List<@Nullable String> example : entry.getValue().examples) {
                List<@Nullable String> row = new ArrayList<>();
                row.add(group.entity());
                row.add(group.kind());
                row.add(group.attribute());
                row.add(number);
                row.addAll(example);
                printer.row(row);
                count++;
            }
        }
        printer.end(count);
    }
}
