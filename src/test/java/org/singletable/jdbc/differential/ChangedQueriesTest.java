package org.singletable.jdbc.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.dynamo.EmbeddedEngine;

/**
 * Queries with tokens dropped, doubled, swapped or put in from other queries, run to the end: whatever comes out is rows that
 * agree with their metadata, or an error of the documented kinds with a message that a person can use.
 */
class ChangedQueriesTest {
    private static final int STATEMENTS = Integer.getInteger("differential.changed", 800);
    private static final int STATEMENTS_PER_SCHEMA = 400;
    private static final int TIMEOUT_SECONDS = 20;
    private static final Pattern TOKEN = Pattern.compile(
            "[XN]?'([^']|'')*'|\"[^\"]*\"|[A-Za-z_]\\w*|\\d+(\\.\\d+)?([eE]-?\\d+)?|\\|\\||->>?|::|[<>]=|<>|\\S");

    /** Tokens that can stand for each other and still pass the parser. */
    private static final List<Pattern> ALIKE = Stream.of(
                    "[vwkcxz]\\d+|note",
                    "tab|tab_child",
                    "[td]\\d+",
                    "[XN]?'.*'|\\d.*|\\?|TRUE|FALSE|NULL",
                    "[=<>]+",
                    "[-+*/%]|\\|\\|",
                    "AND|OR",
                    "COUNT|SUM|AVG|MIN|MAX|UPPER|LOWER|TRIM|LENGTH|ABS|CEIL|FLOOR",
                    "GREATEST|LEAST|COALESCE|NULLIF|MOD|ROUND|REPLACE|CONCAT|POSITION|SUBSTRING",
                    "INNER|LEFT",
                    "INT|BIGINT|VARCHAR|DATE|TIMESTAMP|BOOLEAN|UUID|VARBINARY|DECIMAL",
                    "ASC|DESC|FIRST|LAST")
            .map(regex -> Pattern.compile(regex, Pattern.DOTALL))
            .toList();

    /** The states of errors that a query may meet, and the class of each. */
    private static final Map<String, Class<?>> EXPECTED = Map.of(
            "42", SQLSyntaxErrorException.class,
            "22", SQLDataException.class,
            "21", SQLException.class,
            "HYC00", SQLFeatureNotSupportedException.class,
            "54", SQLException.class);

