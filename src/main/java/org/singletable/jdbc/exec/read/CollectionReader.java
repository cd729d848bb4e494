package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.Access;

/** Item collections that several reads of a statement share: the first one reads it whole, and all are answered from it. */
final class CollectionReader {
    private final Reads reads;
    private final Map<Integer, List<Item>> collections = new HashMap<>();

    CollectionReader(Reads reads) {
        this.reads = reads;
    }

    /** The items of all entities in the collection. */
    synchronized ItemCursor open(Access.ByCollection access, Bindings bindings) {
        List<Item> known = collections.get(access.collection());
        List<Item> all = known == null ? read(access, bindings) : known;
        collections.put(access.collection(), all);
        Iterator<Item> items = all.iterator();
        return new ItemCursor() {
            @Override
            public @Nullable Item next() {
                return items.hasNext() ? items.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    private @Nullable Set<String> attributes(Access.ByCollection access) {
        Map<ItemCodec, Set<Column>> wanted = new HashMap<>();
        access.wanted().forEach((entity, columns) -> wanted.put(reads.codecs().of(entity), columns));
        return reads.readsWhole() ? null : Projection.of(wanted);
    }

    private List<Item> read(Access.ByCollection access, Bindings bindings) {
        KeyTemplate hash = access.entity().partitionKey();
        Optional<Object> value = KeyValues.of(access.known(), bindings)
                .flatMap(values -> KeyValues.rendered(() -> hash.template().render(values::get)))
                .filter(KeyValues::isPossibleHash);
        List<Item> items = new ArrayList<>();
        if (value.isEmpty()) {
            return items;
        }
        QuerySpec query = new QuerySpec(
                null,
                false,
                hash.name(),
                KeyValues.stored(value.get()),
                null,
                reads.consistent(),
                true,
                0,
                new Reading(null, attributes(access), false));
        try (PageStream stream = PageStream.alone(
                (from, pageSize) -> reads.table().query(query.withPageSize(pageSize), from, reads.context()),
                reads.pageSize(),
                reads,
                new Goal(AccessReader.ALL_ROWS))) {
            for (Item item = stream.next(); item != null; item = stream.next()) {
                reads.kept().keep(ItemSize.of(item));
                items.add(item);
            }
        }
        return items;
    }
}
