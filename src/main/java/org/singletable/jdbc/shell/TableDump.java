package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Dumps the rows of a table by segments of its Scan, several at the same time. */
final class TableDump {
    /** What becomes of one segment. */
    @FunctionalInterface
    private interface Segment {
        void read(Connection connection, int number) throws SQLException, IOException, InterruptedException;
    }

    private final DumpOptions options;
    private final Console console;
    private final Workers workers = new Workers();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile int segments;
    private final DumpMeter meter;
    private final RowCopy copy;

    TableDump(DumpOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.meter = new DumpMeter(
                new Meter(console.err(), System::nanoTime),
                () -> ", " + finished.get() + " of " + segments + " segments");
        this.copy = new RowCopy(options.format(), options.rate(), meter);
    }

    void run() throws SQLException, IOException {
        try (Connection connection = Drivers.connect(options.url());
                PreparedStatement statement = connection.prepareStatement(query(" WHERE 1 = 0"))) {
            ResultSetMetaData metaData = statement.getMetaData();
            List<ResultColumn> columns = RowCopy.columns(metaData);
            if (options.file().isPresent()) {
                DumpState fresh = new DumpState(
                        metaData.getTableName(1),
                        options.format(),
                        columns.stream().map(ResultColumn::label).toList(),
                        options.newSegments(),
                        List.of(),
                        0,
                        0);
                DumpFile file = DumpFile.open(
                        options.file().get(),
                        fresh,
                        options.format().header(columns),
                        options.segments(),
                        options.restart());
                toFile(file);
            } else {
                toStandardOutput(options.format().header(columns));
            }
        }
    }

    private String query(String condition) {
        return "SELECT /*+ SCAN */ * FROM " + SqlNames.quoted(options.source()) + condition;
    }

    private void toFile(DumpFile file) throws SQLException, IOException {
        DumpState begin = file.state();
        if (!begin.finished().isEmpty()) {
            console.err()
                    .println("Going on: " + begin.rows() + " rows of "
                            + begin.finished().size() + " of " + begin.segments() + " segments are in "
                            + options.file().orElseThrow());
        }
        try {
            read(begin.segments(), begin.missing(), (connection, number) -> {
                long rows;
                try (Writer writer = Files.newBufferedWriter(file.part(number), StandardCharsets.UTF_8)) {
                    rows = copy(connection, number, begin.segments(), writer::write);
                }
                file.add(number, rows);
            });
        } catch (SQLException | IOException e) {
            console.err()
                    .println("Stopped: " + file.state().finished().size() + " of " + begin.segments()
                            + " segments are in the file. The same command goes on with the others; with --restart it"
                            + " begins anew.");
            throw e;
        }
        file.complete();
        console.out()
                .println(SqlNames.quoted(begin.table()) + ": "
                        + Meter.rows(file.state().rows()) + " in "
                        + options.file().orElseThrow() + "; " + meter.total());
    }

    private void toStandardOutput(String header) throws SQLException, IOException {
        StandardOutput out = new StandardOutput(console.out());
        out.add(header);
        AtomicLong rows = new AtomicLong();
        int parts = options.newSegments();
        read(
                parts,
                IntStream.range(0, parts).boxed().toList(),
                (connection, number) -> rows.addAndGet(copy(connection, number, parts, out::add)));
        console.err().println(Meter.rows(rows.get()) + "; " + meter.total());
    }

    private long copy(Connection connection, int number, int parts, RowCopy.Lines lines)
            throws SQLException, IOException, InterruptedException {
        String segment = "segment(" + SqlNames.literal(options.source()) + ", " + number + ", " + parts + ")";
        return copy.copy(connection, query(" WHERE " + segment), false, lines, scan -> {
            // That it reads the whole table is what was asked for.
        });
    }

    /** Has all these segments read, each thread over a connection of its own. */
    private void read(int ofSegments, List<Integer> numbers, Segment segment) throws SQLException, IOException {
        segments = ofSegments;
        finished.set(ofSegments - numbers.size());
        Queue<Integer> left = new ConcurrentLinkedQueue<>(numbers);
        List<Workers.Work> works = new ArrayList<>();
        for (int i = 0; i < Math.min(options.threads(), numbers.size()); i++) {
            works.add(() -> readAll(left, segment));
        }
        if (!works.isEmpty()) {
            workers.run(works);
        }
    }

    private void readAll(Queue<Integer> left, Segment segment) throws SQLException, IOException, InterruptedException {
        try (Connection connection = Drivers.connect(options.url())) {
            Optional<Integer> next = Optional.ofNullable(left.poll());
            while (next.isPresent() && !workers.areToEnd()) {
                segment.read(connection, next.get());
                finished.incrementAndGet();
                next = Optional.ofNullable(left.poll());
            }
        }
    }
}
