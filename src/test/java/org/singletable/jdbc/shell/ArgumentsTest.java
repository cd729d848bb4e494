package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void nothingMeansTheSampleDataAndStandardInput() throws UsageException {
        Arguments arguments = Arguments.parse();

        assertThat(arguments.task()).isEqualTo(Arguments.Task.RUN);
        assertThat(arguments.url()).isNull();
        assertThat(arguments.scripts()).isEmpty();
        assertThat(arguments.format()).isEqualTo(OutputFormat.TABLE);
    }

    @Test
    void scriptsKeepTheirOrder() throws UsageException {
        Arguments arguments = Arguments.parse("-f", "a.sql", "-e", "SELECT 1", "jdbc:h2:mem:x", "-f", "-", "-e", "-f");

        assertThat(arguments.url()).isEqualTo("jdbc:h2:mem:x");
        assertThat(arguments.scripts())
                .containsExactly(
                        new Script.File(Path.of("a.sql")),
                        new Script.Text("SELECT 1"),
                        new Script.StandardInput(),
                        new Script.Text("-f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format csv", "--format=csv", "--format CSV"})
    void formatHasTwoForms(String line) throws UsageException {
        assertThat(Arguments.parse(line.split(" ")).format()).isEqualTo(OutputFormat.CSV);
    }

    @ParameterizedTest
    @CsvSource({"--help, HELP", "-h, HELP", "--version, VERSION"})
    void tasks(String option, Arguments.Task task) throws UsageException {
        assertThat(Arguments.parse("jdbc:h2:mem:x", option).task()).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    --bogus              | Unknown option --bogus
                    -x                   | Unknown option -x
                    SELECT               | Unknown argument SELECT: a URL begins with jdbc:
                    -e                   | Option -e lacks its value
                    -f                   | Option -f lacks its value
                    --format             | Option --format lacks its value
                    --format xml         | Unknown format xml: expected table, csv or json
                    --format=            | Unknown format : expected table, csv or json
                    jdbc:a:b jdbc:c:d    | More than one URL
                    """, delimiter = '|')
    void wrongOnesAreExplained(String line, String message) {
        assertThatThrownBy(() -> Arguments.parse(line.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
