package org.singletable.jdbc.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param language what stands behind its opening fence
 * @param line where its text begins, counted from 1
 * @param text its lines, each with its line end
 */
public record MarkdownBlock(String language, int line, String text) {
    private static final String FENCE = "```";

    /** The blocks of a file in their order. */
    public static List<MarkdownBlock> in(Path file) throws IOException {
        List<MarkdownBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                String language = lines.get(i).substring(FENCE.length());
                int first = i + 1;
                StringBuilder text = new StringBuilder();
                for (i = first; !lines.get(i).equals(FENCE); i++) {
                    text.append(lines.get(i)).append('\n');
                }
                blocks.add(new MarkdownBlock(language, first + 1, text.toString()));
            }
        }
        return blocks;
    }

    @Override
    public String toString() {
        return language + " at line " + line;
    }
}
