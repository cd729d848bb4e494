package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The physical table that a mapping describes: the short form's layout, with {@code physical} added to it. */
final class ExpectedTable {
    private final MappingDeclaration mapping;
    private final Problems problems;

    ExpectedTable(MappingDeclaration mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** Empty where the file does not tell the table's keys. */
    Optional<TableSchema> schema(String name) {
        MappingDeclaration.Physical physical = mapping.physical();
        List<String> keys;
        if (physical != null && physical.keys() != null) {
            keys = Named.names(physical.keys());
        } else if (mapping.laidOut()) {
            keys = List.of(ShortForm.HASH_KEY, ShortForm.RANGE_KEY);
        } else {
            return Optional.empty();
        }
        KeyAttribute hash = key(keys.get(0));
        KeyAttribute range = keys.size() > 1 ? key(keys.get(1)) : null;
        Map<String, IndexSchema> indexes = new LinkedHashMap<>();
        layoutIndexes().forEach(index -> indexes.put(index.name(), index));
        if (physical != null) {
            for (MappingDeclaration.Index index : physical.indexes()) {
                IndexSchema schema = index(index, hash);
                checkAgainstLayout(index, schema, indexes.get(schema.name()));
                indexes.put(schema.name(), schema);
            }
        }
        String ttl = physical == null || physical.ttl() == null
                ? null
                : physical.ttl().name();
        return Optional.of(new TableSchema(name, hash, range, List.copyOf(indexes.values()), ttl));
    }

    private List<IndexSchema> layoutIndexes() {
        Map<Integer, String> numbered = new TreeMap<>();
        for (EntityDeclaration entity : mapping.entities()) {
            if (entity.layout() != null) {
                if (entity.layout().listing().listed()) {
                    numbered.put(1, ShortForm.LIST_INDEX);
                }
                int number = 2;
                for (String index : entity.indexNames().keySet()) {
                    numbered.put(number++, index);
                }
            }
        }
        List<IndexSchema> indexes = new ArrayList<>();
        for (String index : numbered.values()) {
            indexes.add(new IndexSchema(
                    index,
                    false,
                    key(ShortForm.indexHashKey(index)),
                    key(ShortForm.indexRangeKey(index)),
                    IndexSchema.Projection.ALL,
                    Set.of()));
        }
        return indexes;
    }

    private IndexSchema index(MappingDeclaration.Index index, KeyAttribute tableHash) {
        List<Named> keys = index.keys();
        boolean local = keys.get(0).name().equals(tableHash.name()) && keys.size() > 1;
        return new IndexSchema(
                index.name().name(),
                local,
                key(keys.get(0).name()),
                keys.size() > 1 ? key(keys.get(1).name()) : null,
                index.projection(),
                index.nonKeyAttributes());
    }

    private void checkAgainstLayout(MappingDeclaration.Index index, IndexSchema schema, @Nullable IndexSchema layout) {
        if (layout != null
                && !(schema.hashKey().equals(layout.hashKey())
                        && schema.sortKey().equals(layout.sortKey()))) {
            problems.add(
                    index.name().place(),
                    "the short form lays out index " + schema.name() + " with the keys "
                            + layout.hashKey().name()
                            + ", " + layout.sortKey().map(KeyAttribute::name).orElse("none")
                            + "; expected these, or another name");
        }
    }

    /** A key attribute with the type of what the entities store there. */
    private KeyAttribute key(String attribute) {
        AttributeType type = null;
        String decidedBy = "";
        for (EntityDeclaration entity : mapping.entities()) {
            Optional<AttributeType> stored = storedType(entity, attribute);
            if (stored.isPresent() && type != null && stored.get() != type) {
                problems.add(
                        entity.place(),
                        "key attribute " + attribute + " is of type " + type + " in " + decidedBy + " and of type "
                                + stored.get() + " in " + entity.name() + "; expected one type");
            } else if (stored.isPresent()) {
                type = stored.get();
                decidedBy = entity.name();
            }
        }
        return new KeyAttribute(attribute, type == null ? AttributeType.S : type);
    }

    /** Empty where the entity stores nothing there, or what fits another type as well. */
    private static Optional<AttributeType> storedType(EntityDeclaration entity, String attribute) {
        MappingDeclaration.TemplateSource template = entity.item().get(attribute);
        if (template != null) {
            return isNumberAlone(entity, template.syntax()) ? Optional.empty() : Optional.of(AttributeType.S);
        }
        return entity.columns().stream()
                .filter(column -> column.path(entity.container())
                        .filter(path -> path.isTopLevel() && path.attribute().equals(attribute))
                        .isPresent())
                .flatMap(column -> DirectTemplate.storedType(column.type(), column.form()).stream())
                .findFirst();
    }

    /** Whether the template may stand on a Number attribute too; then other entities decide, or it is text. */
    private static boolean isNumberAlone(EntityDeclaration entity, TemplateSyntax syntax) {
        return syntax.pieces().size() == 1
                && syntax.pieces().get(0) instanceof TemplateSyntax.Reference reference
                && reference.formats().isEmpty()
                && entity.column(reference.column())
                        .filter(column -> column.type().kind().isNumeric())
                        .isPresent();
    }
}
