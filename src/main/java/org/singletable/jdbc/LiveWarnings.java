package org.singletable.jdbc;

import java.sql.SQLWarning;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The warnings of an execution as JDBC shows them. An execution goes on warning while its rows are read (what a Scan has
 * read is known at their end), so each look takes over what has come since the last one.
 */
final class LiveWarnings {
    /** "warning", the class of SQLStates of what succeeded with something to say. */
    static final String STATE = "01000";

    private final Supplier<List<String>> messages;
    private int taken;
    private @Nullable SQLWarning first;

    /** @param messages what was told so far, in order: it only ever grows */
    LiveWarnings(Supplier<List<String>> messages) {
        this.messages = messages;
    }

    /** Of what cannot warn. */
    static LiveWarnings none() {
        return new LiveWarnings(List::of);
    }

    /** The first warning since {@link #clear}, with the others chained to it; null where there is none. */
    synchronized @Nullable SQLWarning first() {
        List<String> all = messages.get();
        for (String message : all.subList(taken, all.size())) {
            SQLWarning warning = new SQLWarning(message, STATE);
            if (first == null) {
                first = warning;
            } else {
                first.setNextWarning(warning);
            }
        }
        taken = all.size();
        return first;
    }

    synchronized void clear() {
        taken = messages.get().size();
        first = null;
    }
}
