package org.singletable.jdbc.model;

/** A model of another library is none, or nothing of it can be told in a mapping. The message says why, and what to do. */
public final class UnreadableModelException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableModelException(String message) {
        super(message);
    }

    UnreadableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
