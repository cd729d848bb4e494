package org.singletable.jdbc.model;

/** A part of a model that a mapping cannot say. */
final class NotInMappingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    NotInMappingException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why, to be put after what it is about. */
    String reason() {
        return reason;
    }
}
