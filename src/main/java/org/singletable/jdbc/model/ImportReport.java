package org.singletable.jdbc.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an import tells of its work, in the order in which it found it. */
final class ImportReport {
    private final Set<String> losses = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * Something of the model that the mapping does not have.
     *
     * @param where such as {@code Customer.email}
     * @param what what it is, and what its lack means for SQL
     */
    void lost(String where, String what) {
        losses.add(where + ": " + what);
    }

    /** Something that was taken over, but is to be known or checked. */
    void note(String where, String what) {
        notes.add(where + ": " + what);
    }

    List<String> losses() {
        return List.copyOf(losses);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
