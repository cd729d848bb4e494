package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseMetaDataTest {
    private static final String MAPPING = """
            { "entities": {
                "customer": { "id": "username", "remarks": "People who buy", "unique": ["email"],
                    "columns": { "username": "string(20)!", "email": "string!", "joined": "timestamptz",
                                 "rev": {"type": "long", "version": true}, "secret": {"type": "string", "hidden": true} } },
                "order": { "parent": "customer", "id": "order_id",
                    "columns": { "order_id": { "type": "string!", "default": "ulid()" },
                                 "status": "string!", "total": "decimal(12,2)", "rate": "decimal",
                                 "placed": { "type": "timestamp!", "remarks": "When" } },
                    "indexes": { "by_status": ["status", "placed"] } },
                "order_line": { "parent": "order", "id": "line_no", "list": false,
                    "columns": { "line_no": "int!", "sku": "string!", "parts": "list<string>" } } } }
            """;

    private Connection connection;
    private DatabaseMetaData metadata;

    /** Keeps the engine while connections come and go. */
    private static Connection keeper;

    private static Connection open() throws SQLException {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl("jdbc:singletable:mem:metadata-test?drop=onClose&pageSize=5");
        source.setMappingJson(MAPPING);
        return source.getConnection();
    }

    @BeforeAll
    static void startEngine() throws SQLException {
        keeper = open();
    }

    @AfterAll
    static void stopEngine() throws SQLException {
        keeper.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
        metadata = connection.getMetaData();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** The rows, each as the wanted columns joined by {@code |}. */
    private static List<String> rows(ResultSet resultSet, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (resultSet) {
            while (resultSet.next()) {
                List<String> row = new ArrayList<>();
                for (String column : columns) {
                    row.add(String.valueOf(resultSet.getString(column)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", delimiter = ';', textBlock = """
                    null;       null;            null;          customer,order,order_line
                    '';         metadata-test;   %;             customer,order,order_line
                    null;       meta%;           order%;        order,order_line
                    null;       null;            order_line;    order_line
                    null;       null;            order\\_line;  order_line
                    null;       null;            ord_r;         order
                    null;       null;            ORDER;         order
                    null;       null;            nothing;       ''
                    other;      null;            %;             ''
                    null;       other;           %;             ''
                    null;       '';              %;             ''
                    """)
    void tablesByPattern(@Nullable String catalog, @Nullable String schema, @Nullable String table, String expected)
            throws SQLException {
        assertThat(String.join(",", rows(metadata.getTables(catalog, schema, table, null), "TABLE_NAME")))
                .isEqualTo(expected);
    }

    @Test
    void tablesSayWhatTheyAre() throws SQLException {
        assertThat(rows(
                        metadata.getTables(null, null, "customer", new String[] {"VIEW", "TABLE"}),
                        "TABLE_CAT",
                        "TABLE_SCHEM",
                        "TABLE_TYPE",
                        "REMARKS"))
                .containsExactly("null|metadata-test|TABLE|People who buy");
        assertThat(rows(metadata.getTables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
                .isEmpty();
        assertThat(rows(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
        assertThat(rows(metadata.getSchemas(), "TABLE_SCHEM")).containsExactly("metadata-test");
        assertThat(rows(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
    }

    @Test
    void columnsInTheirOrder() throws SQLException {
        assertThat(rows(
                        metadata.getColumns(null, null, "order", null),
                        "ORDINAL_POSITION",
                        "COLUMN_NAME",
                        "TYPE_NAME",
                        "DATA_TYPE",
                        "COLUMN_SIZE",
                        "DECIMAL_DIGITS",
                        "NUM_PREC_RADIX",
                        "IS_NULLABLE",
                        "COLUMN_DEF",
                        "REMARKS"))
                .containsExactly(
                        "1|username|VARCHAR|12|20|null|null|NO|null|null",
                        "2|order_id|VARCHAR|12|409600|null|null|NO|ulid()|null",
                        "3|status|VARCHAR|12|409600|null|null|NO|null|null",
                        "4|total|DECIMAL|3|12|2|10|YES|null|null",
                        "5|rate|DECIMAL|3|38|null|10|YES|null|null",
                        "6|placed|TIMESTAMP|93|29|9|null|NO|null|When");
        assertThat(rows(metadata.getColumns(null, null, "%", "%\\_no"), "TABLE_NAME", "COLUMN_NAME"))
                .containsExactly("order_line|line_no");
        assertThat(rows(metadata.getColumns(null, null, "customer", null), "COLUMN_NAME"))
                .containsExactly("username", "email", "joined", "rev");
    }

    @Test
    void keys() throws SQLException {
        assertThat(rows(metadata.getPrimaryKeys(null, null, "order_line"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME"))
                .containsExactly("line_no|3|primary", "order_id|2|primary", "username|1|primary");
        assertThat(rows(
                        metadata.getImportedKeys(null, null, "order_line"),
                        "PKTABLE_NAME",
                        "PKCOLUMN_NAME",
                        "FKTABLE_NAME",
                        "FKCOLUMN_NAME",
                        "KEY_SEQ"))
                .containsExactly("order|username|order_line|username|1", "order|order_id|order_line|order_id|2");
        assertThat(rows(metadata.getExportedKeys(null, null, "customer"), "FKTABLE_NAME", "FK_NAME"))
                .containsExactly("order|order.username");
        assertThat(rows(metadata.getCrossReference(null, null, "order", null, null, "order_line"), "KEY_SEQ"))
                .containsExactly("1", "2");
        assertThat(rows(metadata.getCrossReference(null, null, "customer", null, null, "order_line"), "KEY_SEQ"))
                .isEmpty();
        assertThat(rows(metadata.getBestRowIdentifier(null, null, "order", 0, true), "COLUMN_NAME"))
                .containsExactly("username", "order_id");
        assertThat(rows(metadata.getVersionColumns(null, null, "customer"), "COLUMN_NAME"))
                .containsExactly("rev");
    }

    @Test
    void indexes() throws SQLException {
        String[] columns = {"NON_UNIQUE", "INDEX_NAME", "ORDINAL_POSITION", "COLUMN_NAME"};
        assertThat(rows(metadata.getIndexInfo(null, null, "order", false, true), columns))
                .containsExactly(
                        "false|primary|1|username",
                        "false|primary|2|order_id",
                        "true|gsi1|1|order_id",
                        "true|gsi1|2|username",
                        "true|gsi2|1|status",
                        "true|gsi2|2|placed",
                        "true|gsi2|3|username",
                        "true|gsi2|4|order_id");
        assertThat(rows(metadata.getIndexInfo(null, null, "customer", true, true), columns))
                .containsExactly("false|customer.email|1|email", "false|primary|1|username");
    }

    @Test
    void typeInfoIsOrderedAndAgreesWithColumns() throws SQLException {
        List<String> types = rows(metadata.getTypeInfo(), "DATA_TYPE", "TYPE_NAME");

        assertThat(types.get(0)).isEqualTo("-5|BIGINT");
        assertThat(types)
                .extracting(type -> Integer.valueOf(type.substring(0, type.indexOf('|'))))
                .isSorted();
        assertThat(types).contains("12|VARCHAR", "12|UUID").doesNotHaveDuplicates();
        assertThat(types.indexOf("12|VARCHAR")).isLessThan(types.indexOf("12|UUID"));
        assertThat(types).containsAll(rows(metadata.getColumns(null, null, null, null), "DATA_TYPE", "TYPE_NAME"));
    }

    private interface Call {
        ResultSet rows(DatabaseMetaData metadata) throws SQLException;
    }

    private static Arguments shape(int columns, String first, String last, Call call) {
        return Arguments.of(columns, first, last, call);
    }

    /** From the documentation of {@link DatabaseMetaData}. */
    static Stream<Arguments> shapes() {
        return Stream.of(
                shape(10, "TABLE_CAT", "REF_GENERATION", m -> m.getTables(null, null, null, null)),
                shape(24, "TABLE_CAT", "IS_GENERATEDCOLUMN", m -> m.getColumns(null, null, null, null)),
                shape(6, "TABLE_CAT", "PK_NAME", m -> m.getPrimaryKeys(null, null, null)),
                shape(13, "TABLE_CAT", "FILTER_CONDITION", m -> m.getIndexInfo(null, null, null, false, true)),
                shape(14, "PKTABLE_CAT", "DEFERRABILITY", m -> m.getImportedKeys(null, null, null)),
                shape(14, "PKTABLE_CAT", "DEFERRABILITY", m -> m.getExportedKeys(null, null, null)),
                shape(14, "PKTABLE_CAT", "DEFERRABILITY", m -> m.getCrossReference(null, null, null, null, null, null)),
                shape(18, "TYPE_NAME", "NUM_PREC_RADIX", DatabaseMetaData::getTypeInfo),
                shape(8, "SCOPE", "PSEUDO_COLUMN", m -> m.getBestRowIdentifier(null, null, null, 0, true)),
                shape(8, "SCOPE", "PSEUDO_COLUMN", m -> m.getVersionColumns(null, null, null)),
                shape(1, "TABLE_CAT", "TABLE_CAT", DatabaseMetaData::getCatalogs),
                shape(2, "TABLE_SCHEM", "TABLE_CATALOG", DatabaseMetaData::getSchemas),
                shape(1, "TABLE_TYPE", "TABLE_TYPE", DatabaseMetaData::getTableTypes),
                shape(9, "PROCEDURE_CAT", "SPECIFIC_NAME", m -> m.getProcedures(null, null, null)),
                shape(20, "PROCEDURE_CAT", "SPECIFIC_NAME", m -> m.getProcedureColumns(null, null, null, null)),
                shape(6, "FUNCTION_CAT", "SPECIFIC_NAME", m -> m.getFunctions(null, null, null)),
                shape(17, "FUNCTION_CAT", "SPECIFIC_NAME", m -> m.getFunctionColumns(null, null, null, null)),
                shape(7, "TABLE_CAT", "IS_GRANTABLE", m -> m.getTablePrivileges(null, null, null)),
                shape(8, "TABLE_CAT", "IS_GRANTABLE", m -> m.getColumnPrivileges(null, null, null, null)),
                shape(7, "TYPE_CAT", "BASE_TYPE", m -> m.getUDTs(null, null, null, null)),
                shape(21, "TYPE_CAT", "SOURCE_DATA_TYPE", m -> m.getAttributes(null, null, null, null)),
                shape(6, "TYPE_CAT", "SUPERTYPE_NAME", m -> m.getSuperTypes(null, null, null)),
                shape(4, "TABLE_CAT", "SUPERTABLE_NAME", m -> m.getSuperTables(null, null, null)),
                shape(12, "TABLE_CAT", "IS_NULLABLE", m -> m.getPseudoColumns(null, null, null, null)),
                shape(4, "NAME", "DESCRIPTION", DatabaseMetaData::getClientInfoProperties));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void resultSetsHaveTheirShapes(int columns, String first, String last, Call call) throws SQLException {
        try (ResultSet rows = call.rows(metadata)) {
            ResultSetMetaData shape = rows.getMetaData();
            assertThat(shape.getColumnCount()).isEqualTo(columns);
            assertThat(shape.getColumnLabel(1)).isEqualTo(first);
            assertThat(shape.getColumnLabel(columns)).isEqualTo(last);
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    Object value = rows.getObject(i);
                    if (value != null) {
                        assertThat(value.getClass().getName())
                                .as(shape.getColumnLabel(i))
                                .isEqualTo(shape.getColumnClassName(i));
                    }
                }
            }
        }
    }

    @Test
    void identity() throws SQLException {
        assertThat(metadata.getURL()).isEqualTo("jdbc:singletable:mem:metadata-test?drop=onClose&pageSize=5");
        assertThat(metadata.getUserName()).isEmpty();
        assertThat(metadata.getDatabaseProductName()).isEqualTo("DynamoDB");
        assertThat(metadata.getDriverName()).isEqualTo("singletable-jdbc");
        assertThat(metadata.getDriverVersion()).startsWith(metadata.getDriverMajorVersion() + ".");
        assertThat(metadata.getConnection()).isSameAs(connection);
        assertThat(metadata.supportsTransactions()).isTrue();
        assertThat(metadata.supportsTransactionIsolationLevel(connection.getTransactionIsolation()))
                .isTrue();
        assertThat(DriverManager.getDriver(metadata.getURL()).getMajorVersion())
                .isEqualTo(metadata.getDriverMajorVersion());
    }

    @Test
    void functionsAreThoseOfTheDialect() throws SQLException {
        assertThat(metadata.getNumericFunctions().split(",")).contains("ABS", "ROUND");
        assertThat(metadata.getStringFunctions().split(",")).contains("UPPER", "SUBSTRING");
        assertThat(metadata.getSystemFunctions().split(",")).contains("COALESCE", "IFNULL", "NULLIF");
        assertThat(metadata.getTimeDateFunctions().split(",")).contains("CURDATE", "EXTRACT", "NOW");
    }

    @Test
    void functionsAreCalledByTheEscape() throws SQLException {
        for (String call : List.of(
                "ABS(-1)",
                "UCASE('a')",
                "COALESCE(NULL, 1)",
                "IFNULL(NULL, 1)",
                "CURDATE()",
                "NOW()",
                "EXTRACT(YEAR FROM NOW())")) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT {fn " + call + "}")) {
                assertThat(rows.next()).as(call).isTrue();
                assertThat(rows.getObject(1)).as(call).isNotNull();
            }
        }
    }

    @Test
    void theDialectIsToldAsItIs() throws SQLException {
        assertThat(metadata.supportsGroupBy()).isTrue();
        assertThat(metadata.supportsOrderByUnrelated()).isTrue();
        assertThat(metadata.supportsOuterJoins()).isTrue();
        assertThat(metadata.supportsLimitedOuterJoins()).isTrue();
        assertThat(metadata.supportsFullOuterJoins()).isFalse();
        assertThat(metadata.supportsSubqueriesInExists()).isTrue();
        assertThat(metadata.supportsSubqueriesInQuantifieds()).isFalse();
        assertThat(metadata.supportsCorrelatedSubqueries()).isFalse();
        assertThat(metadata.supportsUnionAll()).isTrue();
        assertThat(metadata.supportsUnion()).isFalse();
        assertThat(metadata.nullsAreSortedLow()).isTrue();
        assertThat(metadata.getMaxTablesInSelect()).isZero();
        assertThat(metadata.supportsSchemasInTableDefinitions()).isTrue();
    }
}
