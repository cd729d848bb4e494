package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
    @TempDir
    private Path folder;

    private List<CsvReader.Record> read(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), content);
        try (FileBytes bytes = new FileBytes(file)) {
            CsvReader reader = new CsvReader(bytes, file);
            List<CsvReader.Record> records = new ArrayList<>();
            for (Optional<CsvReader.Record> record = reader.read(); record.isPresent(); record = reader.read()) {
                records.add(record.get());
            }
            return records;
        }
    }

    /** Fields as {@code <text>}, in quotes {@code "text"}; LF is N and CR is R, in what is read and in what comes out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "a,bNc,d              ~ 1:<a><b> 2:<c><d>",
                "a,bRNc,dRN           ~ 1:<a><b> 2:<c><d>",
                "a                    ~ 1:<a>",
                ",                    ~ 1:<><>",
                "a,Nb                 ~ 1:<a><> 2:<b>",
                "NaN                  ~ 1:<> 2:<a>",
                "NN                   ~ 1:<> 2:<>",
                "' a , b '            ~ 1:< a >< b >",
                "\"a\",\"\",          ~ 1:\"a\"\"\"<>",
                "\"a,b\",c            ~ 1:\"a,b\"<c>",
                "\"a\"\"b\"           ~ 1:\"a\"b\"",
                "\"\"\"\"             ~ 1:\"\"\"",
                "\"aNb\",cNd          ~ 1:\"aNb\"<c> 3:<d>",
                "\"aRNb\"RNc          ~ 1:\"aRNb\" 3:<c>",
                "aRb,cRRNd            ~ 1:<aRb><cR> 2:<d>",
                "\"a\"RN\"b\"RN       ~ 1:\"a\" 2:\"b\"",
                "\"a\"b,cNd           ~ 1:\"ab\"<c>!text behind a closing quote 2:<d>",
                "\"a\" ,cNd           ~ 1:\"a \"<c>!text behind a closing quote 2:<d>",
                "a\"b\",cNd           ~ 1:<a\"b\"><c>!a quote in a field that does not begin with one 2:<d>"
            })
    void recordsOf(String content, String expected) throws IOException {
        String text = content.replace('N', '\n').replace('R', '\r');
        String read = read(text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(CsvReaderTest::text)
                .collect(Collectors.joining(" "));

        assertThat(read.replace('\n', 'N').replace('\r', 'R')).isEqualTo(expected);
    }

    private static String text(CsvReader.Record record) {
        return record.line() + ":"
                + record.fields().stream()
                        .map(field -> field.quoted() ? '"' + field.text() + '"' : '<' + field.text() + '>')
                        .collect(Collectors.joining())
                + (record.problem() == null ? "" : "!" + record.problem());
    }

    @Test
    void anEmptyFileHasNoRecords() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void textIsUtf8() throws IOException {
        assertThat(read("ü,日,😀".getBytes(StandardCharsets.UTF_8)).get(0).fields())
                .extracting(CsvReader.Field::text)
                .containsExactly("ü", "日", "😀");
        assertThat(read("a\nü\nb".getBytes(StandardCharsets.ISO_8859_1)))
                .extracting(CsvReader.Record::problem)
                .containsExactly(null, "bytes that are no UTF-8", null);
    }

    @Test
    void aRecordTellsWhereItBegins() throws IOException {
        assertThat(read("ü,1\n\"a\nb\",2\nc,3".getBytes(StandardCharsets.UTF_8)))
                .extracting(CsvReader.Record::offset)
                .containsExactly(0L, 5L, 13L);
    }

    @Test
    void aFileThatEndsWithinQuotesIsNoFile() {
        assertThatThrownBy(() -> read("a\n\"b\nc\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("a.csv, line 2: the file ends within quotes; is a quote missing?");
    }

    @Test
    void whatIsLongerThanAnyRowIsRefused() {
        byte[] content = ("\"" + "x".repeat((16 << 20) + 1) + "\"").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(content)).hasMessageContaining("line 1: a row of more than 16 MB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {"a,\"a\"", ",", "\"\"", "\"a\"\"b\"", "\" a\"", "\"a,b\"", "\\N"})
    void aFieldIsWrittenAsItWas(String record) throws IOException {
        assertThat(read(record.getBytes(StandardCharsets.UTF_8)).get(0).fields().stream()
                        .map(CsvReader.Field::written)
                        .collect(Collectors.joining(",")))
                .isEqualTo(record);
    }
}
