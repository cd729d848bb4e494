package org.singletable.jdbc.exec.read;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.StoredRow;

/** The rows of several ways, one way after the other, each row once. */
final class DistinctStored implements StoredRows {
    private final List<StoredRows> ways;
    private final Iterator<StoredRows> next;
    private final ItemCodec codec;
    private final Set<Item> seen = new HashSet<>();
    private StoredRows current = NONE;

    private DistinctStored(List<StoredRows> ways, ItemCodec codec) {
        this.ways = ways;
        this.next = ways.iterator();
        this.codec = codec;
    }

    static StoredRows of(List<StoredRows> ways, ItemCodec codec) {
        return new DistinctStored(List.copyOf(ways), codec);
    }

    @Override
    public @Nullable StoredRow nextStored() {
        while (true) {
            StoredRow row = current.nextStored();
            if (row != null && seen.add(codec.keyOf(row.item()))) {
                return row;
            } else if (row == null && !next.hasNext()) {
                return null;
            } else if (row == null) {
                current = next.next();
            }
        }
    }

    @Override
    public void close() {
        ways.forEach(StoredRows::close);
    }
}
