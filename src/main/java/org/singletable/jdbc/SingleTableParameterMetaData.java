package org.singletable.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.plan.Plan.ParameterInfo;

/** What a statement's plan knows of its parameters. */
final class SingleTableParameterMetaData implements ParameterMetaData, Unwrappable {
    private final List<ParameterInfo> parameters;

    SingleTableParameterMetaData(List<ParameterInfo> parameters) {
        this.parameters = parameters;
    }

    private ParameterInfo parameter(int index) throws SQLException {
        if (index < 1 || index > parameters.size()) {
            throw SqlExceptions.of(JdbcErrors.parameterIndex(index, parameters.size()));
        }
        return parameters.get(index - 1);
    }

    @Override
    public int getParameterCount() {
        return parameters.size();
    }

    @Override
    public int isNullable(int index) throws SQLException {
        return parameter(index).nullable() ? parameterNullable : parameterNoNulls;
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        return parameter(index).type().kind().info().signed();
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        return parameter(index).type().precision();
    }

    @Override
    public int getScale(int index) throws SQLException {
        return parameter(index).type().fractionDigits();
    }

    @Override
    public int getParameterType(int index) throws SQLException {
        return parameter(index).type().kind().jdbcType();
    }

    @Override
    public String getParameterTypeName(int index) throws SQLException {
        return parameter(index).type().typeName();
    }

    @Override
    public String getParameterClassName(int index) throws SQLException {
        return parameter(index).type().kind().objectClass().getName();
    }

    @Override
    public int getParameterMode(int index) throws SQLException {
        parameter(index);
        return parameterModeIn;
    }
}
