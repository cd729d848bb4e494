package org.singletable.jdbc.exec.read;

import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.RequestPool;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.MemoryBudget;

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
