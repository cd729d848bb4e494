package org.singletable.jdbc.error;

import java.util.Arrays;
import java.util.Optional;

/** The SQLStates the driver reports, each with the class of {@code SQLException} it becomes at the JDBC surface. */
public enum SqlState {
    /** A row that was to be changed is not there any more as it was read. */
    NO_DATA("02000", Category.GENERAL),
    SYNTAX_ERROR("42601", Category.SYNTAX),
    UNDEFINED_COLUMN("42703", Category.SYNTAX),
    UNDEFINED_TABLE("42P01", Category.SYNTAX),
    /** A setting that does not exist. */
    UNDEFINED_OBJECT("42704", Category.SYNTAX),
    /** A name that two tables of the statement have. */
    AMBIGUOUS_COLUMN("42702", Category.SYNTAX),
    /** No function of this name, or none for arguments of these types. */
    UNDEFINED_FUNCTION("42883", Category.SYNTAX),
    /** A column outside aggregates that the query does not group by. */
    GROUPING_ERROR("42803", Category.SYNTAX),
    /** The statement needs a Scan and the connection forbids it. */
    SCAN_FORBIDDEN("42000", Category.SYNTAX),
    /** The value is not the one bound to this connection, or the column or table refuses writes. */
    INSUFFICIENT_PRIVILEGE("42501", Category.SYNTAX),
    FEATURE_NOT_SUPPORTED("HYC00", Category.FEATURE),
    STRING_TOO_LONG("22001", Category.DATA),
    NUMERIC_OUT_OF_RANGE("22003", Category.DATA),
    CANNOT_CONVERT("22018", Category.DATA),
    INVALID_VALUE("22023", Category.DATA),
    DIVISION_BY_ZERO("22012", Category.DATA),
    /** A query in the place of a value gave more than one row. */
    CARDINALITY_VIOLATION("21000", Category.DATA),
    /** The rendered key would be read back as other values, or an item of another entity has that key. */
    AMBIGUOUS_KEY("22000", Category.DATA),
    NOT_NULL_VIOLATION("23502", Category.INTEGRITY),
    UNIQUE_VIOLATION("23505", Category.INTEGRITY),
    /** What keeps a column unique does not agree with the row. */
    INCONSISTENT_UNIQUE("23000", Category.INTEGRITY),
    SERIALIZATION_FAILURE("40001", Category.ROLLBACK),
    /** A call that is not allowed while a transaction is under way. */
    ACTIVE_TRANSACTION("25001", Category.GENERAL),
    /** A call that needs a transaction where there is none. */
    NO_TRANSACTION("25P01", Category.GENERAL),
    UNKNOWN_SAVEPOINT("3B001", Category.GENERAL),
    LIMIT_EXCEEDED("54000", Category.NON_TRANSIENT),
    MEMORY_EXCEEDED("54001", Category.NON_TRANSIENT),
    /** A write was sent and its answer never came. */
    UNKNOWN_OUTCOME("58030", Category.NON_TRANSIENT),
    CANCELLED("57014", Category.GENERAL),
    QUERY_TIMEOUT("HYT00", Category.TIMEOUT),
    THROTTLED("53400", Category.TRANSIENT),
    INVALID_AUTHORIZATION("28000", Category.AUTHORIZATION),
    CANNOT_CONNECT("08001", Category.CONNECTION_NON_TRANSIENT),
    CONNECTION_CLOSED("08003", Category.CONNECTION_NON_TRANSIENT),
    /** A commit was sent and its answer never came. */
    UNKNOWN_COMMIT("08007", Category.CONNECTION_NON_TRANSIENT),
    CONNECTION_LOST("08006", Category.CONNECTION_TRANSIENT),
    READ_ONLY("25006", Category.GENERAL),
    /** A JDBC call that the object's state or its arguments do not allow, such as reading a closed result set. */
    INVALID_CALL("HY010", Category.GENERAL),
    INVALID_ARGUMENT("HY009", Category.GENERAL),
    /** A fault of the driver itself. */
    INTERNAL("XX000", Category.GENERAL);

    /** Which subclass of {@code SQLException} a state is reported as. */
    public enum Category {
        SYNTAX,
        FEATURE,
        DATA,
        INTEGRITY,
        ROLLBACK,
        NON_TRANSIENT,
        TRANSIENT,
        TIMEOUT,
        AUTHORIZATION,
        CONNECTION_TRANSIENT,
        CONNECTION_NON_TRANSIENT,
        GENERAL
    }

    private final String code;
    private final Category category;

    SqlState(String code, Category category) {
        this.code = code;
        this.category = category;
    }

    /** The five characters of the SQLState. */
    public String code() {
        return code;
    }

    public Category category() {
        return category;
    }

    /** Whether tools execute a statement once more on it, taking for granted that nothing was done. */
    public boolean invitesRepetition() {
        return category == Category.ROLLBACK
                || category == Category.TRANSIENT
                || category == Category.CONNECTION_TRANSIENT;
    }

    /** The state of a code; empty for one that the driver has not. */
    public static Optional<SqlState> ofCode(String code) {
        return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst();
    }
}
