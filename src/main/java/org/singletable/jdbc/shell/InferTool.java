package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.model.Draft;
import org.singletable.jdbc.model.Inference;
import org.singletable.jdbc.model.SampledTable;

/** Makes a draft of a mapping from items of a table of unknown origin. */
final class InferTool implements Tool {
    private static final int ITEMS = 2000;

    private static final String USAGE = """
            Usage: infer URL [-o FILE] [--items N]

              URL        the table, without a mapping, such as jdbc:singletable://eu-west-1/shop
              -o FILE    where the draft goes; without it, to standard output
              --items N  how many items are looked at, at most (%d): the first of each of %d parts of the table

            Remarks on what is not sure go to standard error. Writes nothing to the table.
            Status: 0 there is a draft; 1 the table is empty or cannot be read; 2 wrong arguments.
            """.formatted(ITEMS, StoredItems.SEGMENTS);

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
        try (StoredItems stored = StoredItems.open(url)) {
            List<String> items = stored.some(most, seen -> console.err().println(seen + " items read"));
            console.err().println(items.size() + " items read, from " + StoredItems.SEGMENTS + " parts of the table");
            List<ObjectNode> parsed = new ArrayList<>();
            for (String item : items) {
                parsed.add(item(item));
            }
            table = stored.with(parsed);
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

    private static ObjectNode item(String json) throws IOException {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("an item is not shown as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
