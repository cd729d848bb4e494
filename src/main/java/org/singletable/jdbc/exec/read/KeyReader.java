package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.MemoryShare;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.Rel;

/** Reads rows by their table keys. */
final class KeyReader {
    /** A rough estimate of what remembering a key takes. */
    private static final int BYTES_PER_KEY = 400;

    private final Reads reads;
    private final Rel.Read read;
    private final Access.ByKeys access;
    private final ItemCodec codec;
    private final Reading reading;

    KeyReader(Reads reads, Rel.Read read, Access.ByKeys access) {
        this.reads = reads;
        this.read = read;
        this.access = access;
        this.codec = reads.codecs().of(access.entity());
        this.reading = new Reading(null, reads.attributes(codec, read.wanted()), false);
    }

    /** The items; the first requests are sent now. */
    ItemCursor open(Bindings bindings, Goal goal) {
        Keys keys = new Keys(new KeyCombinations(access.keys(), bindings));
        Item first = keys.next();
        if (first == null) {
            return ItemCursor.NONE;
        }
        Item second = keys.next();
        if (second == null) {
            OneItem only = new OneItem(first, codec, reading, reads);
            reads.opening().add(only);
            return only;
        }
        Iterator<Item> begin = List.of(first, second).iterator();
        KeyLookup lookup = new KeyLookup(
                () -> begin.hasNext() ? begin.next() : keys.next(),
                codec,
                reading,
                reads,
                new MemoryShare(reads.memory(), 1),
                goal,
                true);
        reads.opening().add(lookup);
        return lookup;
    }

    /** The possible keys among the combinations, each once. */
    private final class Keys {
        private final KeyCombinations combinations;
        private final Set<Item> seen = new HashSet<>();

        private Keys(KeyCombinations combinations) {
            this.combinations = combinations;
        }

        @Nullable
        Item next() {
            while (combinations.hasNext()) {
                Optional<Item> key = KeyValues.tableKey(access.entity(), combinations.next());
                if (key.isPresent() && seen.add(key.get()) && !reads.view().isChanged(key.get())) {
                    reads.kept().keep(BYTES_PER_KEY);
                    return key.get();
                }
            }
            return null;
        }
    }

    /** See {@link AccessReader#lookup}. */
    List<@Nullable Object @Nullable []> lookup(List<@Nullable Object[]> left, Bindings bindings) {
        List<Optional<Item>> keys = new ArrayList<>();
        for (@Nullable Object[] frame : left) {
            KeyCombinations combinations = new KeyCombinations(access.keys(), bindings.withRow(frame));
            keys.add(
                    combinations.hasNext()
                            ? KeyValues.tableKey(access.entity(), combinations.next())
                            : Optional.empty());
        }
        Map<Item, Item> found = read(keys);
        List<@Nullable Object @Nullable []> frames = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Optional<Item> changed = keys.get(i).flatMap(reads.view()::changed);
            Optional<Item> stored = changed.isPresent() ? changed : keys.get(i).map(found::get);
            @Nullable Object @Nullable [] frame = frame(left.get(i), stored, bindings);
            if (frame != null && changed.isEmpty()) {
                reads.view().read(codec, stored.orElseThrow());
            }
            frames.add(frame);
        }
        return frames;
    }

    private Map<Item, Item> read(List<Optional<Item>> keys) {
        Set<Item> distinct = new LinkedHashSet<>();
        keys.forEach(
                key -> key.filter(wanted -> !reads.view().isChanged(wanted)).ifPresent(distinct::add));
        if (distinct.size() == 1) {
            Item key = distinct.iterator().next();
            Optional<Item> only = reads.answer(
                    () -> reads.table().getItem(key, reads.consistent(), reading, reads.context()), () -> true);
            reads.view().lookedUp(codec, key, only.orElse(null));
            return only.map(item -> Map.of(key, item)).orElseGet(Map::of);
        }
        Iterator<Item> all = distinct.iterator();
        Map<Item, Item> found = new HashMap<>();
        try (KeyLookup lookup = new KeyLookup(
                () -> all.hasNext() ? all.next() : null,
                codec,
                reading,
                reads,
                new MemoryShare(reads.memory(), 1),
                new Goal(AccessReader.ALL_ROWS),
                true)) {
            for (Item item = lookup.next(); item != null; item = lookup.next()) {
                found.put(codec.keyOf(item), item);
            }
        }
        return found;
    }

    private @Nullable Object @Nullable [] frame(@Nullable Object[] left, Optional<Item> item, Bindings bindings) {
        if (item.isEmpty()) {
            return null;
        }
        @Nullable Object[] right = ReadCursor.frame(item.get(), codec, read, bindings);
        if (right == null) {
            return null;
        }
        @Nullable Object[] both = left.clone();
        int offset = read.source().offset();
        System.arraycopy(right, offset, both, offset, read.source().width());
        return both;
    }
}
