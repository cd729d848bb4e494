package org.singletable.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.RowIdLifetime;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.singletable.jdbc.function.Category;
import org.singletable.jdbc.function.Functions;

/** Who the driver and the database are, and the words of {@link DatabaseMetaData}. */
interface DriverIdentity extends DatabaseMetaData {
    String NAME = "singletable-jdbc";
    int MAJOR_VERSION = 0;
    int MINOR_VERSION = 1;

    /** The version of the DynamoDB API, which is the only one DynamoDB has: 2012-08-10. */
    int API_YEAR = 2012;

    int API_MONTH = 8;

    /** The version in the jar's manifest; outside a jar what is known without it. */
    static String version() {
        return Optional.ofNullable(DriverIdentity.class.getPackage().getImplementationVersion())
                .orElse(MAJOR_VERSION + "." + MINOR_VERSION);
    }

    @Override
    default String getDatabaseProductName() {
        return "DynamoDB";
    }

    @Override
    default String getDatabaseProductVersion() {
        return "2012-08-10";
    }

    @Override
    default int getDatabaseMajorVersion() {
        return API_YEAR;
    }

    @Override
    default int getDatabaseMinorVersion() {
        return API_MONTH;
    }

    @Override
    default String getDriverName() {
        return NAME;
    }

    @Override
    default String getDriverVersion() {
        return version();
    }

    @Override
    default int getDriverMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    default int getDriverMinorVersion() {
        return MINOR_VERSION;
    }

    @Override
    default int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    default int getJDBCMinorVersion() {
        return 3;
    }

    @Override
    default int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    default RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    default String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    default String getExtraNameCharacters() {
        return "$";
    }

    @Override
    default String getSearchStringEscape() {
        return NamePattern.ESCAPE;
    }

    @Override
    default String getCatalogSeparator() {
        return ".";
    }

    @Override
    default String getCatalogTerm() {
        return "catalog";
    }

    @Override
    default String getSchemaTerm() {
        return "schema";
    }

    @Override
    default String getProcedureTerm() {
        return "procedure";
    }

    /** Reserved words beyond those of SQL:2003. */
    @Override
    default String getSQLKeywords() {
        return "ILIKE,LIMIT,OFFSET";
    }

    /** @param others those of the category that the dialect treats as expressions of their own */
    private static String functions(Category category, String... others) {
        return Stream.concat(Functions.names(category).stream(), Stream.of(others))
                .sorted()
                .collect(Collectors.joining(","));
    }

    @Override
    default String getNumericFunctions() {
        return functions(Category.NUMERIC);
    }

    @Override
    default String getStringFunctions() {
        return functions(Category.STRING);
    }

    @Override
    default String getSystemFunctions() {
        return functions(Category.SYSTEM, "COALESCE", "IFNULL");
    }

    @Override
    default String getTimeDateFunctions() {
        return functions(Category.TIME_DATE, "CURDATE", "NOW");
    }
}
