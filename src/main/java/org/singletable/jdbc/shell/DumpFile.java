package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The file of a dump of a table, and its file of progress. Each segment is written to a file of its own, and added when it is whole. */
final class DumpFile {
    private final Path file;
    private final StateFile<DumpState> progress;
    private DumpState state;

    private DumpFile(Path file, StateFile<DumpState> progress, DumpState state) {
        this.file = file;
        this.progress = progress;
        this.state = state;
    }

    /**
     * Makes the file, or takes up the one that an earlier dump has left.
     *
     * @param fresh the state of a dump that begins now
     * @param segments how many there must be; empty for any
     * @throws IOException there is a file of another dump
     */
    static DumpFile open(Path file, DumpState fresh, String header, Optional<Integer> segments, boolean restart)
            throws IOException {
        StateFile<DumpState> progress = StateFile.beside(file, DumpState.class);
        if (restart) {
            progress.delete();
            Files.deleteIfExists(file);
        }
        Optional<DumpState> earlier = progress.read();
        if (earlier.isPresent()) {
            check(progress.path(), earlier.get(), fresh, segments);
            Truncation.to(file, earlier.get().length());
            return new DumpFile(file, progress, earlier.get());
        }
        if (Files.exists(file)) {
            throw new IOException(file + " exists: --restart overwrites it");
        }
        Files.writeString(file, header);
        DumpFile begun = new DumpFile(
                file,
                progress,
                new DumpState(
                        fresh.table(),
                        fresh.format(),
                        fresh.columns(),
                        fresh.segments(),
                        List.of(),
                        0,
                        Files.size(file)));
        progress.write(begun.state);
        return begun;
    }

    private static void check(Path path, DumpState earlier, DumpState fresh, Optional<Integer> segments)
            throws IOException {
        if (!earlier.isSameDump(fresh)) {
            throw new IOException(path + " is of another dump, of the columns " + earlier.columns() + " of "
                    + SqlNames.quoted(earlier.table()) + " as "
                    + earlier.format().word()
                    + ": --restart begins anew");
        }
        if (segments.filter(wanted -> wanted != earlier.segments()).isPresent()) {
            throw new IOException(path + " is of a dump in " + earlier.segments()
                    + " segments: leave --segments out, or begin anew by --restart");
        }
    }

    /** Where the rows of a segment are written first. */
    Path part(int segment) {
        return StateFile.beside(file, ".part-" + segment);
    }

    /** Adds a segment, which is whole. */
    synchronized void add(int segment, long rows) throws IOException {
        Path part = part(segment);
        try (FileChannel from = FileChannel.open(part, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long end = to.size();
            long length = from.size();
            for (long copied = 0; copied < length; ) {
                copied += to.transferFrom(from, end + copied, length - copied);
            }
        }
        state = state.with(segment, rows, Files.size(file));
        progress.write(state);
        Files.delete(part);
    }

    synchronized DumpState state() {
        return state;
    }

    /** The file is whole. */
    void complete() throws IOException {
        progress.delete();
    }
}
