package org.singletable.jdbc.exec.maintenance;

import java.util.List;
import org.singletable.jdbc.dynamo.Image;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.TransactOutcome;
import org.singletable.jdbc.dynamo.WriteOutcome;

/** Sends what mends a problem: one write by itself, several as a transaction. */
final class Mender {
    private final TableClient table;
    private final RequestContext context;
    private final boolean tokens;

    /** What became of it, in the words of the column {@code outcome}. */
    enum Outcome {
        MENDED(""),
        /** A condition did not hold. */
        CHANGED("another writer came between, so nothing was written; verify again"),
        LEFT(""),
        UNKNOWN("the answer was lost, so nobody knows whether it was mended; verify again");

        private final String remark;

        Outcome(String remark) {
            this.remark = remark;
        }

        /** A finding's message with what there is to be said of the outcome. */
        String addTo(String message) {
            return remark.isEmpty() ? message : message + "; " + remark;
        }
    }

    /** @param tokens single writes go as transactions, too */
    Mender(TableClient table, RequestContext context, boolean tokens) {
        this.table = table;
        this.context = context;
        this.tokens = tokens;
    }

    /** @throws org.singletable.jdbc.error.DriverException what requests meet, but not that an outcome is unknown */
    Outcome mend(Problem problem) {
        List<ItemWrite> writes = problem.mending();
        if (writes.isEmpty()) {
            return Outcome.LEFT;
        }
        return writes.size() == 1 && !tokens ? one(writes.get(0)) : together(writes);
    }

    private Outcome one(ItemWrite write) {
        WriteOutcome outcome = table.write(write, Image.NONE, Resend.NEVER, context);
        if (outcome instanceof WriteOutcome.Unknown) {
            return Outcome.UNKNOWN;
        }
        return outcome instanceof WriteOutcome.Applied ? Outcome.MENDED : Outcome.CHANGED;
    }

    private Outcome together(List<ItemWrite> writes) {
        TransactOutcome outcome = table.transact(writes, context);
        if (outcome instanceof TransactOutcome.Unknown) {
            return Outcome.UNKNOWN;
        }
        return outcome instanceof TransactOutcome.Applied ? Outcome.MENDED : Outcome.CHANGED;
    }
}
