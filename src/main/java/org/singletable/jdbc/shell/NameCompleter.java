package org.singletable.jdbc.shell;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes commands, the words that begin clauses, and the names of tables and columns, read when first needed. */
final class NameCompleter implements Completer {
    private static final Logger LOG = LoggerFactory.getLogger(NameCompleter.class);
    private static final List<String> WORDS = List.of(
            "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "NULL", "IN", "LIKE", "BETWEEN", "LIMIT", "INSERT", "INTO",
            "VALUES", "UPDATE", "SET", "DELETE");

    private final Connection connection;
    private @Nullable Set<String> names;

    NameCompleter(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (names == null) {
            names = readNames();
        }
        for (String name : names) {
            candidates.add(new Candidate(name));
        }
        for (String word : WORDS) {
            candidates.add(new Candidate(word));
        }
        if (line.wordIndex() == 0) {
            for (String command : Commands.NAMES) {
                candidates.add(new Candidate(command));
            }
        }
    }

    private Set<String> readNames() {
        Set<String> found = new TreeSet<>();
        try (ResultSet columns =
                connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (columns.next()) {
                found.add(columns.getString("TABLE_NAME"));
                found.add(columns.getString("COLUMN_NAME"));
            }
        } catch (SQLException e) {
            // An error in the middle of a line being edited would help nobody.
            LOG.debug("Names for completion cannot be read", e);
        }
        return found;
    }
}
