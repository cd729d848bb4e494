package org.singletable.jdbc.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.JUnitBlock;
import org.singletable.jdbc.testing.JavaBlock;
import org.singletable.jdbc.testing.MarkdownBlock;

/** The classes that docs/junit.md shows pass. */
class JUnitDocumentTest {
    static Stream<MarkdownBlock> withoutContainers() throws IOException {
        return blocks(false);
    }

    static Stream<MarkdownBlock> withContainers() throws IOException {
        return blocks(true);
    }

    private static Stream<MarkdownBlock> blocks(boolean needDocker) throws IOException {
        return MarkdownBlock.in(Path.of("docs", "junit.md")).stream()
                .filter(JUnitBlock::isJUnitClass)
                .filter(block -> block.text().contains("testcontainers") == needDocker);
    }

    @ParameterizedTest
    @MethodSource("withoutContainers")
    void theirTestsPass(MarkdownBlock block, @TempDir Path folder) throws IOException {
        JUnitBlock.assertPasses(block, folder);
    }

    /** They are run by {@link ContainerDocumentTest}. */
    @ParameterizedTest
    @MethodSource("withContainers")
    void thoseForContainersCompile(MarkdownBlock block, @TempDir Path folder) throws IOException {
        assertThat(JavaBlock.compile(block, folder)).isEqualTo("ContainerTest");
    }

    @Test
    void allBlocksOfCodeAreOfOneOfTheseKinds() throws IOException {
        assertThat(MarkdownBlock.in(Path.of("docs", "junit.md"))).hasSize(3).allMatch(JUnitBlock::isJUnitClass);
    }
}
