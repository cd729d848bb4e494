package org.singletable.jdbc.dynamo;

/** What is done about a single write when nobody knows whether an attempt was applied. */
public enum Resend {
    /** Its outcome is unknown: for conditional updates, increments and deletes. */
    NEVER,
    /** It is sent again: for puts of whole rows, whose repetition changes nothing. */
    ALWAYS,
    /**
     * It is sent again, and an item at the key that equals the one to be put then counts as one's own: for puts on the
     * condition that nothing is there. Another client's equal item cannot be told from it; with any other item the outcome
     * is unknown.
     */
    IF_ABSENT
}
