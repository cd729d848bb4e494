package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;
import org.singletable.jdbc.type.SqlType;

/** Binds all entities of a mapping to the physical table. */
final class CatalogBinder {
    private final MappingDeclaration mapping;
    private final TableSchema table;
    private final Problems problems;
    private final Set<String> warnings = new LinkedHashSet<>();

    CatalogBinder(MappingDeclaration mapping, TableSchema table, Problems problems) {
        this.mapping = mapping;
        this.table = table;
        this.problems = problems;
    }

    /** The catalog of those entities that could be bound; the caller throws what is among the problems. */
    Catalog bind() {
        Map<String, EntityBinder> binders = new LinkedHashMap<>();
        mapping.entities().forEach(entity -> binders.put(entity.name(), new EntityBinder(entity, table, problems)));
        List<Entity> bound = new ArrayList<>();
        for (EntityDeclaration entity : mapping.entities()) {
            EntityBinder binder = Objects.requireNonNull(binders.get(entity.name()));
            binder.bind(foreignKeys(entity, binders), warnings).ifPresent(bound::add);
        }
        ambiguities(bound);
        sentinelEntities(bound);
        return new Catalog(table, bound, ignored(), List.copyOf(warnings));
    }

    private List<ForeignKey> foreignKeys(EntityDeclaration entity, Map<String, EntityBinder> binders) {
        List<ForeignKey> keys = new ArrayList<>();
        for (EntityDeclaration.Reference reference : entity.references()) {
            EntityBinder target = binders.get(reference.entity().name());
            if (target == null) {
                continue;
            }
            List<String> key = reference.key().isEmpty() ? target.idNames() : Named.names(reference.key());
            if (key.size() != reference.columns().size()) {
                problems.add(
                        reference.place(),
                        "references: " + reference.entity().name() + " is identified by (" + String.join(", ", key)
                                + "); expected as many columns, such as [{\"columns\": [...], \"entity\": \""
                                + reference.entity().name() + "\"}]");
            }
            keys.add(new ForeignKey(
                    Named.names(reference.columns()), reference.entity().name(), key, reference.parent()));
        }
        return keys;
    }

    private void ambiguities(List<Entity> entities) {
        for (int i = 0; i < entities.size(); i++) {
            for (int j = i + 1; j < entities.size(); j++) {
                Entity one = entities.get(i);
                Entity other = entities.get(j);
                if (couldShareAnItem(one, other)) {
                    problems.add(
                            place(other),
                            "one item could belong to both " + one.name() + " and " + other.name()
                                    + "; expected a constant attribute with different values, such as \"_type\": \"{$entity}\","
                                    + " or key templates whose texts cannot be alike");
                }
            }
        }
    }

    private static boolean couldShareAnItem(Entity one, Entity other) {
        boolean discriminated = one.constants().entrySet().stream().anyMatch(constant -> {
            String value = other.constants().get(constant.getKey());
            return value != null && !value.equals(constant.getValue());
        });
        return !discriminated
                && overlap(one.partitionKey(), other.partitionKey())
                && (one.rangeKey().isEmpty()
                        || other.rangeKey().isEmpty()
                        || overlap(one.rangeKey().get(), other.rangeKey().get()));
    }

    private static boolean overlap(KeyTemplate one, KeyTemplate other) {
        return TemplateOverlap.possible(one.template(), other.template());
    }

    private Place place(Entity entity) {
        return mapping.entity(entity.name()).map(EntityDeclaration::place).orElseThrow();
    }

    /** Rows that are sentinels are filled from their owner's columns of the same name. */
    private void sentinelEntities(List<Entity> entities) {
        for (EntityDeclaration owner : mapping.entities()) {
            for (EntityDeclaration.Unique unique : owner.unique()) {
                if (unique.entity() == null) {
                    continue;
                }
                Optional<Entity> lock = entities.stream()
                        .filter(entity -> entity.name().equals(unique.entity().name()))
                        .findFirst();
                lock.map(entity -> entity.primaryKey().stream()
                                .map(Column::name)
                                .collect(Collectors.toCollection(TreeSet::new)))
                        .ifPresent(key -> UniqueBinder.checkColumns(unique, unique.place(), key, problems));
                List<String> missing = lock.stream()
                        .flatMap(entity -> entity.columns().stream())
                        .filter(column -> column.notNull() && column.defaultSql() == null && !column.isVersion())
                        .map(Column::name)
                        .filter(name -> owner.column(name).isEmpty())
                        .toList();
                if (!missing.isEmpty()) {
                    problems.add(
                            unique.entity().place(),
                            "rows of " + unique.entity().name() + " are filled from " + owner.name()
                                    + ", which has no column " + String.join(", ", missing)
                                    + "; expected columns of the same names, or defaults");
                }
            }
        }
    }

    private List<Map<String, Template>> ignored() {
        KeyAttributes keys = KeyAttributes.of(table);
        List<Map<String, Template>> ignored = new ArrayList<>();
        for (Map<String, TemplateSource> item : mapping.ignore()) {
            Map<String, Template> templates = new LinkedHashMap<>();
            item.forEach((attribute, template) -> {
                try {
                    templates.put(attribute, wildcards(attribute, template, keys));
                } catch (TemplateSyntaxException e) {
                    problems.add(template.place(), e.getMessage());
                }
            });
            ignored.add(templates);
        }
        return ignored;
    }

    /** In {@code ignore} a column stands for any text. */
    private static Template wildcards(String attribute, TemplateSource template, KeyAttributes keys) {
        List<Column> columns = new ArrayList<>();
        for (String name : template.syntax().columnNames()) {
            columns.add(new Column(
                    name,
                    columns.size(),
                    SqlType.STRING,
                    false,
                    null,
                    false,
                    StoredForm.NATIVE,
                    null,
                    null,
                    null,
                    null,
                    false,
                    false,
                    false,
                    null));
        }
        return new TemplateCompiler("ignore", columns)
                .compile(attribute, keys.type(attribute), keys.contains(attribute), template.syntax());
    }
}
