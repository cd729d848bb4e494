package org.singletable.jdbc.exec.read;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.RequestPool;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.KeptMemory;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.ReadView;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.Plan;

/**
 * What all reads of one execution share.
 *
 * @param opening those that are about to send their first request
 * @param kept memory for what is remembered until the statement ends
 */
record Reads(OpenTable open, Codecs codecs, Execution execution, Opening opening, KeptMemory kept) {
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

    /**
     * The answer to a request. Where it fails while it is wanted the statement cannot succeed, so that the others in flight
     * are stopped.
     *
     * @param wanted whether an answer is wanted still
     */
    <T> T answer(Supplier<T> request, BooleanSupplier wanted) {
        try {
            return request.get();
        } catch (DriverException e) {
            if (wanted.getAsBoolean()) {
                context().fail(e);
            }
            throw e;
        }
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
        return readsWhole() ? null : Projection.of(codec, wanted);
    }

    /** Whether what is read must be known whole: it is written anew, or checked at commit. */
    boolean readsWhole() {
        return view().keepsReads()
                || execution.plan() instanceof Plan.UpdatePlan
                || execution.plan() instanceof Plan.DeletePlan;
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
