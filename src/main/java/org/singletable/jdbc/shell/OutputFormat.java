package org.singletable.jdbc.shell;

import java.io.PrintStream;
import java.util.function.Function;

/** How results are printed. */
enum OutputFormat {
    /** For people: aligned columns and the number of rows. */
    TABLE(TablePrinter::new),
    /** RFC 4180 with line feeds. NULL is nothing at all, the empty string is {@code ""}. */
    CSV(CsvPrinter::new),
    /** One array of objects for each result, an object a line. */
    JSON(JsonPrinter::new);

    static final String NAMES = "table, csv or json";

    private final Function<PrintStream, ResultPrinter> printer;

    OutputFormat(Function<PrintStream, ResultPrinter> printer) {
        this.printer = printer;
    }

    /** A printer for one result. */
    ResultPrinter printer(PrintStream out) {
        return printer.apply(out);
    }

    /** @throws UsageException there is no such format */
    static OutputFormat parse(String name) throws UsageException {
        for (OutputFormat format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw new UsageException("Unknown format " + name + ": expected " + NAMES);
    }
}
