package org.singletable.jdbc.exec.write;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.push.StoredColumn;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;

/** The arithmetic of {@code version} columns: a missing one reads as 0, and every write adds one. */
final class VersionColumn {
    private VersionColumn() {}

    /** Whether DynamoDB can count it up unread: a plain number, not inside a map, that nothing else is made from. */
    static boolean countsInPlace(Entity entity, Column version) {
        return version.form() == StoredForm.NATIVE
                && !version.inContainer()
                && version.storedAt().filter(AttributePath::isTopLevel).isPresent()
                && entity.derived().stream()
                        .noneMatch(attribute -> attribute.inputs().contains(version));
    }

    /** Whether the column's type holds the number behind this one. */
    static boolean hasNext(Column version, long number) {
        return number < (version.type().kind() == Kind.INT ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }

    /** The version after the next write. */
    static long next(Column version, @Nullable Object[] row) {
        return row[version.ordinal()] instanceof Number stored ? stored.longValue() + 1 : 1;
    }

    /** A version in the value class of its column. */
    static Object value(Column version, long number) {
        return Conversions.convert(number, version.type());
    }

    /** The condition that this version is stored. */
    static Condition isStored(Column version, ItemCodec codec, long number) {
        AttributePath path = version.storedAt().orElseThrow();
        Condition equal = new Condition.Equal(path, codec.encode(version, value(version, number)));
        return number == 0 ? new Condition.Any(List.of(equal, StoredColumn.isNull(path))) : equal;
    }

    /** The condition that the version is missing or a number, as the server needs it to count up. */
    static Condition isCountable(AttributePath path) {
        return new Condition.Any(List.of(new Condition.NotExists(path), new Condition.IsNumber(path)));
    }

    /** Whether the item's version is neither missing nor a number: a NULL, say. */
    static boolean isUncountable(Column version, Item item) {
        return version.storedAt()
                .flatMap(path -> item.get(path.attribute()))
                .filter(stored -> !stored.isNumber())
                .isPresent();
    }

    /** @throws org.singletable.jdbc.error.DriverException 23502 for NULL */
    static long asLong(Entity entity, Column version, @Nullable Object assigned) {
        if (assigned instanceof Number number) {
            return number.longValue();
        }
        throw WriteErrors.notNull(entity.name(), version.name());
    }

    /** @throws org.singletable.jdbc.error.DriverException 22023 where the assigned version is not the stored one + 1 */
    static void checkAssigned(Entity entity, Column version, long assigned, long stored) {
        if (assigned != stored + 1) {
            throw WriteErrors.versionNotNext(entity.name(), version.name());
        }
    }
}
