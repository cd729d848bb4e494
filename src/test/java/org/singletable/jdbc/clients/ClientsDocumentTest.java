package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.MarkdownBlock;

/** The code of docs/clients.md is that of the tests it names. */
class ClientsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "clients.md");
    private static final Path TESTS = Path.of("src", "test", "java", "org", "singletable", "jdbc", "clients");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SpringJdbcTest",
                "SpringTransactionsTest",
                "SpringBootTest",
                "JooqTest",
                "JooqRecordsTest",
                "JooqMetaTest",
                "MyBatisTest",
                "JdbiTest",
                "SchemaCrawlerTest",
                "SqllineTest",
                "DBeaverSequencesTest",
                "ShedLockTest",
                "SpringSessionTest",
                "HibernateTest",
                "SpringDataJdbcTest"
            })
    void samplesAreCodeOfTheirTest(String test) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        List<String> samples = MarkdownBlock.in(DOCUMENT).stream()
                .filter(block -> lines.get(block.line() - 4).equals("Run by `" + test + "`:"))
                .map(MarkdownBlock::text)
                .toList();
        String source = withoutIndentation(Files.readString(TESTS.resolve(test + ".java")));

        assertThat(samples).isNotEmpty().allSatisfy(sample -> assertThat(source).contains(withoutIndentation(sample)));
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
