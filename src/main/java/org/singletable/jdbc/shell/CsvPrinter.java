package org.singletable.jdbc.shell;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link OutputFormat#CSV}. */
final class CsvPrinter implements ResultPrinter {
    private final PrintStream out;

    CsvPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        row(columns.stream().map(ResultColumn::label).toList());
    }

    @Override
    public void row(List<@Nullable String> values) {
        out.print(CsvText.record(values));
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end(long rows) {
        out.flush();
    }

    @Override
    public void updateCount(long count) {
        // Only rows are data.
    }
}
