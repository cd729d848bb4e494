package org.singletable.jdbc;

import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.SqlType;

/**
 * The result sets of {@link java.sql.DatabaseMetaData}: names and types of their columns as its documentation lists them.
 * A column is text unless a type follows its name; JDBC's {@code short} columns are ints too.
 */
enum MetadataShape {
    ATTRIBUTES("""
            TYPE_CAT, TYPE_SCHEM, TYPE_NAME, ATTR_NAME, DATA_TYPE int, ATTR_TYPE_NAME, ATTR_SIZE int, DECIMAL_DIGITS int,
            NUM_PREC_RADIX int, NULLABLE int, REMARKS, ATTR_DEF, SQL_DATA_TYPE int, SQL_DATETIME_SUB int,
            CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA, SCOPE_TABLE,
            SOURCE_DATA_TYPE int"""),
    BEST_ROW_IDENTIFIER("""
            SCOPE int, COLUMN_NAME, DATA_TYPE int, TYPE_NAME, COLUMN_SIZE int, BUFFER_LENGTH int, DECIMAL_DIGITS int,
            PSEUDO_COLUMN int"""),
    CATALOGS("TABLE_CAT"),
    CLIENT_INFO_PROPERTIES("NAME, MAX_LEN int, DEFAULT_VALUE, DESCRIPTION"),
    COLUMN_PRIVILEGES("TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, GRANTOR, GRANTEE, PRIVILEGE, IS_GRANTABLE"),
    COLUMNS("""
            TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE int, TYPE_NAME, COLUMN_SIZE int, BUFFER_LENGTH int,
            DECIMAL_DIGITS int, NUM_PREC_RADIX int, NULLABLE int, REMARKS, COLUMN_DEF, SQL_DATA_TYPE int,
            SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA,
            SCOPE_TABLE, SOURCE_DATA_TYPE int, IS_AUTOINCREMENT, IS_GENERATEDCOLUMN"""),
    FOREIGN_KEYS("""
            PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, PKCOLUMN_NAME, FKTABLE_CAT, FKTABLE_SCHEM, FKTABLE_NAME,
            FKCOLUMN_NAME, KEY_SEQ int, UPDATE_RULE int, DELETE_RULE int, FK_NAME, PK_NAME, DEFERRABILITY int"""),
    FUNCTION_COLUMNS("""
            FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, COLUMN_NAME, COLUMN_TYPE int, DATA_TYPE int, TYPE_NAME,
            PRECISION int, LENGTH int, SCALE int, RADIX int, NULLABLE int, REMARKS, CHAR_OCTET_LENGTH int,
            ORDINAL_POSITION int, IS_NULLABLE, SPECIFIC_NAME"""),
    FUNCTIONS("FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, REMARKS, FUNCTION_TYPE int, SPECIFIC_NAME"),
    INDEX_INFO("""
            TABLE_CAT, TABLE_SCHEM, TABLE_NAME, NON_UNIQUE boolean, INDEX_QUALIFIER, INDEX_NAME, TYPE int,
            ORDINAL_POSITION int, COLUMN_NAME, ASC_OR_DESC, CARDINALITY long, PAGES long, FILTER_CONDITION"""),
    PRIMARY_KEYS("TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, KEY_SEQ int, PK_NAME"),
    PROCEDURE_COLUMNS("""
            PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, COLUMN_NAME, COLUMN_TYPE int, DATA_TYPE int, TYPE_NAME,
            PRECISION int, LENGTH int, SCALE int, RADIX int, NULLABLE int, REMARKS, COLUMN_DEF, SQL_DATA_TYPE int,
            SQL_DATETIME_SUB int, CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE, SPECIFIC_NAME"""),
    /** JDBC reserves columns 4 to 6. */
    PROCEDURES("""
            PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, RESERVED_1, RESERVED_2, RESERVED_3, REMARKS,
            PROCEDURE_TYPE int, SPECIFIC_NAME"""),
    PSEUDO_COLUMNS("""
            TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE int, COLUMN_SIZE int, DECIMAL_DIGITS int,
            NUM_PREC_RADIX int, COLUMN_USAGE, REMARKS, CHAR_OCTET_LENGTH int, IS_NULLABLE"""),
    SCHEMAS("TABLE_SCHEM, TABLE_CATALOG"),
    SUPER_TABLES("TABLE_CAT, TABLE_SCHEM, TABLE_NAME, SUPERTABLE_NAME"),
    SUPER_TYPES("TYPE_CAT, TYPE_SCHEM, TYPE_NAME, SUPERTYPE_CAT, SUPERTYPE_SCHEM, SUPERTYPE_NAME"),
    TABLE_PRIVILEGES("TABLE_CAT, TABLE_SCHEM, TABLE_NAME, GRANTOR, GRANTEE, PRIVILEGE, IS_GRANTABLE"),
    TABLE_TYPES("TABLE_TYPE"),
    TABLES("""
            TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS, TYPE_CAT, TYPE_SCHEM, TYPE_NAME,
            SELF_REFERENCING_COL_NAME, REF_GENERATION"""),
    TYPE_INFO("""
            TYPE_NAME, DATA_TYPE int, PRECISION int, LITERAL_PREFIX, LITERAL_SUFFIX, CREATE_PARAMS, NULLABLE int,
            CASE_SENSITIVE boolean, SEARCHABLE int, UNSIGNED_ATTRIBUTE boolean, FIXED_PREC_SCALE boolean,
            AUTO_INCREMENT boolean, LOCAL_TYPE_NAME, MINIMUM_SCALE int, MAXIMUM_SCALE int, SQL_DATA_TYPE int,
            SQL_DATETIME_SUB int, NUM_PREC_RADIX int"""),
    UDTS("TYPE_CAT, TYPE_SCHEM, TYPE_NAME, CLASS_NAME, DATA_TYPE int, REMARKS, BASE_TYPE int"),
    VERSION_COLUMNS("""
            SCOPE int, COLUMN_NAME, DATA_TYPE int, TYPE_NAME, COLUMN_SIZE int, BUFFER_LENGTH int, DECIMAL_DIGITS int,
            PSEUDO_COLUMN int""");

    @SuppressWarnings("ImmutableEnumChecker") // no list of Stream.toList can be changed
    private final List<ResultColumn> columns;

    MetadataShape(String columns) {
        this.columns =
                Arrays.stream(columns.split(",\\s*")).map(MetadataShape::column).toList();
    }

    private static ResultColumn column(String text) {
        int space = text.indexOf(' ');
        String name = space < 0 ? text : text.substring(0, space);
        SqlType type = switch (text.substring(name.length()).strip()) {
            case "int" -> SqlType.INT;
            case "long" -> SqlType.LONG;
            case "boolean" -> SqlType.BOOLEAN;
            default -> SqlType.STRING;
        };
        return new ResultColumn(name, name, type, true, null, null);
    }

    List<ResultColumn> columns() {
        return columns;
    }

    ResultSet empty() {
        return of(List.of());
    }

    /** @param rows one value a column, in the value class of its type */
    ResultSet of(List<@Nullable Object[]> rows) {
        return SingleTableResultSet.ofRows(columns, rows, null);
    }
}
