package org.singletable.jdbc.exec.write;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.transaction.PendingItem;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.exec.transaction.WriteBuffer;

/** Items that are read, strongly consistently, where nothing is pending of them. */
final class ReadItems implements RowWriter.KnownItems {
    private final WriteBuffer buffer;
    private final TableClient table;
    private final RequestContext context;
    private final Map<Item, Optional<Item>> read = new HashMap<>();

    ReadItems(WriteBuffer buffer, TableClient table, RequestContext context) {
        this.buffer = buffer;
        this.table = table;
        this.context = context;
    }

    @Override
    public Optional<PendingItem> find(Item key) {
        return buffer.find(key);
    }

    @Override
    public PendingItem at(Item key, Subject subject) {
        return find(key)
                .orElseGet(() -> read.computeIfAbsent(key, missing -> table.getItem(missing, true, context))
                        .map(item -> PendingItem.of(key, subject, item))
                        .orElseGet(() ->
                                PendingItem.absent(key, subject).expecting(List.of(Rows.absent(subject.entity())))));
    }

    /** Reads items that will be asked for, many at a time. */
    @Override
    public void prefetch(Collection<Item> keys) {
        Set<Item> unknown = new LinkedHashSet<>(keys);
        unknown.removeIf(key -> read.containsKey(key) || find(key).isPresent());
        if (unknown.size() < 2) {
            return;
        }
        Set<String> keyNames = unknown.iterator().next().attributes().keySet();
        unknown.forEach(key -> read.put(key, Optional.empty()));
        table.eachItem(unknown, Reading.WHOLE, context, item -> read.put(item.only(keyNames), Optional.of(item)));
    }

    @Override
    public void keep(PendingItem item) {
        buffer.keep(item);
    }
}
