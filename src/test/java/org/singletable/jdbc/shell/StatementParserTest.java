package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
    private final StatementParser parser = new StatementParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SEL; SEL",
                "SELECT us; us",
                "SELECT c.us; us",
                "SELECT sku,ti; ti",
                "INSERT INTO customer (us; us",
                "!desc; !desc"
            })
    void theWordToCompleteIsAName(String line, String word) {
        assertThat(parser.parse(line, line.length(), ParseContext.COMPLETE).word())
                .isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "SELECT 'a;", "SELECT 1 -- ;", "SELECT /* ; */"})
    void aStatementGoesOnToItsSemicolon(String text) {
        assertThatExceptionOfType(EOFError.class)
                .isThrownBy(() -> parser.parse(text, text.length(), ParseContext.ACCEPT_LINE));
    }

    @Test
    void aSemicolonEndsIt() {
        String text = "SELECT 'it\ns';";
        assertThat(parser.parse(text, text.length(), ParseContext.ACCEPT_LINE).line())
                .isEqualTo(text);
    }
}