    @Test
    void everyStatementEndsWell() throws SQLException {
        long seed = Long.getLong("differential.seed", System.nanoTime());
        System.out.println("ChangedQueriesTest begins with seed " + seed);
        Mismatches surprises = new Mismatches();
        Map<String, Integer> outcomes = new TreeMap<>();
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            for (int done = 0; done < STATEMENTS && !surprises.enough(); done += STATEMENTS_PER_SCHEMA, seed++) {
                Random random = new Random(seed);
                RandomSchema schema = RandomSchema.of(random);
                try (Connection connection = connect(engine, schema, random, seed)) {
                    for (int i = 0; i < STATEMENTS_PER_SCHEMA && !surprises.enough(); i++) {
                        RandomQuery.Text text = RandomQuery.of(schema, random);
                        String sql = changed(
                                text.sql(), RandomQuery.of(schema, random).sql(), random);
                        String outcome = run(connection, sql, text.parameters(), random);
                        outcomes.merge(outcome.isEmpty() ? "rows" : outcome.substring(0, 5), 1, Integer::sum);
                        if (outcome.startsWith("!")) {
                            surprises.add(
                                    Mismatches.shape(outcome),
                                    "seed %d%n%s%nparameters %s%n%s%nmapping %s"
                                            .formatted(seed, sql, text.parameters(), outcome, schema.mapping()));
                        }
                    }
                }
            }
        }
        System.out.println("ChangedQueriesTest ran " + STATEMENTS + " statements: " + outcomes);
        surprises.failIfAny();
        assertThat(outcomes.getOrDefault("rows", 0))
                .as("statements that still work, of %d", STATEMENTS)
                .isGreaterThan(STATEMENTS / 8);
    }

    private static Connection connect(EmbeddedEngine engine, RandomSchema schema, Random random, long seed)
            throws SQLException {
        RandomSchema.Layout[] layouts = RandomSchema.Layout.values();
        Properties properties = new Properties();
        properties.setProperty("scan", "allow");
        properties.setProperty("ensureTable", "true");
        properties.setProperty("linger", "0");
        properties.setProperty("mappingJson", schema.mapping(layouts[random.nextInt(layouts.length)]));
        URI endpoint = engine.endpoint();
        Connection connection = DriverManager.getConnection(
                "jdbc:singletable://%s:%d/changed_%d?user=singletable&password=singletable"
                        .formatted(endpoint.getHost(), endpoint.getPort(), seed),
                properties);
        for (RandomSchema.Table table : schema.tables()) {
            for (int i = 0; i < 6; i++) {
                insert(connection, table, random);
            }
        }
        return connection;
    }

    private static void insert(Connection connection, RandomSchema.Table table, Random random) throws SQLException {
        String marks =
                String.join(", ", table.columns().stream().map(column -> "?").toList());
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table.name() + " VALUES (" + marks + ")")) {
            int at = 1;
            for (RandomSchema.Column column : table.columns()) {
                boolean key = table.key().contains(column);
                statement.setObject(
                        at++,
                        key
                                ? column.keys().get(random.nextInt(column.keys().size()))
                                : column.domain().ofType(random));
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            // A key that is there already, or one that the layout refuses: a row less.
            assertThat(e.getSQLState()).startsWith("2");
        }
    }

    /** @param other a query whose tokens may be put in */
    private static String changed(String sql, String other, Random random) {
        List<String> tokens = tokens(sql);
        List<String> others = tokens(other);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && tokens.size() > 2; i++) {
            int at = 1 + random.nextInt(tokens.size() - 1);
            switch (random.nextInt(40)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(at));
                case 2 -> {
                    int with = 1 + random.nextInt(tokens.size() - 1);
                    tokens.set(at, tokens.set(with, tokens.get(at)));
                }
                case 3 -> {
                    int from = random.nextInt(others.size());
                    tokens.addAll(at, others.subList(from, Math.min(others.size(), from + 1 + random.nextInt(4))));
                }
                default -> {
                    int kind = kind(tokens.get(at));
                    List<String> like = others.stream()
                            .filter(token -> kind >= 0 && kind(token) == kind)
                            .toList();
                    if (!like.isEmpty()) {
                        tokens.set(at, like.get(random.nextInt(like.size())));
                    }
                }
            }
        }
        return String.join(" ", tokens);
    }

    /** Which of {@link #ALIKE} a token is, -1 for none. */
    private static int kind(String token) {
        for (int i = 0; i < ALIKE.size(); i++) {
            if (ALIKE.get(i).matcher(token).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** Nothing where all is well, the error of an expected kind, or a surprise that begins with {@code !}. */
    private static String run(Connection connection, String sql, List<@Nullable Object> parameters, Random random) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            int count = statement.getParameterMetaData().getParameterCount();
            for (int i = 0; i < count; i++) {
                boolean own = i < parameters.size() && random.nextInt(8) > 0;
                Domain[] domains = Domain.values();
                statement.setObject(
                        i + 1, own ? parameters.get(i) : domains[random.nextInt(domains.length)].any(random));
            }
            if (!statement.execute()) {
                return "! no rows";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return read(rows);
            }
        } catch (SQLException e) {
            return judge(e);
        } catch (RuntimeException | StackOverflowError e) {
            return "! " + e;
        }
    }

    private static String read(ResultSet rows) throws SQLException {
        ResultSetMetaData data = rows.getMetaData();
        while (rows.next()) {
            for (int i = 1; i <= data.getColumnCount(); i++) {
                Object value = rows.getObject(i);
                if (value != null
                        && !(value instanceof Array)
                        && !value.getClass().getName().equals(data.getColumnClassName(i))) {
                    return "! column " + i + " is a " + data.getColumnClassName(i) + ", but gives a "
                            + value.getClass();
                }
                if (value == null && data.isNullable(i) == ResultSetMetaData.columnNoNulls) {
                    return "! column " + i + " is never NULL, but gives one";
                }
                rows.getString(i);
            }
        }
        return "";
    }

    private static String judge(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage());
        boolean expected = EXPECTED.entrySet().stream()
                .anyMatch(kind ->
                        state.startsWith(kind.getKey()) && kind.getValue().isInstance(e));
        boolean readable = message.length() > 15
                && message.length() < 1500
                && !message.contains("java.")
                && !message.contains("@");
        String told = state + " " + e.getClass().getSimpleName() + ": " + message;
        if (expected && readable) {
            return told;
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "! " + told + "\n" + cause + "\n"
                + String.join(
                        "\n",
                        Arrays.stream(cause.getStackTrace())
                                .limit(6)
                                .map(String::valueOf)
                                .toList());
    }
}
