package org.singletable.jdbc.mapping;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;

/** A column as the file declares it; see {@link Column} for the meaning of each part. */
record ColumnDeclaration(
        String name,
        Place place,
        SqlType type,
        boolean notNull,
        @Nullable AttributePath attr,
        StoredForm form,
        boolean key,
        @Nullable String defaultSql,
        @Nullable String onUpdateSql,
        @Nullable Long versionStart,
        @Nullable ZoneId zone,
        boolean hidden,
        boolean readOnly,
        boolean storesNull,
        @Nullable String remarks) {

    /** As a child entity takes it over from its parent's key: name, type, stored form and {@code key}, nothing else. */
    ColumnDeclaration inherited(String newName, Place newPlace) {
        return new ColumnDeclaration(
                newName, newPlace, type, true, null, form, key, null, null, null, null, false, false, false, null);
    }

    ColumnDeclaration withRemarks(@Nullable String newRemarks) {
        return new ColumnDeclaration(
                name,
                place,
                type,
                notNull,
                attr,
                form,
                key,
                defaultSql,
                onUpdateSql,
                versionStart,
                zone,
                hidden,
                readOnly,
                storesNull,
                newRemarks);
    }

    ColumnDeclaration asNotNull() {
        return new ColumnDeclaration(
                name,
                place,
                type,
                true,
                attr,
                form,
                key,
                defaultSql,
                onUpdateSql,
                versionStart,
                zone,
                hidden,
                readOnly,
                storesNull,
                remarks);
    }

    /** Whether it lives in the entity's container. */
    boolean isInside(@Nullable Container container) {
        return container != null && attr == null && !key;
    }

    /** Where its value is stored; empty for a {@code key} column. */
    Optional<AttributePath> path(@Nullable Container container) {
        if (key) {
            return Optional.empty();
        }
        if (attr != null) {
            return Optional.of(attr);
        }
        return Optional.of(
                container == null
                        ? new AttributePath(name, List.of())
                        : new AttributePath(container.attribute(), List.of(new AttributePath.Member(name))));
    }

    /** The column in the catalog. */
    Column toColumn(int ordinal, boolean required, @Nullable Container container) {
        return new Column(
                name,
                ordinal,
                type,
                notNull || required,
                path(container).orElse(null),
                isInside(container),
                form,
                defaultSql,
                onUpdateSql,
                versionStart,
                zone,
                hidden,
                readOnly,
                storesNull,
                remarks);
    }
}
