package org.singletable.jdbc.exec.maintenance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.MemoryShare;
import org.singletable.jdbc.exec.maintenance.Finding.Kind;
import org.singletable.jdbc.exec.write.Sentinels;
import org.singletable.jdbc.exec.write.Sentinels.Sentinel;
import org.singletable.jdbc.exec.write.StoredSentinels;
import org.singletable.jdbc.exec.write.StoredSentinels.Claim;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;

/**
 * Compares rows with the sentinels they should have, and sentinels with the rows they belong to, as many at a time as one request
 * looks up. The table changes meanwhile: what looks wrong is read again, and counts only where it has not changed.
 */
final class SentinelExamination {
    /** How much more than is held is read to examine it, at worst: the counterparts, and all of it again. */
    private static final int LOOKED_UP = 4;

    private final ItemCodec codec;
    private final Set<Column> columns;
    private final Set<String> attributes;
    private final Sentinels sentinels;
    private final StoredSentinels stored;
    private final Owners owners;
    private final ItemReader reader;
    private final MemoryShare memory;
    private final SentinelProblems problems;

    private List<Row> rows = new ArrayList<>();
    private List<Found> found = new ArrayList<>();
    private final List<Problem> unreadable = new ArrayList<>();
    private long bytes;

    /** A row and the sentinels it should have. */
    record Row(Item item, ColumnValues values, List<Sentinel> wanted) {}

    /** A stored sentinel and whose it may be. */
    record Found(Item item, List<Claim> claims) {}

    /** @param there what is at the sentinel's key, null for nothing */
    record Suspect(Row row, Sentinel wanted, @Nullable Found there) {}

    SentinelExamination(
            ItemCodec codec,
            Sentinels sentinels,
            StoredSentinels stored,
            Owners owners,
            ItemReader reader,
            MemoryShare memory) {
        this.codec = codec;
        this.columns = owners.columns(codec.entity());
        this.attributes = owners.attributes(codec.entity());
        this.sentinels = sentinels;
        this.stored = stored;
        this.owners = owners;
        this.reader = reader;
        this.memory = memory;
        this.problems = new SentinelProblems(codec, columns, owners, stored, reader);
    }

    /** The columns whose values decide about a row's sentinels. */
    Set<Column> columns() {
        return columns;
    }

    void addRow(Item item) {
        Item known = item.only(attributes);
        try {
            ColumnValues values = ColumnValues.ofRow(codec.decode(known, columns));
            List<Sentinel> wanted = sentinels.of(codec.entity(), values);
            if (!wanted.isEmpty()) {
                rows.add(new Row(known, values, wanted));
                hold(known);
            }
        } catch (DriverException e) {
            Owners.requireOfRow(e);
            unreadable.add(Problem.left(Finding.of(
                    Kind.UNREADABLE,
                    codec.keyOf(item),
                    null,
                    (Item) null,
                    null,
                    "the row can have no sentinel: " + e.getMessage())));
        }
    }

    void addSentinel(Item item, List<Claim> claims) {
        found.add(new Found(item, claims));
        hold(item);
    }

    private void hold(Item item) {
        long size = ItemSize.of(item);
        reader.hold(size);
        bytes += size;
    }

    /** Whether there are as many as had better be examined together. */
    boolean isFull() {
        long keys = rows.stream().mapToLong(row -> row.wanted().size()).sum();
        return Math.max(keys, found.size()) >= TableClient.MAX_KEYS || LOOKED_UP * bytes > memory.room();
    }

    /** What is wrong with those added since the last time. What was read for it is held by the reader still. */
    List<Problem> examine() {
        List<Problem> wrong = new ArrayList<>();
        while (!rows.isEmpty() || !found.isEmpty()) {
            List<Suspect> suspects = suspects();
            List<Found> orphans = orphans();
            rows = new ArrayList<>();
            found = new ArrayList<>();
            Set<Item> mended = new HashSet<>();
            confirmRows(suspects, mended, wrong);
            confirmOrphans(orphans, mended, wrong);
        }
        wrong.addAll(unreadable);
        unreadable.clear();
        bytes = 0;
        return wrong;
    }

    /** Sentinels that rows should have and that are not there, or not as they should be. */
    private List<Suspect> suspects() {
        Map<Item, Item> there = reader.read(
                rows.stream()
                        .flatMap(row -> row.wanted().stream())
                        .map(Sentinel::key)
                        .toList(),
                Reading.WHOLE);
        List<Suspect> suspects = new ArrayList<>();
        for (Row row : rows) {
            for (Sentinel wanted : row.wanted()) {
                Item item = there.get(wanted.key());
                Found at = item == null ? null : new Found(item, stored.claims(item));
                if (at == null || !isRight(row, wanted, at)) {
                    suspects.add(new Suspect(row, wanted, at));
                }
            }
        }
        return suspects;
    }

    private boolean isRight(Row row, Sentinel wanted, Found at) {
        return SentinelProblems.isOfRow(codec.keyOf(row.item()), wanted, at)
                && problems.difference(wanted, at).filter(ItemEdits::isEmpty).isPresent();
    }

    private List<Found> orphans() {
        Map<Item, Item> rowsOf = reader.read(
                found.stream().flatMap(one -> Owners.keys(one.claims())).toList(), owners.reading());
        return found.stream()
                .filter(one -> SentinelProblems.tellsNoOwner(one)
                        || !owners.isOwned(reader.keyOf(one.item()), one.claims(), rowsOf))
                .toList();
    }

    private void confirmRows(List<Suspect> suspects, Set<Item> mended, List<Problem> wrong) {
        Map<Item, Item> now = reader.read(
                suspects.stream()
                        .flatMap(suspect -> Stream.concat(
                                Stream.of(codec.keyOf(suspect.row().item())),
                                suspect.there() == null
                                        ? Stream.of()
                                        : Owners.keys(suspect.there().claims())))
                        .toList(),
                owners.reading());
        Set<Row> changed = new LinkedHashSet<>();
        for (Suspect suspect : suspects) {
            Item row = now.get(codec.keyOf(suspect.row().item()));
            if (row != null && row.only(attributes).isSameAs(suspect.row().item())) {
                wrong.add(problems.of(suspect, now));
                mended.add(suspect.wanted().key());
            } else if (row != null && codec.belongs(row) && changed.add(suspect.row())) {
                addRow(row);
            }
        }
    }

    /** @param mended keys of sentinels that were just told of */
    private void confirmOrphans(List<Found> orphans, Set<Item> mended, List<Problem> wrong) {
        List<Found> others = orphans.stream()
                .filter(orphan -> !mended.contains(reader.keyOf(orphan.item())))
                .toList();
        Map<Item, Item> now = reader.read(
                others.stream().map(orphan -> reader.keyOf(orphan.item())).toList(), Reading.WHOLE);
        Map<Item, Item> rowsOf = reader.read(
                others.stream().flatMap(one -> Owners.keys(one.claims())).toList(), owners.reading());
        for (Found orphan : others) {
            Item item = now.get(reader.keyOf(orphan.item()));
            if (item == null) {
                continue;
            }
            if (item.isSameAs(orphan.item())) {
                wrong.add(problems.orphan(orphan, rowsOf));
            } else {
                List<Claim> claims = stored.claims(item);
                if (!claims.isEmpty()) {
                    addSentinel(item, claims);
                }
            }
        }
    }
}
