package org.singletable.jdbc.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a dump is to do.
 *
 * @param source a table's name, or a query
 * @param file empty for standard output
 * @param segments in how many parts a table is read; empty if nothing was said
 * @param rate items a second; 0 for no limit
 */
record DumpOptions(
        String url,
        String source,
        Optional<Path> file,
        BulkFormat format,
        Optional<Integer> segments,
        int threads,
        long rate,
        boolean restart) {
    private static final int MOST_THREADS = 256;
    /** What DynamoDB allows. */
    private static final int MOST_SEGMENTS = 1_000_000;

    static DumpOptions parse(List<String> words) throws UsageException {
        ToolArguments arguments = ToolArguments.parse(
                words, Set.of("-o", "--format", "--segments", "--threads", "--rate"), Set.of("--restart"));
        List<String> plain = arguments.plain("URL", "TABLE or SQL");
        String name = arguments.option("-o").orElseThrow(() -> new UsageException("Option missing: -o FILE"));
        boolean toStandardOutput = name.equals("-");
        DumpOptions options = new DumpOptions(
                plain.get(0),
                plain.get(1),
                toStandardOutput ? Optional.empty() : Optional.of(ToolArguments.path(name)),
                BulkFormat.of(arguments, name),
                arguments.option("--segments").isEmpty()
                        ? Optional.empty()
                        : Optional.of(arguments.number("--segments", 1, MOST_SEGMENTS, 1)),
                arguments.number("--threads", 1, MOST_THREADS, 4),
                arguments.number("--rate", 1, 0),
                arguments.has("--restart"));
        if (options.isQuery()
                && (options.segments().isPresent()
                        || arguments.option("--threads").isPresent())) {
            throw new UsageException("A query is read by one statement: --segments and --threads are for a table");
        }
        return options;
    }

    /** Whether the source is a query: it has white space. */
    boolean isQuery() {
        return source.chars().anyMatch(Character::isWhitespace);
    }

    /** In how many parts a dump reads that begins now: some for each thread, as they differ in size. */
    int newSegments() {
        return segments.orElse(4 * threads);
    }
}
