package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.JavaBlock;
import org.singletable.jdbc.testing.MarkdownBlock;
import org.singletable.jdbc.testing.Program;

/** The programs that documents show print what stands behind them. */
class ProgramsOfDocumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"transactions.md", "observability.md", "jdbc.md"})
    void programsPrintWhatFollowsThem(String document, @TempDir Path folder) throws IOException {
        List<String> classPath = new ArrayList<>(Program.quietClassPath(SingleTableDriver.class));
        classPath.add(folder.toString());
        List<MarkdownBlock> blocks = MarkdownBlock.in(Path.of("docs", document));
        List<MarkdownBlock> programs =
                blocks.stream().filter(block -> block.language().equals("java")).toList();

        assertThat(programs).isNotEmpty().allSatisfy(program -> {
            MarkdownBlock output = blocks.get(blocks.indexOf(program) + 1);
            assertThat(output.language()).isEqualTo("text");
            assertThat(Program.run(classPath, JavaBlock.compile(program, folder), ""))
                    .isEqualTo(new Program.Run(0, output.text(), ""));
        });
    }
}
