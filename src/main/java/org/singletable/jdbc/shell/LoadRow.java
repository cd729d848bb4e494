package org.singletable.jdbc.shell;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of a file that is loaded. */
interface LoadRow {
    /** The number of its first line in the file, from 1. */
    long line();

    /** Of its first byte in the file. */
    long offset();

    /** The columns that it gives values for. */
    List<TargetColumn> columns();

    /** A value each, as text that the driver takes for the column; null is NULL. */
    List<@Nullable String> values();

    /** Why it cannot even be tried to write it; columns and values are then empty. */
    Optional<Refusal> unreadable();

    /** What the file of rejected rows says of it: a line, with its line feed. */
    String rejected(Refusal refusal);
}
