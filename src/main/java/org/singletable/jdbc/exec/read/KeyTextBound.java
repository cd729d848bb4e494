package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;

/**
 * A bound of key texts, itself within the range.
 *
 * @param text null for none
 * @param exact whether it lets in no value that is not in the range
 */
record KeyTextBound(@Nullable String text, boolean exact) {
    static final KeyTextBound NONE = new KeyTextBound(null, true);
}
