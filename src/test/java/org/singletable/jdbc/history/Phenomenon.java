package org.singletable.jdbc.history;

/** What a serializable history does not have, the gravest first. */
public enum Phenomenon {
    /** A value that nobody wrote. */
    UNWRITTEN_READ("unwritten read"),
    /** A transaction that does not see its own write. */
    INTERNAL("own write not seen"),
    /** A committed write that the order of versions does not have: another one went over it as if it had not been. */
    LOST_WRITE("lost write"),
    /** Aborted read: of a value whose transaction did not commit. */
    G1A("G1a"),
    /** Intermediate read: of a value that its own transaction overwrote. */
    G1B("G1b"),
    /** Write cycle: each of some transactions overwrote what the one before it wrote. */
    G0("G0"),
    /** Circular information flow: overwrites and reads of each other. */
    G1C("G1c"),
    /** Several transactions read a value and then replaced it. */
    LOST_UPDATE("lost update"),
    /** One read missed a write, all else was passed on: read skew, non-repeatable reads. */
    G_SINGLE("G-single"),
    /** Several reads missed writes: write skew. */
    G2("G2");

    private final String text;

    Phenomenon(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
