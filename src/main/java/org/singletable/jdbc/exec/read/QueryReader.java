package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.MemoryShare;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;

/** Reads rows by Queries: one, or several that are sent beside each other. */
final class QueryReader {
    private final Reads reads;
    private final Rel.Read read;
    private final Access.ByQuery access;
    private final ItemCodec codec;
    private final Bindings bindings;
    private final ReadFilter filters;
    private final CoveredConjuncts covered;

    QueryReader(Reads reads, Rel.Read read, Access.ByQuery access, Bindings bindings) {
        this.reads = reads;
        this.read = read;
        this.access = access;
        this.codec = reads.codecs().of(access.entity());
        this.bindings = bindings;
        this.filters = ReadFilter.ofQuery(codec, read, access, bindings);
        this.covered = new CoveredConjuncts(read.source(), access);
    }

    /** Whether items are read from the table by key: in a transaction also what a global index holds whole. */
    private boolean fetches() {
        return access.fetch() || access.isGlobal() && reads.view().isTransaction();
    }

    private Iterator<KeyConditions.KeyCondition> conditions() {
        return new KeyConditions(access, bindings, reads.kept());
    }

    /** The frames; the first requests are sent now. */
    RowCursor open(long goal) {
        Iterator<KeyConditions.KeyCondition> conditions = conditions();
        if (!conditions.hasNext()) {
            return frames(ItemCursor.NONE, new Goal(goal), new MemoryShare(reads.memory(), 1));
        }
        KeyConditions.KeyCondition first = conditions.next();
        if (!conditions.hasNext()) {
            Goal only = new Goal(goal);
            MemoryShare memory = new MemoryShare(reads.memory(), 1);
            PageStream stream = stream(first, only, PageStream.Sharing.ALONE, memory);
            reads.opening().add(stream);
            return frames(stream, only, memory);
        }
        return read.order().isEmpty()
                ? concatenated(first, conditions, new Goal(goal))
                : merged(first, conditions, goal);
    }

    /**
     * The frames that belong to each of several rows elsewhere. The first requests are sent now.
     *
     * @param rows on which the known values of the access path are evaluated
     * @param goal how many frames are wanted
     */
    KeyedRows lookup(List<@Nullable Object[]> rows, Goal goal) {
        List<Optional<KeyConditions.KeyCondition>> each = new ArrayList<>();
        rows.forEach(row -> each.add(KeyConditions.only(access, bindings.withRow(row))));
        return new QueryLookup(this, each, goal, new MemoryShare(reads.memory(), 1));
    }

    /** Whether every row that is found by exact key conditions meets them. */
    boolean covers(List<BoundExpr> conjuncts) {
        return conjuncts.stream().allMatch(covered::covers);
    }

    /** The items, in any order; the first requests are sent when they are pulled. */
    ItemCursor items(Goal goal) {
        Iterator<KeyConditions.KeyCondition> conditions = conditions();
        MemoryShare memory = new MemoryShare(reads.memory(), 1);
        Iterator<PageStream> streams = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return conditions.hasNext();
            }

