package org.singletable.jdbc.exec.read;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.RequestPool;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.ReadView;
import org.singletable.jdbc.mapping.Column;

/** What all reads of one execution share. */
record Reads(OpenTable open, Codecs codecs, Execution execution) {
    /** Requests of one read that are in flight at the same time. */
    static final int PARALLEL = 8;

    TableClient table() {
        return open.client();
    }

    RequestPool pool() {
        return open.pool();
    }

    RequestContext context() {
        return execution.context();
    }

    MemoryBudget memory() {
        return execution.memory();
    }

    ReadView view() {
        return execution.view();
    }

    /** The top-level attributes to ask for, null for whole items. */
    @Nullable
    Set<String> attributes(ItemCodec codec, Set<Column> wanted) {
        return view().keepsReads() ? null : codec.attributes(wanted).orElse(null);
    }

    int prefetch() {
        return execution.session().limits().prefetch();
    }

    boolean consistent() {
        return execution.consistentReads();
    }

    /** Items that a page reads at most, 0 for no limit but DynamoDB's. */
    int pageSize() {
        return execution.pageSize() > 0
                ? execution.pageSize()
                : execution.session().pageSize();
    }

    /** The page size where no item read can be dropped, so that no more are needed than rows are wanted. */
    int pageSize(Goal goal) {
        if (goal.isAll()) {
            return pageSize();
        }
        int wanted = goal.atMost(Integer.MAX_VALUE);
        return pageSize() == 0 ? wanted : Math.min(wanted, pageSize());
    }
}
