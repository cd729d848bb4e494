package org.singletable.jdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs JUnit classes that a document shows. */
public final class JUnitBlock {
    private static final Pattern TEST = Pattern.compile("@Test\\b");

    private JUnitBlock() {}

    public static boolean isJUnitClass(MarkdownBlock block) {
        return block.language().equals("java") && block.text().contains("@Test");
    }

    /**
     * Compiles the class and runs its tests, which all have to pass.
     *
     * @param folder where its class files go
     */
    public static void assertPasses(MarkdownBlock block, Path folder) throws IOException {
        TestExecutionSummary summary =
                run(JavaBlock.compile(block, folder), folder.toUri().toURL());
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount())
                .isEqualTo(TEST.matcher(block.text()).results().count());
    }

    private static TestExecutionSummary run(String className, URL folder) throws IOException {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(className))
                                    .build(),
                            listener);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return listener.getSummary();
    }
}
