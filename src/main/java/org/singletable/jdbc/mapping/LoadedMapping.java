package org.singletable.jdbc.mapping;

import java.util.Optional;

/** A mapping that was read and checked. */
final class LoadedMapping implements Mapping {
    private final String source;
    private final MappingDeclaration declaration;

    LoadedMapping(String source, MappingDeclaration declaration) {
        this.source = source;
        this.declaration = declaration;
    }

    @Override
    public Optional<String> tableName() {
        return Optional.ofNullable(declaration.table());
    }

    @Override
    public Optional<TableSchema> expectedTable(String name) {
        return new ExpectedTable(declaration, new Problems(source)).schema(name);
    }

    @Override
    public Catalog bind(TableSchema table) {
        Problems problems = new Problems(source);
        Catalog catalog = new CatalogBinder(declaration, table, problems).bind();
        problems.throwIfAny();
        return catalog;
    }

    @Override
    public String toString() {
        return "mapping " + source;
    }
}
