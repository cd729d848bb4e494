package org.singletable.jdbc.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** {@code load}: the rows of a file into a table. */
final class LoadTool implements Tool {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public String summary() {
        return "writes the rows of a file, CSV or JSON lines, into a table";
    }

    @Override
    public String usage() {
        return """
                Usage: load URL TABLE FILE [OPTION]...

                  FILE             CSV with a header of column names, or a JSON object a line
                  --format FORMAT  csv or jsonl; without it the end of the file's name tells
                  --threads N      how many batches are written at the same time (4)
                  --batch N        rows of a batch (100)
                  --rate N         rows a second, at most
                  --upsert         replaces rows that are there; without it they are rejected
                  --rejects FILE   where rows go that cannot be written, with the reasons (FILE.rejects)
                  --null TEXT      what NULL is in CSV, outside of quotes (nothing)
                  --restart        begins anew; without it a load that was stopped goes on, as FILE.progress says

                Status: 0 all rows are written; 1 some were rejected, or the load was stopped; 2 wrong arguments.
                """;
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, SQLException, IOException {
        return new Load(LoadOptions.parse(arguments), console).run();
    }
}
