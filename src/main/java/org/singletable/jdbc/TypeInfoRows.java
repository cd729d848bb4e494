package org.singletable.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.TypeInfo;

/** The rows of {@code getTypeInfo}: one a type name, by the number in {@link java.sql.Types}. */
final class TypeInfoRows {
    private TypeInfoRows() {}

    static List<@Nullable Object[]> rows() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        // Sets and lists are both arrays. VARCHAR comes before UUID, as in Kind: it is the closer match to its number.
        Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.SET)
                .sorted(Comparator.comparingInt(Kind::jdbcType))
                .forEach(kind -> rows.add(row(kind)));
        return rows;
    }

    private static @Nullable Object[] row(Kind kind) {
        TypeInfo info = kind.info();
        return new @Nullable Object[] {
            kind.sqlName(),
            kind.jdbcType(),
            info.precision(),
            info.literalPrefix(),
            info.literalSuffix(),
            info.createParams(),
            DatabaseMetaData.typeNullable,
            info.caseSensitive(),
            (int) info.searchable(),
            !info.signed(),
            false,
            false,
            null,
            0,
            info.maximumScale(),
            null,
            null,
            CatalogMetadata.radix(kind)
        };
    }
}