            @Override
            public PageStream next() {
                return stream(conditions.next(), goal, PageStream.Sharing.IN_TURN, memory);
            }
        };
        return fetched(new ConcatenatedStreams(streams, goal), goal, memory);
    }

    private RowCursor concatenated(
            KeyConditions.KeyCondition first, Iterator<KeyConditions.KeyCondition> others, Goal goal) {
        MemoryShare memory = new MemoryShare(reads.memory(), 1);
        Iterator<PageStream> streams = new Iterator<>() {
            private KeyConditions.@Nullable KeyCondition next = first;

            @Override
            public boolean hasNext() {
                return next != null || others.hasNext();
            }

            @Override
            public PageStream next() {
                KeyConditions.KeyCondition condition = next == null ? others.next() : next;
                next = null;
                return stream(condition, goal, PageStream.Sharing.IN_TURN, memory);
            }
        };
        ConcatenatedStreams all = new ConcatenatedStreams(streams, goal);
        reads.opening().add(all);
        return frames(all, goal, memory);
    }

    private RowCursor merged(KeyConditions.KeyCondition first, Iterator<KeyConditions.KeyCondition> others, long goal) {
        List<KeyConditions.KeyCondition> conditions = new ArrayList<>();
        conditions.add(first);
        others.forEachRemaining(conditions::add);
        MemoryShare memory = new MemoryShare(reads.memory(), conditions.size());
        List<PageStream> streams = new ArrayList<>();
        List<RowCursor> inputs = new ArrayList<>();
        for (KeyConditions.KeyCondition condition : conditions) {
            Goal own = new Goal(goal);
            PageStream stream = stream(condition, own, PageStream.Sharing.MERGED, memory);
            streams.add(stream);
            inputs.add(frames(stream, own, memory));
        }
        MergedStreams all = new MergedStreams(streams);
        reads.opening().add(all);
        return new MergeCursor(inputs, all, new RowOrder(read.order(), bindings));
    }

    /** The rows that items of the table or index are, or lead to. */
    RowCursor frames(ItemCursor items, Goal goal, MemoryShare memory) {
        return new ReadCursor(fetched(items, goal, memory), codec, read, bindings, goal, reads.view());
    }

    PageStream stream(KeyConditions.KeyCondition condition, Goal goal, PageStream.Sharing sharing, MemoryShare memory) {
        EntityTest.ToldBy entity = new EntityTest(reads.codecs()).toldBy(access, condition);
        Predicate<BoundExpr> isMet =
                conjunct -> condition.exact() && covered.covers(conjunct) || covered.implies(conjunct);
        boolean allCovered = condition.exact() && read.residual().stream().allMatch(isMet);
        boolean dropsNothing = entity == EntityTest.ToldBy.KEYS && allCovered && !fetches();
        ReadFilter.Filter filter = filters.filter(isMet, entity, false);
        QuerySpec query = query(condition, new Reading(filter.condition(), attributes(), false));
        return new PageStream(
                (from, pageSize) -> reads.table().query(query.withPageSize(pageSize), from, reads.context()),
                dropsNothing ? reads.pageSize(goal) : reads.pageSize(),
                reads,
                goal,
                sharing,
                memory);
    }

    private @Nullable Set<String> attributes() {
        return fetches() ? Projection.ofKeys(access.entity()) : reads.attributes(codec, read.wanted());
    }

    private QuerySpec query(KeyConditions.KeyCondition condition, Reading reading) {
        EntityIndex index = access.index();
        return new QuerySpec(
                index == null ? null : index.name(),
                index != null && index.schema().local(),
                access.partitionKey().name(),
                KeyValues.stored(condition.hash()),
                condition.sort(),
                reads.consistent() && !access.isGlobal(),
                !access.descending(),
                0,
                reading);
    }

    /** The whole items, where the index holds only parts of them: rows that have gone meanwhile are left out. */
    private ItemCursor fetched(ItemCursor found, Goal goal, MemoryShare memory) {
        if (!fetches()) {
            return found;
        }
        Reading reading = new Reading(null, reads.attributes(codec, read.wanted()), false);
        KeyLookup lookup = new KeyLookup(
                () -> {
                    Item item = found.next();
                    return item == null ? null : codec.keyOf(item);
                },
                codec,
                reading,
                reads,
                memory,
                goal,
                false);
        return new ItemCursor() {
            @Override
            public @Nullable Item next() {
                return lookup.next();
            }

            @Override
            public void close() {
                lookup.close();
                found.close();
            }
        };
    }

    /** How many rows there are, as DynamoDB counts them; empty where it cannot tell exactly. */
    OptionalLong count() {
        if (fetches()) {
            return OptionalLong.empty();
        }
        List<PageStream.Request> requests = new ArrayList<>();
        for (Iterator<KeyConditions.KeyCondition> conditions = conditions(); conditions.hasNext(); ) {
            KeyConditions.KeyCondition condition = conditions.next();
            EntityTest.ToldBy entity = new EntityTest(reads.codecs()).toldBy(access, condition);
            ReadFilter.Filter filter =
                    filters.filter(conjunct -> condition.exact() && covered.covers(conjunct), entity, true);
            if (!filter.exact()) {
                return OptionalLong.empty();
            }
            QuerySpec query = query(condition, new Reading(filter.condition(), null, true));
            requests.add((from, pageSize) -> reads.table().query(query.withPageSize(pageSize), from, reads.context()));
        }
        return OptionalLong.of(new PageCounter(reads).count(requests));
    }
}
