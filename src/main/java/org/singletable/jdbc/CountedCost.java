package org.singletable.jdbc;

import java.util.Map;
import org.singletable.jdbc.exec.StatementControl;

/** The public view of what an execution has cost. */
record CountedCost(StatementControl control) implements ExecutionCost {
    @Override
    public Map<String, Integer> requests() {
        return control.requests();
    }

    @Override
    public long itemsRead() {
        return control.itemsRead();
    }

    @Override
    public double readUnits() {
        return control.readUnits();
    }

    @Override
    public double writeUnits() {
        return control.writeUnits();
    }

    @Override
    public String toString() {
        return requests() + ", " + itemsRead() + " items read, " + readUnits() + " read units, " + writeUnits()
                + " write units";
    }
}
