package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.model.Draft;
import org.singletable.jdbc.model.Inference;
import org.singletable.jdbc.model.SampledTable;

/** Makes a draft of a mapping from items of a table of unknown origin. */
final class InferTool implements Tool {
    private static final int ITEMS = 2000;
    private static final int SEGMENTS = 16;
    private static final int ITEMS_BETWEEN_PROGRESS = 500;

    private static final String USAGE = """
            Usage: infer URL [-o FILE] [--items N]

              URL        the table, without a mapping, such as jdbc:singletable://eu-west-1/shop
              -o FILE    where the draft goes; without it, to standard output
              --items N  how many items are looked at, at most (%d): the first of each of %d parts of the table

            Remarks on what is not sure go to standard error. Writes nothing to the table.
            Status: 0 there is a draft; 1 the table is empty or cannot be read; 2 wrong arguments.
            """.formatted(ITEMS, SEGMENTS);

    /** Numbers as they are: fractions decide about types. */
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Override
    public String name() {
        return "infer";
    }

    @Override
    public String summary() {
        return "makes a draft of a mapping from items of a table";
    }

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, SQLException, IOException {
        ToolArguments given = ToolArguments.parse(arguments, Set.of("-o", "--items"), Set.of());
        String url = given.plain("the URL").get(0);
        long most = given.number("--items", 1, ITEMS);
        Optional<Path> file = given.file("-o");

        SampledTable table;
        try (Connection connection = Drivers.connect(withoutEntities(url))) {
            table = sample(connection, most, console);
        }
        if (table.items().isEmpty()) {
            console.err().println("Error: the table " + table.name() + " is empty; nothing can be inferred");
            return false;
        }
        Draft draft = Inference.of(table);
        draft.remarks().forEach(remark -> console.err().println("  " + remark));
        if (file.isPresent()) {
            Files.writeString(file.get(), draft.text());
            console.err().println("The draft is in " + file.get() + ": read it, then run: check");
        } else {
            console.out().print(draft.text());
        }
        return true;
    }

    /** Without a mapping of its own, the connection shows the items alone. */
    private static String withoutEntities(String url) {
        if (url.contains("mapping=") || url.contains("mappingJson=")) {
            return url;
        }
        String mapping = URLEncoder.encode("{\"entities\":{}}", StandardCharsets.UTF_8);
        return url + (url.contains("?") ? "&" : "?") + "mappingJson=" + mapping;
    }

    private static SampledTable sample(Connection connection, long most, Console console)
            throws SQLException, IOException {
        DatabaseMetaData metaData = connection.getMetaData();
        Map<String, List<String>> keys = new LinkedHashMap<>();
        try (ResultSet indexes = metaData.getIndexInfo(null, null, "_items", false, true)) {
            while (indexes.next()) {
                keys.computeIfAbsent(indexes.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(indexes.getString("COLUMN_NAME"));
            }
        }
        List<String> primary = new ArrayList<>();
        List<SampledTable.Index> indexes = new ArrayList<>();
        boolean first = true;
        for (Map.Entry<String, List<String>> index : keys.entrySet()) {
            List<String> names = index.getValue();
            if (first) {
                primary = names;
            } else {
                indexes.add(
                        new SampledTable.Index(index.getKey(), names.get(0), names.size() > 1 ? names.get(1) : null));
            }
            first = false;
        }
        if (primary.isEmpty()) {
            throw new SQLException("The driver tells no keys of _items; expected a URL jdbc:singletable:...", "08001");
        }
        List<ObjectNode> items = items(connection, most, console);
        return new SampledTable(
                connection.getSchema(), primary.get(0), primary.size() > 1 ? primary.get(1) : null, indexes, items);
    }

    /** As many of each part, so that one large partition is not all that is seen. */
    private static List<ObjectNode> items(Connection connection, long most, Console console)
            throws SQLException, IOException {
        List<ObjectNode> items = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT _item FROM _items WHERE segment('_items', ?, ?)")) {
            for (int segment = 0; segment < SEGMENTS && items.size() < most; segment++) {
                long rest = most - items.size();
                long share = Math.max(1, rest / (SEGMENTS - segment));
                statement.setInt(1, segment);
                statement.setInt(2, SEGMENTS);
                statement.setLargeMaxRows(share);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        items.add(item(rows.getString(1)));
                        if (items.size() % ITEMS_BETWEEN_PROGRESS == 0) {
                            console.err().println(items.size() + " items read");
                        }
                    }
                }
            }
        }
        console.err().println(items.size() + " items read, from " + SEGMENTS + " parts of the table");
        return items;
    }

    private static ObjectNode item(String json) throws IOException {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("an item is not shown as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
