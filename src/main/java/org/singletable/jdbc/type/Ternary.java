package org.singletable.jdbc.type;

/** A truth value of three-valued logic. */
public enum Ternary {
    TRUE,
    FALSE,
    UNKNOWN;

    public static Ternary of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public Ternary and(Ternary other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    public Ternary or(Ternary other) {
        if (this == TRUE || other == TRUE) {
            return TRUE;
        }
        return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
    }

    public Ternary not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
