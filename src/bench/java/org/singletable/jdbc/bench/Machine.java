package org.singletable.jdbc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the benchmarks ran on.
 *
 * @param processor as /proc/cpuinfo names it, empty where there is no such file
 * @param memory as /proc/meminfo says, likewise
 */
record Machine(String jvm, String system, int processors, String processor, String memory) {
    static Machine ofThisProcess() throws IOException {
        return new Machine(
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                first("model name", "/proc/cpuinfo"),
                first("MemTotal", "/proc/meminfo"));
    }

    private static String first(String key, String file) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** In one line. */
    String text() {
        return "%s; %s; %d processors %s; memory %s".formatted(jvm, system, processors, processor, memory);
    }
}
