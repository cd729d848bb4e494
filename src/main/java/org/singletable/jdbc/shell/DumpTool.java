package org.singletable.jdbc.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** {@code dump}: the rows of a table or a query into a file. */
final class DumpTool implements Tool {
    @Override
    public String name() {
        return "dump";
    }

    @Override
    public String summary() {
        return "writes the rows of a table or a query to a file, as load reads it";
    }

    @Override
    public String usage() {
        return """
                Usage: dump URL TABLE|SQL -o FILE [OPTION]...

                  TABLE            the name of a table, which is read in segments, in no order
                  SQL              a query, which has white space: it is read as one, in its order
                  -o FILE          where the rows go; '-' is standard output
                  --format FORMAT  csv or jsonl; without it the end of the file's name tells
                  --segments N     in how many parts the table is read (4 for each thread)
                  --threads N      how many parts are read at the same time (4)
                  --rate N         items read a second, at most
                  --restart        begins anew; without it a dump of a table that was stopped goes on, as
                                   FILE.progress says, and no other file is overwritten

                Status: 0 all rows are in the file; 1 the dump was stopped; 2 wrong arguments.
                """;
    }

    @Override
    public boolean run(List<String> arguments, Console console) throws UsageException, SQLException, IOException {
        DumpOptions options = DumpOptions.parse(arguments);
        if (options.isQuery()) {
            new QueryDump(options, console).run();
        } else {
            new TableDump(options, console).run();
        }
        return true;
    }
}
