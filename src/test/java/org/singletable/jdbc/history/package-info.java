/**
 * Whether what transactions saw and wrote could have come about by running them one after the other. Pure: a history is recorded
 * by a test, and checked when it is complete. The phenomena are those of Adya, Liskov and O'Neil, "Generalized Isolation Level
 * Definitions" (2000).
 */
@NullMarked
package org.singletable.jdbc.history;

import org.jspecify.annotations.NullMarked;
