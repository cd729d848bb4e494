package org.singletable.jdbc.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Requests that {@link RecordingProxy#hold} holds: their answers wait until the gate is opened. */
public final class Gate {
    private static final long PATIENCE_SECONDS = 30;

    private final Predicate<WireRequest> held;
    private final CountDownLatch opened = new CountDownLatch(1);
    private int arrived;
    private int delivered;
    private int lost;

    Gate(Predicate<WireRequest> held) {
        this.held = held;
    }

    synchronized boolean holds(WireRequest request) {
        return opened.getCount() > 0 && held.test(request);
    }

    void pass() throws InterruptedException {
        synchronized (this) {
            arrived++;
            notifyAll();
        }
        opened.await();
    }

    synchronized void answered(boolean reached) {
        delivered += reached ? 1 : 0;
        lost += reached ? 0 : 1;
        notifyAll();
    }

    /** Waits until so many requests are held. */
    public synchronized void awaitArrived(int number) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (arrived < number) {
            await(end, number + " requests to be held, of which " + arrived + " came");
        }
    }

    /** Lets all requests go on, those to come, too. */
    public void open() {
        opened.countDown();
    }

    /** Opens the gate; then all that were held must find that their client has closed the connection. */
    public synchronized void assertGivenUp() throws InterruptedException {
        open();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (delivered + lost < arrived) {
            await(end, "the held answers to go");
        }
        if (delivered > 0) {
            throw new AssertionError(delivered + " of " + arrived + " held answers were waited for");
        }
    }

    private void await(long end, String what) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new AssertionError("waited for " + what);
        }
        wait(left);
    }
}
