package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link OutputFormat#JSON}. */
final class JsonPrinter implements ResultPrinter {
    private final PrintStream out;
    private List<ResultColumn> columns = List.of();
    private String separator = "\n";

    JsonPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> resultColumns) {
        columns = resultColumns;
        out.print('[');
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
        out.print(separator + JsonObjects.ofResult(columns, values));
        separator = ",\n";
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end(long rows) {
        out.print("\n]\n");
        out.flush();
    }

    @Override
    public void updateCount(long count) {
        // Only rows are data.
    }
}
