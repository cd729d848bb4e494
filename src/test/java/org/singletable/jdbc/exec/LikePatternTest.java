package org.singletable.jdbc.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

class LikePatternTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "abc,abc,true",
                "abc,ab,false",
                "abc,a%,true",
                "abc,%c,true",
                "abc,%b%,true",
                "abc,a_c,true",
                "abc,a_,false",
                "\"\",\"\",true",
                "\"\",%,true",
                "\"\",_,false",
                "a%c,a\\%c,true",
                "abc,a\\%c,false",
                "a_c,a\\_c,true",
                "a\\c,a\\\\c,true",
                "ABC,abc,false",
                "aaab,%a%b,true",
                "mississippi,%iss%ip%,true",
                "mississippi,%iss%ix%,false",
                "a😀c,a_c,true",
                "😀,_,true"
            })
    void matches(String text, String pattern, boolean expected) {
        assertThat(LikePattern.compile(pattern, "\\").matches(text)).isEqualTo(expected);
    }

    @Test
    void anotherEscape() {
        assertThat(LikePattern.compile("a!%c", "!").matches("a%c")).isTrue();
        assertThat(LikePattern.compile("a\\c", "").matches("a\\c")).isTrue();
    }

    /** Letters whose cases are not simply two: ILIKE says of each pair what H2 says. */
    @Test
    void ignoresCaseAsH2Does() throws SQLException {
        List<String> letters = "sSſßẞkK\u212aiIİıσςΣµμΜéÉaA1ǆǅǄŸÿ"
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                PreparedStatement ilike = h2.prepareStatement("SELECT CAST(? AS VARCHAR) ILIKE CAST(? AS VARCHAR)")) {
            for (String text : letters) {
                for (String pattern : letters) {
                    ilike.setString(1, text);
                    ilike.setString(2, pattern);
                    try (ResultSet answer = ilike.executeQuery()) {
                        answer.next();
                        assertThat(LikePattern.compile(pattern, "\\", true).matches(text))
                                .as("%s ILIKE %s", text, pattern)
                                .isEqualTo(answer.getBoolean(1));
                    }
                }
            }
        }
    }

    @Test
    void ignoresCaseOutsideTheBasicPlane() {
        assertThat(LikePattern.compile("x%𐐀_", "\\", true).matches("XaB𐐨C")).isTrue();
        assertThat(LikePattern.compile("𐐀", "\\", false).matches("𐐨")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\", "a\\b"})
    void anEscapeMustEscapeSomething(String pattern) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> LikePattern.compile(pattern, "\\"))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_VALUE));
    }

    /** The same answers as a regular expression with the same meaning. */
    @Test
    void agreesWithRegularExpressions() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random, "ab😀");
            String pattern = random(random, "ab😀%_");
            Pattern regex = Pattern.compile(pattern.replace("%", ".*").replace("_", "."), Pattern.DOTALL);
            assertThat(LikePattern.compile(pattern, "\\").matches(text))
                    .as("seed %d: '%s' LIKE '%s'", seed, text, pattern)
                    .isEqualTo(regex.matcher(text).matches());
        }
    }

    private static String random(Random random, String alphabet) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(7); n > 0; n--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
