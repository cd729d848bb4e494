package org.singletable.jdbc.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlTypes;

/** Binds the {@code where} of an attribute to columns and their values. */
final class WhereBinder {
    private final List<Column> columns;
    private final Problems problems;

    WhereBinder(List<Column> columns, Problems problems) {
        this.columns = columns;
        this.problems = problems;
    }

    WriteCondition bind(EntityDeclaration entity, EntityDeclaration.Where where) {
        Map<Column, Object> equal = new LinkedHashMap<>();
        where.equal()
                .forEach((name, member) -> column(entity, name, member.place())
                        .ifPresent(
                                column -> value(column, member.value()).ifPresent(value -> equal.put(column, value))));
        List<Column> any = where.any().stream()
                .flatMap(name -> column(entity, name.name(), name.place()).stream())
                .toList();
        return new WriteCondition(equal, any);
    }

    private Optional<Column> column(EntityDeclaration entity, String name, Place place) {
        Optional<Column> column =
                columns.stream().filter(c -> c.name().equals(name)).findFirst();
        if (column.isEmpty()) {
            problems.add(
                    place,
                    "where names the column \"" + name + "\", which " + entity.name() + " does not have"
                            + Spelling.hint(name, entity.columnNames()) + "; its columns are "
                            + String.join(", ", entity.columnNames()));
        }
        return column;
    }

    private Optional<Object> value(Column column, JsonValue value) {
        Object given;
        if (value instanceof JsonValue.Text text) {
            given = text.text();
        } else if (value instanceof JsonValue.Num number && column.type().kind().isNumeric()) {
            given = number.number();
        } else if (value instanceof JsonValue.Bool bool && column.type().kind() == Kind.BOOLEAN) {
            given = bool.value();
        } else {
            problems.add(
                    value.place(),
                    "expected a value of type " + SqlTypes.render(column.type()) + ", found " + value.describe());
            return Optional.empty();
        }
        try {
            return Optional.of(Conversions.convert(given, column.type()));
        } catch (DriverException e) {
            problems.add(value.place(), "the value does not fit column " + column.name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
