package org.singletable.jdbc.faults;

/**
 * What a row of a group holds beside its key.
 *
 * @param version 0 where the entity has none
 */
record Row(long n, String tag, long version) {}
