package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold for the columns of an entity's primary key, once the table's keys are known. */
final class KeyColumnChecks {
    private final EntityDeclaration entity;
    private final List<KeyTemplate> keys;
    private final Set<String> primaryKey;
    private final Problems problems;

    /** @param keys the table's hash key, and its range key where it has one */
    KeyColumnChecks(EntityDeclaration entity, List<KeyTemplate> keys, List<Column> primaryKey, Problems problems) {
        this.entity = entity;
        this.keys = keys;
        this.primaryKey = primaryKey.stream().map(Column::name).collect(Collectors.toSet());
        this.problems = problems;
    }

    void check() {
        entity.columns().stream().filter(ColumnDeclaration::key).forEach(this::readable);
        entity.columns().stream()
                .filter(column -> primaryKey.contains(column.name()))
                .forEach(this::unchanging);
        entity.id().forEach(this::id);
    }

    private void readable(ColumnDeclaration column) {
        boolean readable = keys.stream()
                .flatMap(key -> key.template().reversibleColumns().stream())
                .anyMatch(reversible -> reversible.name().equals(column.name()));
        if (!readable) {
            problems.add(
                    column.place(),
                    "column " + column.name() + " has key, but its value cannot be read back from the table's keys ("
                            + keys.stream()
                                    .map(key ->
                                            key.name() + ": " + key.template().source())
                                    .collect(Collectors.joining(", "))
                            + "); expected it there with a reversible format, or an attribute of its own");
        }
    }

    /** A row cannot move to another key with every write. */
    private void unchanging(ColumnDeclaration column) {
        if (column.onUpdateSql() != null || column.versionStart() != null) {
            problems.add(
                    column.place(),
                    "column " + column.name() + " is part of the primary key and cannot "
                            + (column.versionStart() == null ? "have onUpdate" : "be a version")
                            + ", which would change it with every write");
        }
    }

    private void id(Named id) {
        if (!primaryKey.contains(id.name())) {
            problems.add(
                    id.place(),
                    "id names " + id.name() + ", which is in none of the table's keys; expected some of "
                            + primaryKey.stream().sorted().collect(Collectors.joining(", ")));
        }
    }
}
