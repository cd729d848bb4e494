package org.singletable.jdbc.function;

import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** What a parameter of a fixed type takes. */
enum Take {
    /** Anything that has a text; bytes have none of their own. */
    TEXT(SqlType.STRING),
    /** A position or a count. A text is read as one, as in H2; a fraction is refused, where H2 rounds. */
    WHOLE(SqlType.INT),
    JSON(SqlType.JSON);

    private final SqlType type;

    Take(SqlType type) {
        this.type = type;
    }

    /** The type that arguments are converted to. */
    SqlType type() {
        return type;
    }

    boolean accepts(Kind kind) {
        return switch (this) {
            case TEXT -> !kind.isArray() && kind != Kind.BINARY;
            case WHOLE -> kind == Kind.INT || kind == Kind.LONG || kind == Kind.STRING;
            case JSON -> kind == Kind.JSON;
        };
    }
}
