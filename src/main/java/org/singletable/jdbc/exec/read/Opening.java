package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/**
 * The reads of a statement that are being opened. Those of one query send their first requests beside each other, all but the
 * last in threads of the pool: a query of one read needs no other thread. Used by one thread.
 */
final class Opening {
    /** Of the query that is being opened, null while none is. */
    private @Nullable List<FirstRequest> together;

    /** A read that is opened while rows are consumed sends its first request at once, and is waited for when it is read. */
    void add(FirstRequest read) {
        boolean complete = false;
        try {
            if (together == null) {
                read.begin();
            } else {
                beginLast(together);
                together.add(read);
            }
            complete = true;
        } finally {
            if (!complete) {
                read.close();
            }
        }
    }

    /** See {@link AccessReader#open(Supplier)}. */
    RowCursor open(Supplier<RowCursor> query) {
        List<FirstRequest> outer = together;
        List<FirstRequest> reads = new ArrayList<>();
        if (outer != null) {
            // It waits until this query is answered.
            beginLast(outer);
        }
        together = reads;
        RowCursor cursor = null;
        boolean complete = false;
        try {
            cursor = query.get();
            await(reads);
            complete = true;
            return cursor;
        } finally {
            together = outer;
            if (!complete && cursor != null) {
                cursor.close();
            }
        }
    }

    private static void beginLast(List<FirstRequest> reads) {
        if (!reads.isEmpty()) {
            reads.get(reads.size() - 1).begin();
        }
    }

    /** The last one first, as this thread sends its request. */
    private static void await(List<FirstRequest> reads) {
        for (int i = reads.size() - 1; i >= 0; i--) {
            reads.get(i).awaitFirst();
        }
    }
}
