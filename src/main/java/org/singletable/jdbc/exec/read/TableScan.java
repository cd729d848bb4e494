package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.ScanSpec;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.KeptMemory;
import org.singletable.jdbc.exec.MemoryShare;

/** All items of the table as they are stored, whole and strongly consistent, whatever the connection says of Scans. */
public final class TableScan {
    private TableScan() {}

    /**
     * Reads the first page; those to come are read ahead while the items are consumed.
     *
     * @param behind the table key to begin behind, in the order of a Scan; null for the beginning. There need be no item with it
     */
    public static ItemCursor open(OpenTable table, Codecs codecs, Execution execution, @Nullable Item behind) {
        Reads reads = new Reads(table, codecs, execution, new Opening(), new KeptMemory(execution.memory()));
        ScanSpec scan = new ScanSpec(0, 1, true, 0, Reading.WHOLE);
        PageStream items = new PageStream(
                (from, pageSize) ->
                        reads.table().scan(scan.withPageSize(pageSize), from == null ? behind : from, reads.context()),
                reads.pageSize(),
                reads,
                new Goal(AccessReader.ALL_ROWS),
                PageStream.Sharing.MERGED,
                new MemoryShare(reads.memory(), 1));
        boolean opened = false;
        try {
            items.awaitFirst();
            opened = true;
            return items;
        } finally {
            if (!opened) {
                items.close();
            }
        }
    }
}
