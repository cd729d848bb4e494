package org.singletable.jdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Compiles classes that a document shows. */
public final class JavaBlock {
    private static final Pattern CLASS_NAME = Pattern.compile("^(?:public )?class (\\w+)", Pattern.MULTILINE);

    private JavaBlock() {}

    /**
     * Compiles the one class of a block.
     *
     * @param folder where its class files go
     * @return its name
     */
    public static String compile(MarkdownBlock block, Path folder) throws IOException {
        return compile(block, folder, System.getProperty("java.class.path"));
    }

    /** The same against another class path. */
    public static String compile(MarkdownBlock block, Path folder, String classPath) throws IOException {
        Matcher name = CLASS_NAME.matcher(block.text());
        assertThat(name.find()).as("a class in the block").isTrue();
        Path source = Files.writeString(folder.resolve(name.group(1) + ".java"), block.text());
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", classPath, "-proc:none", source.toString());
        assertThat(status).as("of the compiler").isZero();
        return name.group(1);
    }
}
