package org.singletable.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Kind;

/** The rows of {@code getTypeInfo}: one a type name, by the number in {@link java.sql.Types}. */
final class TypeInfo {
    private TypeInfo() {}

    static List<@Nullable Object[]> rows() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        // Sets and lists are both arrays; VARCHAR is the closer match to its number than UUID, and comes first in Kind.
        Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.SET)
                .sorted(Comparator.comparingInt(Kind::jdbcType))
                .forEach(kind -> rows.add(row(kind)));
        return rows;
    }

    private static @Nullable Object[] row(Kind kind) {
        boolean isFraction = kind == Kind.TIME || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ;
        boolean isQuoted = TypeFacts.isText(kind) || kind.isTemporal();
        return new @Nullable Object[] {
            kind.sqlName(),
            kind.jdbcType(),
            TypeFacts.maxPrecision(kind),
            isQuoted ? literalPrefix(kind) : null,
            isQuoted ? "'" : null,
            createParameters(kind),
            (int) DatabaseMetaData.typeNullable,
            TypeFacts.isText(kind),
            searchable(kind),
            !kind.isNumeric(),
            false,
            false,
            null,
            0,
            kind == Kind.DECIMAL ? TypeFacts.MAX_DIGITS : isFraction ? 9 : 0,
            null,
            null,
            kind.isNumeric() ? 10 : null
        };
    }

    private static String literalPrefix(Kind kind) {
        return switch (kind) {
            case DATE -> "DATE '";
            case TIME -> "TIME '";
            case TIMESTAMP -> "TIMESTAMP '";
            default -> "'";
        };
    }

    private static @Nullable String createParameters(Kind kind) {
        return switch (kind) {
            case STRING -> "length";
            case DECIMAL -> "precision,scale";
            default -> null;
        };
    }

    private static int searchable(Kind kind) {
        return TypeFacts.isArray(kind)
                ? DatabaseMetaData.typePredNone
                : kind == Kind.STRING ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic;
    }
}
