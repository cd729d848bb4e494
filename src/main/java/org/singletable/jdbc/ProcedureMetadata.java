package org.singletable.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.plan.Procedure;
import org.singletable.jdbc.type.Kind;

/** The rows of metadata about procedures, in JDBC's order: by name, and their parameters before the columns of their result. */
final class ProcedureMetadata {
    private final CatalogMetadata tables;

    ProcedureMetadata(CatalogMetadata tables) {
        this.tables = tables;
    }

    private List<Procedure> matching(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String procedurePattern) {
        if (!tables.isSchema(catalog, schemaPattern)) {
            return List.of();
        }
        return Arrays.stream(Procedure.values())
                .filter(procedure -> NamePattern.matches(procedurePattern, procedure.sqlName()))
                .sorted(Comparator.comparing(Procedure::sqlName))
                .toList();
    }

    List<@Nullable Object[]> procedures(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String procedurePattern) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Procedure procedure : matching(catalog, schemaPattern, procedurePattern)) {
            rows.add(new @Nullable Object[] {
                null,
                tables.schema(),
                procedure.sqlName(),
                null,
                null,
                null,
                procedure.remarks(),
                DatabaseMetaData.procedureNoResult,
                procedure.sqlName()
            });
        }
        return rows;
    }

    List<@Nullable Object[]> columns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String procedurePattern,
            @Nullable String columnPattern) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Procedure procedure : matching(catalog, schemaPattern, procedurePattern)) {
            for (int i = 0; i < procedure.parameters().size(); i++) {
                Procedure.Parameter parameter = procedure.parameters().get(i);
                if (NamePattern.matches(columnPattern, parameter.name())) {
                    rows.add(parameter(procedure, parameter, i + 1));
                }
            }
            for (int i = 0; i < Procedure.COLUMNS.size(); i++) {
                ResultColumn column = Procedure.COLUMNS.get(i);
                if (NamePattern.matches(columnPattern, column.name())) {
                    rows.add(result(procedure, column, i + 1));
                }
            }
        }
        return rows;
    }

    private @Nullable Object[] parameter(Procedure procedure, Procedure.Parameter parameter, int position) {
        return row(
                procedure,
                parameter.name(),
                DatabaseMetaData.procedureColumnIn,
                parameter.type().kind(),
                parameter.optional(),
                parameter.remarks(),
                position);
    }

    private @Nullable Object[] result(Procedure procedure, ResultColumn column, int position) {
        return row(
                procedure,
                column.name(),
                DatabaseMetaData.procedureColumnResult,
                column.type().kind(),
                column.nullable(),
                null,
                position);
    }

    private @Nullable Object[] row(
            Procedure procedure,
            String name,
            int columnType,
            Kind kind,
            boolean nullable,
            @Nullable String remarks,
            int position) {
        int precision = kind.info().precision();
        return new @Nullable Object[] {
            null,
            tables.schema(),
            procedure.sqlName(),
            name,
            columnType,
            kind.jdbcType(),
            kind.sqlName(),
            precision,
            precision,
            null,
            CatalogMetadata.radix(kind),
            nullable ? DatabaseMetaData.procedureNullable : DatabaseMetaData.procedureNoNulls,
            remarks,
            null,
            null,
            null,
            kind.info().caseSensitive() ? precision : null,
            position,
            nullable ? "YES" : "NO",
            procedure.sqlName()
        };
    }
}
