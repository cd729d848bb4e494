package org.singletable.jdbc.hibernate;

import org.hibernate.MappingException;
import org.hibernate.dialect.identity.IdentityColumnSupportImpl;
import org.hibernate.id.insert.GetGeneratedKeysDelegate;
import org.hibernate.persister.entity.EntityPersister;

/** Refuses {@code GenerationType.IDENTITY} when the entity is mapped. */
final class NoIdentityColumns extends IdentityColumnSupportImpl {
    static final NoIdentityColumns SUPPORT = new NoIdentityColumns();

    private NoIdentityColumns() {}

    @Override
    public GetGeneratedKeysDelegate buildGetGeneratedKeysDelegate(EntityPersister persister) {
        throw new MappingException("DynamoDB has no identity columns, as " + persister.getEntityName() + " wants one: "
                + GeneratedIds.ADVICE);
    }
}
