package org.singletable.jdbc.exec.maintenance;

import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.exec.Execution;

/** When it is time to say how far the reading has come. */
final class Progress {
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_PAGES = 10;
    private static final long MAX_BYTES = 16 << 20;

    private final int mostItems;
    private int items;
    private long bytes;

    private Progress(int mostItems) {
        this.mostItems = mostItems;
    }

    /** After 10,000 items, 10 pages where the size of a page is given, or as many items as fill about 10 of the largest. */
    static Progress of(Execution execution) {
        int pageSize = execution.pageSize() > 0
                ? execution.pageSize()
                : execution.session().pageSize();
        return new Progress(pageSize == 0 ? MAX_ITEMS : (int) Math.min(MAX_ITEMS, (long) MAX_PAGES * pageSize));
    }

    /** One more item was looked at; whether it is time now. */
    boolean isDue(Item item) {
        items++;
        bytes += ItemSize.of(item);
        boolean due = items >= mostItems || bytes >= MAX_BYTES;
        if (due) {
            items = 0;
            bytes = 0;
        }
        return due;
    }
}
