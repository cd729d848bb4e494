package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.KeptMemory;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.read.StoredRows;

/**
 * All rows that a statement is about: they are read before the first one is written, so that none is found again. They count
 * as memory of the statement until it is closed.
 */
final class FoundRows implements Iterable<StoredRow>, AutoCloseable {
    private final KeptMemory memory;
    private final List<StoredRow> rows = new ArrayList<>();

    private FoundRows(MemoryBudget memory) {
        this.memory = new KeptMemory(memory);
    }

    /**
     * Reads them all.
     *
     * @param most that there may be
     * @throws org.singletable.jdbc.error.DriverException 54000 where there are more, 54001, and what reading meets
     */
    static FoundRows of(StoredRows found, long most, MemoryBudget memory) {
        FoundRows all = new FoundRows(memory);
        boolean done = false;
        try {
            for (StoredRow row = found.nextStored(); row != null; row = found.nextStored()) {
                if (all.rows.size() == most) {
                    throw WriteErrors.tooManyItems(most);
                }
                all.memory.keep(ItemSize.of(row.item()));
                all.rows.add(row);
            }
            done = true;
            return all;
        } finally {
            if (!done) {
                all.close();
            }
        }
    }

    @Override
    public Iterator<StoredRow> iterator() {
        return rows.iterator();
    }

    @Override
    public void close() {
        memory.releaseAll();
    }
}
