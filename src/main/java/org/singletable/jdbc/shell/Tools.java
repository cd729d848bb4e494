package org.singletable.jdbc.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All tools, in the order of their list. */
final class Tools {
    private static final List<Tool> ALL = List.of(
            new ImportTool(),
            new InferTool(),
            new DescribeTool(),
            new CheckTool(),
            new DiffTool(),
            new IamTool(),
            new LoadTool(),
            new DumpTool());

    private Tools() {}

    static Optional<Tool> find(String name) {
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** A line each. */
    static String list() {
        return ALL.stream()
                .map(tool -> "  %-15s  %s%n".formatted(tool.name(), tool.summary()))
                .collect(Collectors.joining());
    }
}
