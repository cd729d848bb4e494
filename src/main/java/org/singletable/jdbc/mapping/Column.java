package org.singletable.jdbc.mapping;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;

/**
 * A column of an entity.
 *
 * @param ordinal its place in the entity's {@link Entity#columns()}, from 0; rows are arrays in this order
 * @param notNull declared with {@code !}, or part of the primary key
 * @param path where the value is stored. For a column inside a JSON text container the path leads <em>through</em> the
 *     container: attribute = the container's, then members inside the JSON. Null for a {@code key} column, whose value
 *     lives only in the key templates
 * @param inContainer whether the path leads through the entity's container
 * @param form how the value is stored
 * @param defaultSql SQL text of the default, null where there is none
 * @param onUpdateSql SQL text of the value assigned on every UPDATE, null where there is none
 * @param versionStart start value of a version column, null for other columns
 * @param zone the zone of text without offset in a {@code timestamptz} column, null where such text does not fit
 * @param hidden neither in {@code *} nor in metadata
 * @param readOnly refuses writes
 * @param storesNull NULL that a statement assigns is stored as DynamoDB's NULL, where others have no attribute then
 */
public record Column(
        String name,
        int ordinal,
        SqlType type,
        boolean notNull,
        @Nullable AttributePath path,
        boolean inContainer,
        StoredForm form,
        @Nullable String defaultSql,
        @Nullable String onUpdateSql,
        @Nullable Long versionStart,
        @Nullable ZoneId zone,
        boolean hidden,
        boolean readOnly,
        boolean storesNull,
        @Nullable String remarks) {

    /** Columns are keys of every row's maps, and names tell them apart well enough. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public Optional<AttributePath> storedAt() {
        return Optional.ofNullable(path);
    }

    /** Whether the value lives only in the key templates. */
    public boolean isKeyOnly() {
        return path == null;
    }

    public boolean isVersion() {
        return versionStart != null;
    }

    @Override
    public String toString() {
        return name;
    }
}
