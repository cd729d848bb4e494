package org.singletable.jdbc.exec.maintenance;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.singletable.jdbc.plan.Procedure;

/** What is wrong with the stored items of entities, found and mended while it is pulled. Used by one thread. */
final class FindingCursor implements RowCursor {
    private final ItemCursor items;
    private final Map<String, Examined> examined;
    private final StoredSentinels stored;
    private final StrangeItems strange;
    private final ItemReader reader;
    private final Mending mending;
    private final Report report;
    private final Pace pace;
    private final RequestContext context;
    private final long maxRows;

    private final Deque<Concern> concerns = new ArrayDeque<>();
    private final Deque<@Nullable Object[]> rows = new ArrayDeque<>();

    /** The key of the item that progress is to be told of, when all problems before it were; else null. */
    private @Nullable Item reached;

    private long delivered;
    private boolean ended;

    /** An entity whose items are looked at. */
    private record Examined(ItemCodec codec, SentinelExamination sentinels) {}

    /** @param entity that the problem concerns, null for none */
    private record Concern(Problem problem, @Nullable String entity) {}

    private FindingCursor(
            ItemCursor items,
            Map<String, Examined> examined,
            StoredSentinels stored,
            StrangeItems strange,
            ItemReader reader,
            Mending mending,
            Report report,
            Pace pace,
            Execution execution) {
        this.items = items;
        this.examined = examined;
        this.stored = stored;
        this.strange = strange;
        this.reader = reader;
        this.mending = mending;
        this.report = report;
        this.pace = pace;
        this.context = execution.context();
        this.maxRows = execution.maxRows();
    }

    /**
     * Reads the first page.
     *
     * @param bindings without a row
     * @param behind the table key to begin behind, null for the beginning
     * @param unitsPerSecond that it may consume, null for no limit
     */
    static FindingCursor open(
            Procedure procedure,
            List<Entity> entities,
            OpenTable table,
            Codecs codecs,
            Execution execution,
            Bindings bindings,
            @Nullable Item behind,
            @Nullable BigDecimal unitsPerSecond) {
        List<String> keys =
                table.schema().keyAttributes().stream().map(KeyAttribute::name).toList();
        ItemReader reader = new ItemReader(table.client(), execution.context(), execution.memory(), keys);
        Sentinels sentinels = new Sentinels(codecs, bindings);
        StoredSentinels stored = new StoredSentinels(codecs, sentinels);
        Owners owners = new Owners(codecs, sentinels);
        Map<String, Examined> examined = new LinkedHashMap<>();
        for (Entity entity : entities) {
            ItemCodec codec = codecs.of(entity);
            MemoryShare memory = new MemoryShare(execution.memory(), entities.size());
            examined.put(
                    entity.name(),
                    new Examined(codec, new SentinelExamination(codec, sentinels, stored, owners, reader, memory)));
        }
        Mender mender = new Mender(
                table.client(),
                execution.context(),
                execution.session().writes().tokens());
        return new FindingCursor(
                TableScan.open(table, codecs, execution, behind),
                examined,
                stored,
                new StrangeItems(codecs.catalog()),
                reader,
                Mending.of(procedure, mender),
                new Report(entities, procedure.writes(), Progress.of(execution)),
                Pace.of(unitsPerSecond, execution.context()),
                execution);
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
        while (rows.isEmpty() && !(ended && concerns.isEmpty())) {
            pace.keep();
            if (!concerns.isEmpty()) {
                tell(concerns.remove());
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

    private void tell(Concern concern) {
        Mending.Result result = mending.mend(concern.problem());
        for (Finding finding : concern.problem().findings()) {
            if (result.counts()) {
                report.found(result.outcome());
            }
            if (result.shows()) {
                rows.add(report.finding(finding, concern.entity(), result.outcome()));
            }
        }
    }

    private void advance() {
        Item item = items.next();
        if (item == null) {
            examineSentinels();
            if (concerns.isEmpty()) {
                ended = true;
                rows.add(report.done());
            }
            return;
        }
        examine(item);
        boolean progressed = report.looked(item);
        boolean full =
                examined.values().stream().anyMatch(entity -> entity.sentinels().isFull());
        if (progressed || full) {
            examineSentinels();
        }
        if (progressed) {
            reached = reader.keyOf(item);
        }
    }

    private void examineSentinels() {
        examined.forEach((name, entity) ->
                entity.sentinels().examine().forEach(problem -> concerns.add(new Concern(problem, name))));
        reader.release();
    }

    private void examine(Item item) {
        Set<String> rowOf = stored.rowOf(item);
        for (String name : rowOf) {
            Examined entity = examined.get(name);
            if (entity != null) {
                examineRow(name, entity, item);
            }
        }
        List<Claim> claims = stored.claims(item, rowOf);
        Optional<Examined> claimed = claims.stream()
                .flatMap(claim -> Stream.ofNullable(examined.get(claim.entity().name())))
                .findFirst();
        if (claimed.isPresent()) {
            claimed.get().sentinels().addSentinel(item, claims);
        } else if (rowOf.isEmpty() && claims.isEmpty() && !strange.isIgnored(item)) {
            concerns.add(new Concern(strange.problem(reader.keyOf(item), item), null));
        }
    }

    private void examineRow(String name, Examined entity, Item item) {
        report.lookedAtRow();
        RowExamination row = RowExamination.of(entity.codec(), item);
        row.problems().forEach(problem -> concerns.add(new Concern(problem, name)));
        if (row.knows(entity.sentinels().columns())) {
            entity.sentinels().addRow(item);
        }
    }

    @Override
    public void close() {
        items.close();
        reader.release();
        concerns.clear();
        rows.clear();
    }
}
