package org.singletable.jdbc.exec.read;

/** A read that has been made and whose first request, or requests, are to be sent. Used by one thread. */
interface FirstRequest extends AutoCloseable {
    /** Of reads that are waited for one by one, when they are pulled. */
    FirstRequest NONE = new FirstRequest() {
        @Override
        public void begin() {
            // Each begins by itself.
        }

        @Override
        public void awaitFirst() {
            // Each is waited for by itself.
        }

        @Override
        public void close() {
            // Nothing is held here.
        }
    };

    /** Sends it in a thread of the pool. Does nothing where that was done before. */
    void begin();

    /**
     * Waits for the first answer; where nobody has asked for it yet, this thread does. Does nothing where it has come.
     *
     * @throws org.singletable.jdbc.error.DriverException what the request meets
     */
    void awaitFirst();

    /** Sends no further requests and lets go of what is held. Never throws. */
    @Override
    void close();
}
