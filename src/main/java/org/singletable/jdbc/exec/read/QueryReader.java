package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.Page;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.RequestPool;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.plan.Access;
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
        return new KeyConditions(access, bindings, reads.memory());
    }

    /** The frames; the first requests are sent now. */
    RowCursor open(long goal) {
        Iterator<KeyConditions.KeyCondition> conditions = conditions();
        if (!conditions.hasNext()) {
            return frames(ItemCursor.NONE, new Goal(goal));
        }
        KeyConditions.KeyCondition first = conditions.next();
        if (!conditions.hasNext()) {
            Goal only = new Goal(goal);
            PageStream stream = stream(first, only, PageStream.Sharing.ALONE);
            stream.awaitFirst();
            return frames(fetched(stream, only), only);
        }
        return read.order().isEmpty()
                ? concatenated(first, conditions, new Goal(goal))
                : merged(first, conditions, goal);
    }

    private RowCursor concatenated(
            KeyConditions.KeyCondition first, Iterator<KeyConditions.KeyCondition> others, Goal goal) {
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
                return stream(condition, goal, PageStream.Sharing.IN_TURN);
            }
        };
        return frames(fetched(new ConcatenatedStreams(streams, goal), goal), goal);
    }

    private RowCursor merged(KeyConditions.KeyCondition first, Iterator<KeyConditions.KeyCondition> others, long goal) {
        List<PageStream> streams = new ArrayList<>();
        List<RowCursor> inputs = new ArrayList<>();
        for (KeyConditions.KeyCondition condition = first; condition != null; ) {
            Goal own = new Goal(goal);
            PageStream stream = stream(condition, own, PageStream.Sharing.MERGED);
            streams.add(stream);
            inputs.add(frames(fetched(stream, own), own));
            condition = others.hasNext() ? others.next() : null;
        }
        beginAll(streams);
        return new MergeCursor(inputs, new RowOrder(read.order(), bindings));
    }

    /** The items, in any order; the first requests are sent now. */
    ItemCursor items(Goal goal) {
        Iterator<KeyConditions.KeyCondition> conditions = conditions();
        Iterator<PageStream> streams = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return conditions.hasNext();
            }

            @Override
            public PageStream next() {
                return stream(conditions.next(), goal, PageStream.Sharing.IN_TURN);
            }
        };
        return conditions.hasNext() ? fetched(new ConcatenatedStreams(streams, goal), goal) : ItemCursor.NONE;
    }

    /** Each is needed before the first frame is known; only some of them are asked for at a time. */
    private static void beginAll(List<PageStream> streams) {
        for (int i = 0; i < streams.size() + Reads.PARALLEL; i++) {
            if (i < streams.size()) {
                streams.get(i).begin();
            }
            if (i >= Reads.PARALLEL) {
                streams.get(i - Reads.PARALLEL).awaitFirst();
            }
        }
    }

    private RowCursor frames(ItemCursor items, Goal goal) {
        return new ReadCursor(items, codec, read, bindings, goal, reads.view());
    }

    private PageStream stream(KeyConditions.KeyCondition condition, Goal goal, PageStream.Sharing sharing) {
        EntityTest.ToldBy entity = new EntityTest(reads.codecs()).toldBy(access, condition);
        boolean allCovered = condition.exact() && read.residual().stream().allMatch(covered::covers);
        boolean dropsNothing = entity == EntityTest.ToldBy.KEYS && allCovered && !fetches();
        ReadFilter.Filter filter =
                filters.filter(conjunct -> condition.exact() && covered.covers(conjunct), entity, false);
        QuerySpec query = query(
                condition,
                new Reading(filter.condition(), attributes(), false),
                dropsNothing ? reads.pageSize(goal) : reads.pageSize());
        return new PageStream(from -> reads.table().query(query, from, reads.context()), reads, goal, sharing);
    }

    private @Nullable Set<String> attributes() {
        return fetches() ? keyAttributes() : reads.attributes(codec, read.wanted());
    }

    private Set<String> keyAttributes() {
        Entity entity = access.entity();
        Set<String> attributes = new HashSet<>();
        attributes.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(key -> attributes.add(key.name()));
        return attributes;
    }

    private QuerySpec query(KeyConditions.KeyCondition condition, Reading reading, int pageSize) {
        EntityIndex index = access.index();
        return new QuerySpec(
                index == null ? null : index.name(),
                index != null && index.schema().local(),
                access.partitionKey().name(),
                KeyValues.stored(condition.hash()),
                condition.sort(),
                reads.consistent() && !access.isGlobal(),
                !access.descending(),
                pageSize,
                reading);
    }

    /** The whole items, where the index holds only parts of them: rows that have gone meanwhile are left out. */
    private ItemCursor fetched(ItemCursor found, Goal goal) {
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

    /** How many rows there are, as DynamoDB counts them; -1 where it cannot tell exactly. */
    long count() {
        if (fetches()) {
            return -1;
        }
        List<QuerySpec> queries = new ArrayList<>();
        for (Iterator<KeyConditions.KeyCondition> conditions = conditions(); conditions.hasNext(); ) {
            KeyConditions.KeyCondition condition = conditions.next();
            EntityTest.ToldBy entity = new EntityTest(reads.codecs()).toldBy(access, condition);
            ReadFilter.Filter filter =
                    filters.filter(conjunct -> condition.exact() && covered.covers(conjunct), entity, true);
            if (!filter.exact()) {
                return -1;
            }
            queries.add(query(condition, new Reading(filter.condition(), null, true), 0));
        }
        return queries.size() == 1 ? count(queries.get(0)) : countAll(queries);
    }

    private long countAll(List<QuerySpec> queries) {
        Deque<RequestPool.Pending<Long>> pending = new ArrayDeque<>();
        long count = 0;
        for (QuerySpec query : queries) {
            if (pending.size() == Reads.PARALLEL) {
                count += pending.remove().await();
            }
            pending.add(reads.pool().submit(() -> count(query)));
        }
        while (!pending.isEmpty()) {
            count += pending.remove().await();
        }
        return count;
    }

    private long count(QuerySpec query) {
        long count = 0;
        Item from = null;
        do {
            Page page = reads.table().query(query, from, reads.context());
            count += page.count();
            from = page.next();
        } while (from != null);
        return count;
    }
}
