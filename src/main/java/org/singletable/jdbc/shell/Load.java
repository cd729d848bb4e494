package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Writes the rows of a file into a table. Threads take turns in reading a chunk of rows; all write theirs at the same time. */
final class Load {
    private final LoadOptions options;
    private final Console console;
    private final Meter meter;
    private final StateFile<LoadState> progress;
    private final Workers workers = new Workers();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private final LongAdder found = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private long fileBytes;

    Load(LoadOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.meter = new Meter(console.err(), System::nanoTime);
        this.progress = StateFile.beside(options.file(), LoadState.class);
    }

    /** @return whether all rows are written, none rejected */
    boolean run() throws SQLException, IOException, UsageException {
        List<ChunkWriter> writers = new ArrayList<>();
        try (Connection connection = Drivers.connect(options.url())) {
            TargetTable table = TargetTable.of(connection, options.table(), options.upsert());
            FileColumns columns = columns(connection, table);
            LoadState begin = begin(table);
            try (RowSource source = options.rows(columns);
                    RejectsFile rejects =
                            RejectsFile.open(options.rejects(), source.rejectsHeader(), begin.rejectsLength())) {
                if (begin.done().equals(Mark.START)) {
                    begin = begin.at(source.mark());
                }
                source.moveTo(begin.done());
                LoadLedger ledger = new LoadLedger(progress, rejects, begin);
                for (int i = 0; i < options.threads(); i++) {
                    writers.add(new ChunkWriter(Drivers.connect(options.url()), table, ledger::wasSent));
                }
                return write(source, begin, ledger, writers);
            }
        } finally {
            for (ChunkWriter writer : writers) {
                writer.close();
            }
        }
    }

    private FileColumns columns(Connection connection, TargetTable table)
            throws SQLException, IOException, UsageException {
        List<String> leftOut = new ArrayList<>();
        FileColumns columns = table.columns(connection, options.names(), leftOut);
        for (String name : leftOut) {
            console.err().println("The column " + SqlNames.quoted(name) + " is left out: the driver fills it in");
        }
        // Finds out before anything is written what would be wrong with every row.
        connection.prepareStatement(table.write(columns.targets())).close();
        return columns;
    }

    /** Where to begin: behind what an earlier load has done, or at the start. */
    private LoadState begin(TargetTable table) throws IOException {
        if (options.restart()) {
            progress.delete();
        }
        LoadState fresh = LoadState.beginning(
                table.name(), options.format(), options.rejects().toString());
        Optional<LoadState> earlier = progress.read();
        if (earlier.isEmpty()) {
            return fresh;
        }
        LoadState state = earlier.get();
        if (!state.isSameLoad(fresh)) {
            throw new IOException(progress.path() + " is of another load, of "
                    + state.format().word() + " into "
                    + SqlNames.quoted(state.table()) + " with rejects in " + state.rejects()
                    + ": give the same arguments, or --restart to begin anew");
        }
        FileCheck.check(options.file(), state.marks());
        console.err()
                .println("Going on behind line " + state.done().line() + " of " + options.file() + ", as "
                        + progress.path() + " says: " + state.written() + " rows are written, " + state.rejected()
                        + " rejected");
        if (!state.sent().isEmpty()) {
            console.err()
                    .println("Rows that were being written when the load ended are sent again."
                            + (options.upsert()
                                    ? ""
                                    : " Those that are stored already with the same values count as written."));
        }
        return state;
    }

    private boolean write(RowSource source, LoadState begin, LoadLedger ledger, List<ChunkWriter> writers)
            throws SQLException, IOException {
        fileBytes = source.size();
        Chunks chunks = new Chunks(source, options.batch(), begin.later());
        RateLimit rate = RateLimit.perSecond(options.rate());
        try {
            workers.run(writers.stream()
                    .<Workers.Work>map(writer -> () -> write(chunks, rate, writer, ledger))
                    .toList());
        } catch (SQLException | IOException e) {
            LoadState state = ledger.state();
            console.err()
                    .println(
                            "Stopped: all rows up to line " + state.done().line() + " are written or rejected. The same"
                                    + " command goes on from there; with --restart it begins anew.");
            throw e;
        }
        progress.delete();
        return summary(ledger.state());
    }

    private void write(Chunks chunks, RateLimit rate, ChunkWriter writer, LoadLedger ledger)
            throws SQLException, IOException, InterruptedException {
        Optional<Chunk> next = chunks.next();
        while (next.isPresent() && !workers.areToEnd()) {
            Chunk chunk = next.get();
            rate.take(chunk.rows().size());
            if (workers.areToEnd()) {
                return;
            }
            ledger.begins(chunk);
            ChunkResult result = writer.write(chunk);
            ledger.ends(chunk, result);
            writeUnits.add(result.writeUnits());
            found.add(result.found());
            rows.add(chunk.rows().size());
            meter.tell(() -> status(ledger.state()));
            next = chunks.next();
        }
    }

    private String status(LoadState state) {
        long percent = 100 * state.done().offset() / fileBytes;
        return Meter.rows(state.written() + state.rejected()) + ", " + state.rejected() + " rejected, "
                + meter.perSecond(rows.sum()) + " rows/s, " + Meter.units(writeUnits.sum()) + " write units, " + percent
                + " %";
    }

    private boolean summary(LoadState state) {
        PrintStream out = console.out();
        out.print(SqlNames.quoted(state.table()) + ": " + Meter.rows(state.written()) + " written");
        if (found.sum() > 0) {
            out.print(" (" + found.sum() + " of them found there)");
        }
        out.print(", " + state.rejected() + " rejected");
        if (state.rejected() > 0) {
            out.print(" (" + options.rejects() + ")");
        }
        out.println("; " + Meter.units(writeUnits.sum()) + " write units, " + meter.elapsed());
        return state.rejected() == 0;
    }
}
