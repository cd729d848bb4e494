package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.testing.JavaBlock;
import org.singletable.jdbc.testing.MarkdownBlock;
import org.singletable.jdbc.testing.Program;

/** The programs of docs/transactions.md print what stands behind them. */
class TransactionsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "transactions.md");

    @Test
    void programsPrintWhatFollowsThem(@TempDir Path folder) throws IOException {
        List<String> classPath = new ArrayList<>(Program.quietClassPath(SingleTableDriver.class));
        classPath.add(folder.toString());
        List<MarkdownBlock> blocks = MarkdownBlock.in(DOCUMENT);
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
