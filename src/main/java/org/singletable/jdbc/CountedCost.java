package org.singletable.jdbc;

import java.util.Map;
import org.singletable.jdbc.exec.StatementControl;

/** The public view of what a statement's execution has cost. */
record CountedCost(StatementControl execution) implements ExecutionCost {
    @Override
    public Map<String, Integer> requests() {
        return execution.requests();
    }

    @Override
    public long itemsRead() {
        return execution.itemsRead();
    }

    @Override
    public double readUnits() {
        return execution.readUnits();
    }

    @Override
    public double writeUnits() {
        return execution.writeUnits();
    }

    @Override
    public String toString() {
        return requests() + ", " + itemsRead() + " items read, " + readUnits() + " read units, " + writeUnits()
                + " write units";
    }
}
