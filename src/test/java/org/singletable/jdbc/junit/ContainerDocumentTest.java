package org.singletable.jdbc.junit;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.JUnitBlock;
import org.singletable.jdbc.testing.MarkdownBlock;
import org.singletable.jdbc.testing.RequiresDocker;

/** The class of docs/junit.md that starts a container passes. */
@RequiresDocker
class ContainerDocumentTest {
    @ParameterizedTest
    @MethodSource("org.singletable.jdbc.junit.JUnitDocumentTest#withContainers")
    void itsTestPasses(MarkdownBlock block, @TempDir Path folder) throws IOException {
        JUnitBlock.assertPasses(block, folder);
    }
}
