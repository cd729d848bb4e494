package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.Page;
import org.singletable.jdbc.dynamo.RequestPool;

/** Adds up what DynamoDB counts ({@code Select=COUNT}), page by page. */
final class PageCounter {
    private final Reads reads;

    PageCounter(Reads reads) {
        this.reads = reads;
    }

    /** The items of all Queries or segments, of which some are read at the same time. */
    long count(List<PageStream.Request> requests) {
        if (requests.size() == 1) {
            return count(requests.get(0));
        }
        Deque<RequestPool.Pending<Long>> pending = new ArrayDeque<>();
        long count = 0;
        for (PageStream.Request request : requests) {
            if (pending.size() == Reads.PARALLEL) {
                count += pending.remove().await();
            }
            pending.add(reads.pool().submit(() -> count(request)));
        }
        while (!pending.isEmpty()) {
            count += pending.remove().await();
        }
        return count;
    }

    private long count(PageStream.Request request) {
        long count = 0;
        Item from = null;
        do {
            Item start = from;
            Page page = reads.answer(() -> request.send(start, 0), () -> true);
            count += page.count();
            from = page.next();
        } while (from != null);
        return count;
    }
}
