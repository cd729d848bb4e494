package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.TableSchema;

/** A mapping that only says what the table is. */
record TestMapping(TableSchema table) implements Mapping {
    static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);
    static final KeyAttribute SK = new KeyAttribute("sk", AttributeType.S);

    /** Keys {@code pk}, {@code sk}; a global index, a local index of the keys only, a time to live. */
    static TestMapping typical() {
        return new TestMapping(new TableSchema(
                "any",
                PK,
                SK,
                List.of(
                        new IndexSchema(
                                "lsi1",
                                true,
                                PK,
                                new KeyAttribute("num", AttributeType.N),
                                IndexSchema.Projection.KEYS_ONLY,
                                Set.of()),
                        new IndexSchema(
                                "gsi1",
                                false,
                                new KeyAttribute("gsi1pk", AttributeType.S),
                                new KeyAttribute("gsi1sk", AttributeType.B),
                                IndexSchema.Projection.INCLUDE,
                                Set.of("a", "b"))),
                "expires"));
    }

    @Override
    public Optional<String> tableName() {
        return Optional.of(table.name());
    }

    @Override
    public Optional<TableSchema> expectedTable(String name) {
        return Optional.of(
                new TableSchema(name, table.hashKey(), table.rangeKey(), table.indexes(), table.ttlAttribute()));
    }

    @Override
    public Catalog bind(TableSchema actual) {
        return new Catalog(actual, List.of(), List.of(), List.of());
    }
}
