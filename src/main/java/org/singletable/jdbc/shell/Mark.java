package org.singletable.jdbc.shell;

/**
 * A place in a file, at the beginning of a line.
 *
 * @param line how many lines are before it
 * @param offset how many bytes are before it
 * @param hash of these bytes, 64-bit FNV-1a: tells whether they are still the same
 */
record Mark(long line, long offset, long hash) {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    static final Mark START = new Mark(0, 0, FNV_BASIS);

    /** The hash with one byte more. */
    static long hash(long before, int next) {
        return (before ^ next) * FNV_PRIME;
    }
}
