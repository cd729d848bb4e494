package org.singletable.jdbc.exec.read;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.Page;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.TableClient;

/** The items of a Query; a page is asked for when the one before is used up. */
final class QueryCursor implements ItemCursor {
    private final TableClient table;
    private final QuerySpec query;
    private final RequestContext context;
    private Iterator<Item> items = List.<Item>of().iterator();
    private @Nullable Item next;
    private boolean last;

    QueryCursor(TableClient table, QuerySpec query, RequestContext context) {
        this.table = table;
        this.query = query;
        this.context = context;
    }

    @Override
    public @Nullable Item next() {
        // A page may be empty and still have a successor.
        while (!items.hasNext()) {
            if (last) {
                return null;
            }
            Page page = table.query(query, next, context);
            items = page.items().iterator();
            next = page.next();
            last = next == null;
        }
        return items.next();
    }
}
