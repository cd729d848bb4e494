package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {
    static Stream<Arguments> scripts() {
        return Stream.of(
                arguments("", List.of()),
                arguments(" ; ;; \n -- nothing; \n /* nor; here */ ; ", List.of()),
                arguments("a; b;c", List.of("a", "b", "c")),
                arguments("a\nb;\nc", List.of("a\nb", "c")),
                arguments("x = 'a;b'; y = \"c;d\"; z = `e;f`;", List.of("x = 'a;b'", "y = \"c;d\"", "z = `e;f`")),
                arguments("x = 'it''s; so'; y", List.of("x = 'it''s; so'", "y")),
                arguments("x = 'a\n;\n--b'; y", List.of("x = 'a\n;\n--b'", "y")),
                arguments("a -- b;\n; c", List.of("a -- b;", "c")),
                arguments("a -- it's\n; c", List.of("a -- it's", "c")),
                arguments("a /* b;\n'c */ d; e", List.of("a /* b;\n'c */ d", "e")),
                arguments("SELECT /*+ SCAN */ 1;", List.of("SELECT /*+ SCAN */ 1")),
                arguments("a / b - c; d", List.of("a / b - c", "d")),
                arguments("'never closed; a\nb;", List.of("'never closed; a\nb;")),
                arguments("/* never closed; a", List.of()),
                arguments("!tables\nselect 1; ", List.of("!tables", "select 1")),
                arguments("  !describe a; \n!quit", List.of("!describe a", "!quit")),
                arguments("a; !tables", List.of("a", "!tables")),
                arguments("a\n!b;", List.of("a\n!b")),
                arguments("/* a\n!b */ c", List.of("/* a\n!b */ c")),
                arguments("-- a comment\n!tables", List.of("!tables")));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void cutsAtSemicolonsOutsideOfQuotesAndComments(String script, List<String> statements) {
        assertThat(split(script)).extracting(ScriptStatement::text).containsExactlyElementsOf(statements);
    }

    @Test
    void tellsTheLineWhereEachStatementBegins() {
        assertThat(split("-- head\n\na; b\n; /* c\n */ d;\n!e\n\nf"))
                .extracting(ScriptStatement::line)
                .containsExactly(3, 3, 5, 6, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "'", "a 'b;", "/* a", "a -- b;", "a; b"})
    void isPendingWithinAStatement(String text) {
        assertThat(fed(text).isPending()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a;", "-- a", "/* a */", "!a", "a; -- b"})
    void isNotPendingBetweenStatements(String text) {
        assertThat(fed(text).isPending()).isFalse();
    }

    @Test
    void joinedStatementsAreFoundAgain() {
        String[] pieces = {"a", " ", "\n", "';'", "\";\"", "''''", "-- ;'\n", "/* ;\"\n */", "`;`", "-", "/ ", "é😀"};
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            List<String> statements = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                StringBuilder statement = new StringBuilder("x ");
                for (int n = random.nextInt(12); n > 0; n--) {
                    // A blank between, so that two pieces do not make a third, such as -- of - and -.
                    statement.append(pieces[random.nextInt(pieces.length)]).append(' ');
                }
                statements.add(statement + "y");
            }
            assertThat(split(String.join(";", statements) + ";"))
                    .as("seed %d", seed)
                    .extracting(ScriptStatement::text)
                    .containsExactlyElementsOf(statements);
        }
    }

    private static StatementSplitter fed(String text) {
        StatementSplitter splitter = new StatementSplitter();
        text.lines().forEach(splitter::feed);
        return splitter;
    }

    private static List<ScriptStatement> split(String script) {
        StatementSplitter splitter = new StatementSplitter();
        List<ScriptStatement> statements = new ArrayList<>();
        script.lines().forEach(line -> statements.addAll(splitter.feed(line)));
        splitter.end().ifPresent(statements::add);
        return statements;
    }
}
