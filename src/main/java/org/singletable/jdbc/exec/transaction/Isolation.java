package org.singletable.jdbc.exec.transaction;

/** What a transaction checks of what it has read when it commits (docs/transactions.md). */
public enum Isolation {
    /** What its UPDATEs and DELETEs depended on, and rows that were read FOR UPDATE. */
    READ_COMMITTED,
    /** Every row that it has read. */
    REPEATABLE_READ,
    /** Every key that it has looked up, too, whether or not there was a row; it reads by primary key only. */
    SERIALIZABLE
}
