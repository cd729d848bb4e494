package org.singletable.jdbc.hibernate;

import org.hibernate.MappingException;
import org.hibernate.dialect.sequence.SequenceSupport;

/** Refuses {@code GenerationType.SEQUENCE}, and {@code AUTO} for numbers, which is the same. */
final class NoSequences implements SequenceSupport {
    static final NoSequences INSTANCE = new NoSequences();

    private NoSequences() {}

    /** Without sequences Hibernate would count in a table that it expects to be there; with them it asks on. */
    @Override
    public boolean supportsSequences() {
        return true;
    }

    @Override
    public String getSelectSequenceNextValString(String sequenceName) {
        throw new MappingException(
                "DynamoDB has no sequences such as \"" + sequenceName + "\": " + GeneratedIds.ADVICE);
    }
}
