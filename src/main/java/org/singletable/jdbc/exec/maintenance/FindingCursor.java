package org.singletable.jdbc.exec.maintenance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.MemoryShare;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.ItemCursor;
import org.singletable.jdbc.exec.read.TableScan;
import org.singletable.jdbc.exec.write.Sentinels;
import org.singletable.jdbc.exec.write.StoredSentinels;
import org.singletable.jdbc.exec.write.StoredSentinels.Claim;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyAttribute;

/** What is wrong with the stored items of an entity, found and mended while it is pulled. Used by one thread. */
final class FindingCursor implements RowCursor {
    private final ItemCursor items;
    private final ItemCodec codec;
    private final StoredSentinels stored;
    private final SentinelExamination sentinels;
    private final StrangeItems strange;
    private final ItemReader reader;
    private final @Nullable Mender mender;
    private final Report report;
    private final RequestContext context;
    private final long maxRows;

    private final Deque<Problem> problems = new ArrayDeque<>();
    private final Deque<@Nullable Object[]> rows = new ArrayDeque<>();

    /** The key of the item that progress is to be told of, when all problems before it were; else null. */
    private @Nullable Item reached;

    private long delivered;
    private boolean ended;

    private FindingCursor(
            ItemCursor items,
            ItemCodec codec,
            StoredSentinels stored,
            SentinelExamination sentinels,
            StrangeItems strange,
            ItemReader reader,
            @Nullable Mender mender,
            Report report,
            RequestContext context,
            long maxRows) {
        this.items = items;
        this.codec = codec;
        this.stored = stored;
        this.sentinels = sentinels;
        this.strange = strange;
        this.reader = reader;
        this.mender = mender;
        this.report = report;
        this.context = context;
        this.maxRows = maxRows;
    }

    /**
     * Reads the first page.
     *
     * @param bindings without a row
     * @param behind the table key to begin behind, null for the beginning
     */
    static FindingCursor open(
            Entity entity,
            boolean mends,
            OpenTable table,
            Codecs codecs,
            Execution execution,
            Bindings bindings,
            @Nullable Item behind) {
        ItemCodec codec = codecs.of(entity);
        List<String> keys =
                table.schema().keyAttributes().stream().map(KeyAttribute::name).toList();
        ItemReader reader = new ItemReader(table.client(), execution.context(), execution.memory(), keys);
        Sentinels sentinels = new Sentinels(codecs, bindings);
        StoredSentinels stored = new StoredSentinels(codecs, sentinels);
        SentinelExamination examination = new SentinelExamination(
                codec,
                sentinels,
                stored,
                new Owners(codecs, sentinels),
                reader,
                new MemoryShare(execution.memory(), 1));
        boolean tokens = execution.session().writes().tokens();
        return new FindingCursor(
                TableScan.open(table, codecs, execution, behind),
                codec,
                stored,
                examination,
                new StrangeItems(codecs.catalog()),
                reader,
                mends ? new Mender(table.client(), execution.context(), tokens) : null,
                new Report(entity.name(), mends, Progress.of(execution)),
                execution.context(),
                execution.maxRows());
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (maxRows > 0 && delivered == maxRows) {
            return null;
        }
        try {
            return nextRow();
        } catch (DriverException e) {
            // No error concerns a single row: those are findings.
            context.fail(e);
            throw e;
        }
    }

    private @Nullable Object @Nullable [] nextRow() {
        while (rows.isEmpty() && !(ended && problems.isEmpty())) {
            if (!problems.isEmpty()) {
                tell(problems.remove());
            } else if (reached != null) {
                rows.add(report.progress(reached));
                reached = null;
            } else {
                advance();
            }
        }
        delivered++;
        return rows.poll();
    }

    private void tell(Problem problem) {
        Mender.Outcome outcome = mender == null ? null : mender.mend(problem);
        for (Finding finding : problem.findings()) {
            rows.add(report.finding(finding, outcome));
        }
    }

    private void advance() {
        Item item = items.next();
        if (item == null) {
            problems.addAll(sentinels.examine());
            if (problems.isEmpty()) {
                ended = true;
                rows.add(report.done());
            }
            return;
        }
        examine(item);
        boolean progressed = report.looked(item);
        if (progressed || sentinels.isFull()) {
            problems.addAll(sentinels.examine());
        }
        if (progressed) {
            reached = reader.keyOf(item);
        }
    }

    private void examine(Item item) {
        Set<String> rowOf = stored.rowOf(item);
        if (rowOf.contains(codec.entity().name())) {
            report.lookedAtRow();
            RowExamination row = RowExamination.of(codec, item);
            problems.addAll(row.problems());
            if (row.knows(sentinels.columns())) {
                sentinels.addRow(item);
            }
        }
        List<Claim> claims = stored.claims(item, rowOf);
        if (claims.stream().anyMatch(claim -> claim.entity().equals(codec.entity()))) {
            sentinels.addSentinel(item, claims);
        } else if (rowOf.isEmpty() && claims.isEmpty() && !strange.isIgnored(item)) {
            problems.add(strange.problem(reader.keyOf(item), item));
        }
    }

    @Override
    public void close() {
        items.close();
        reader.release();
        problems.clear();
        rows.clear();
    }
}
