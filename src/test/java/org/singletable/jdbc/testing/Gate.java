package org.singletable.jdbc.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Requests that {@link RecordingProxy#hold} holds: they get no answer until the gate is opened. */
public final class Gate {
    private static final long PATIENCE_SECONDS = 30;

    private final Predicate<WireRequest> held;
    private final CountDownLatch opened = new CountDownLatch(1);
    private boolean unanswered;
    private int arrived;
    private int waitedFor;
    private int givenUp;

    Gate(Predicate<WireRequest> held) {
        this.held = held;
    }

    synchronized boolean holds(WireRequest request) {
        return opened.getCount() > 0 && held.test(request);
    }

    /**
     * Waits until the gate is opened.
     *
     * @return whether the request is to be answered; else {@link #awaitEnd} is to be called
     */
    boolean pass() throws InterruptedException {
        synchronized (this) {
            arrived++;
            notifyAll();
        }
        opened.await();
        synchronized (this) {
            return !unanswered;
        }
    }

    /** Sends blanks, which may stand before an answer, until the client has closed the connection. */
    void awaitEnd(OutputStream answer) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean reached = true;
        try {
            while (System.nanoTime() < end) {
                answer.write(' ');
                answer.flush();
                Thread.yield();
            }
        } catch (IOException e) {
            // What is waited for: nobody is there.
            reached = false;
        }
        synchronized (this) {
            waitedFor += reached ? 1 : 0;
            givenUp += reached ? 0 : 1;
            notifyAll();
        }
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

    /** Opens the gate and waits until the connections of all requests that were held are closed by their client. */
    public synchronized void assertGivenUp() throws InterruptedException {
        unanswered = true;
        open();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_SECONDS);
        while (waitedFor + givenUp < arrived) {
            await(end, "the held requests to end");
        }
        if (waitedFor > 0) {
            throw new AssertionError(waitedFor + " of " + arrived + " held requests are waited for still");
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
