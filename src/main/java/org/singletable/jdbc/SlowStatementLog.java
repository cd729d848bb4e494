package org.singletable.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.engine.Database;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.settings.Settings.SessionSettings;
import org.singletable.jdbc.type.SqlLiteral;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what takes longer than {@code slowStatementMillis}: its time and cost, its SQL, and its plan. Values that an
 * application gives are in no line unless {@code logValues} asks for them; nothing else of the driver logs statements.
 */
final class SlowStatementLog {
    /** What applications configure. */
    private static final Logger LOG = LoggerFactory.getLogger("org.singletable.jdbc.slow");

    /** Different texts of a batch that are shown. */
    private static final int MOST_TEXTS = 3;

    /** Characters of a parameter's value that are shown. */
    private static final int LONGEST_VALUE = 100;

    private final Catalog catalog;
    private final Session session;

    SlowStatementLog(Catalog catalog, Session session) {
        this.catalog = catalog;
        this.session = session;
    }

    /** A watch over one execution, under the settings of now. */
    Watch watch(Planned statement, StatementControl control) {
        return watch(control, ended -> text(ended, "", List.of(statement)));
    }

    /**
     * A watch over a batch as a whole.
     *
     * @param entries the ones that run, to be filled in until they have ended
     */
    Watch watchBatch(List<Planned> entries, StatementControl control) {
        return watch(control, ended -> text(ended, "batch of " + entries.size() + ", ", entries));
    }

    private Watch watch(StatementControl control, Function<SlowStatement.Ended, String> text) {
        int limit = session.settings().logging().slowStatementMillis();
        return limit == 0 || !LOG.isWarnEnabled()
                ? Watch.OFF
                : new SlowStatement(control, limit, System::nanoTime, ended -> log(ended, text));
    }

    private static void log(SlowStatement.Ended ended, Function<SlowStatement.Ended, String> words) {
        String text;
        try {
            text = words.apply(ended);
        } catch (RuntimeException e) { // whatever it is, what a statement gives must not be lost for a line of the log
            // without its message, which may hold what must not be logged
            LOG.warn(
                    "{} ms for a statement that cannot be described: {}",
                    ended.millis(),
                    e.getClass().getName());
            return;
        }
        LOG.warn("{}", text);
    }

    private String text(SlowStatement.Ended ended, String kind, List<Planned> statements) {
        SessionSettings settings = session.settings();
        boolean showsValues = settings.logging().values();
        StringBuilder text = new StringBuilder(ended.millis() + " ms, " + kind)
                .append(rows(ended.rows()))
                .append(new CountedCost(ended.control()))
                .append(ended.failure() == null ? "" : ", failed with " + ended.failure());
        Map<String, Planned> firsts = new LinkedHashMap<>();
        statements.forEach(
                statement -> firsts.putIfAbsent(Database.loggedText(statement.sql(), showsValues), statement));
        firsts.entrySet().stream().limit(MOST_TEXTS).forEach(entry -> {
            Planned first = entry.getValue();
            add("  " + entry.getKey(), text);
            if (showsValues && !first.parameters().isEmpty()) {
                add("  parameters: " + values(first.parameters()), text);
            }
            Database.explainedLines(first.plan(), catalog, settings, showsValues)
                    .forEach(line -> add("    " + line, text));
        });
        if (firsts.size() > MOST_TEXTS) {
            add("  and " + (firsts.size() - MOST_TEXTS) + " other texts", text);
        }
        return text.toString();
    }

    private static String rows(long number) {
        return number == SlowStatement.Ended.NO_ROWS ? "" : number + (number == 1 ? " row, " : " rows, ");
    }

    private static String values(List<@Nullable Object> parameters) {
        return parameters.stream()
                .map(SqlLiteral::of)
                .map(value -> value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value)
                .collect(Collectors.joining(", "));
    }

    /** Adds a line. What could end it, or be read as another entry of the log, is escaped. */
    private static void add(String line, StringBuilder text) {
        text.append('\n');
        line.chars().forEach(c -> {
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
    }
}
