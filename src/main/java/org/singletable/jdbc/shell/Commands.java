package org.singletable.jdbc.shell;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The shell's own commands, which begin with {@code !}. They work in scripts too. */
final class Commands {
    static final List<String> NAMES = List.of("!tables", "!describe", "!format", "!help", "!quit");

    private static final String HELP = """
            Statements end with ';'.
            !tables           lists the tables
            !describe TABLE   lists the columns of a table and their places in its primary key
            !format FORMAT    prints results as table, csv or json
            !help             prints this
            !quit             leaves, as do !exit and Ctrl-D

            """;

    private final Session session;

    Commands(Session session) {
        this.session = session;
    }

    /** Whether the shell goes on. */
    enum Outcome {
        GO_ON,
        QUIT
    }

    /**
     * Runs a command.
     *
     * @param text with its {@code !}
     * @throws UsageException there is no such command, or its argument is missing or wrong
     */
    Outcome run(String text) throws SQLException, IOException, UsageException {
        String[] words = text.strip().split("\\s+", 2);
        String argument = words.length == 2 ? words[1] : "";
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "!tables" -> tables();
            case "!describe" -> describe(required(argument, "the name of a table"));
            case "!format" -> session.setFormat(OutputFormat.parse(required(argument, OutputFormat.NAMES)));
            case "!help" -> session.out().print(HELP);
            case "!quit", "!exit" -> {
                return Outcome.QUIT;
            }
            default -> throw new UsageException("Unknown command " + words[0] + ": !help lists them");
        }
        return Outcome.GO_ON;
    }

    private void tables() throws SQLException, IOException {
        try (ResultSet tables = openTables()) {
            session.print(tables, pick(tables, "TABLE_NAME", "TABLE_TYPE", "REMARKS"));
        }
    }

    private void describe(String name) throws SQLException, IOException, UsageException {
        TableDescription description = new TableDescription(session.connection(), tableName(name));
        session.print(TableDescription.COLUMNS, description.rows());
    }

    private ResultSet openTables() throws SQLException {
        Connection connection = session.connection();
        return connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", null);
    }

    /** The table meant: an exact match, else one that differs in case only. */
    private String tableName(String wanted) throws SQLException, UsageException {
        List<String> inOtherCase = new ArrayList<>();
        try (ResultSet tables = openTables()) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (name.equals(wanted)) {
                    return name;
                }
                if (name.equalsIgnoreCase(wanted)) {
                    inOtherCase.add(name);
                }
            }
        }
        if (inOtherCase.size() != 1) {
            throw new UsageException("No table " + wanted + ": !tables lists them");
        }
        return inOtherCase.get(0);
    }

    private static List<ResultColumn> pick(ResultSet rows, String... names) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(ResultColumn.of(rows.getMetaData(), rows.findColumn(name)));
        }
        return columns;
    }

    private static String required(String argument, String what) throws UsageException {
        if (argument.isEmpty()) {
            throw new UsageException("Argument missing: expected " + what);
        }
        return argument;
    }
}
