package org.singletable.jdbc.exec.read;

/** How many more frames are wanted of a read: what is asked for ahead of it. Thread-safe. */
final class Goal {
    private volatile long remaining;

    /** @param frames {@link AccessReader#ALL_ROWS} where all are wanted, as far as is known */
    Goal(long frames) {
        remaining = frames;
    }

    long remaining() {
        return remaining;
    }

    boolean isAll() {
        return remaining == AccessReader.ALL_ROWS;
    }

    /** A frame was delivered. Only the thread that consumes says so. */
    void delivered() {
        if (!isAll()) {
            remaining = Math.max(0, remaining - 1);
        }
    }

    /** How many of up to {@code most} things, of which each gives a frame at best, it takes to get there; at least one. */
    int atMost(int most) {
        return (int) Math.max(1, Math.min(most, remaining));
    }
}
