package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;
import org.singletable.jdbc.type.Kind;

/** Binds one entity to the keys of its physical table. */
final class EntityBinder {
    private final EntityDeclaration entity;
    private final TableSchema table;
    private final Problems problems;
    private final KeyAttributes keyAttributes;
    private final List<Column> columns;
    private final TemplateCompiler compiler;
    private final Map<String, Template> templates = new LinkedHashMap<>();

    EntityBinder(EntityDeclaration entity, TableSchema table, Problems problems) {
        this.entity = entity;
        this.table = table;
        this.problems = problems;
        this.keyAttributes = KeyAttributes.of(table);
        Set<String> required = new LinkedHashSet<>();
        keys().forEach(key -> required.addAll(columnNames(key, true)));
        this.columns = EntityColumns.of(entity, required);
        this.compiler = new TemplateCompiler(entity, columns);
    }

    private List<KeyAttribute> keys() {
        List<KeyAttribute> keys = new ArrayList<>();
        keys.add(table.hashKey());
        table.sortKey().ifPresent(keys::add);
        return keys;
    }

    /** The names of the columns a table key is made of. */
    private List<String> columnNames(KeyAttribute key, boolean required) {
        TemplateSource template = entity.item().get(key.name());
        if (template != null) {
            return required
                    ? template.syntax().requiredColumnNames()
                    : template.syntax().columnNames();
        }
        return entity.columns().stream()
                .filter(column -> isStoredIn(column, key.name()))
                .map(ColumnDeclaration::name)
                .toList();
    }

    private boolean isStoredIn(ColumnDeclaration column, String attribute) {
        return column.path(entity.container())
                .filter(AttributePath::isTopLevel)
                .filter(path -> path.attribute().equals(attribute))
                .isPresent();
    }

    /**
     * The entity without foreign keys; empty where it does not fit, which is then among the problems.
     *
     * @param foreignKeys bound by the caller, who knows the other entities
     */
    Optional<Entity> bind(List<ForeignKey> foreignKeys, Set<String> warnings) {
        int before = problems.reports();
        entity.item()
                .forEach((attribute, template) ->
                        compile(attribute, template).ifPresent(compiled -> templates.put(attribute, compiled)));
        List<KeyTemplate> keys = new ArrayList<>();
        for (KeyAttribute key : keys()) {
            tableKey(key).ifPresent(keys::add);
        }
        if (problems.reports() > before) {
            return Optional.empty();
        }
        KeyTemplate hash = keys.get(0);
        KeyTemplate range = keys.size() > 1 ? keys.get(1) : null;
        List<EntityIndex> indexes = indexes(warnings);
        Column ttl = ttlColumn().orElse(null);
        List<Column> primaryKey = primaryKey(keys);
        new KeyColumnChecks(entity, keys, primaryKey, problems).check();
        List<UniqueConstraint> unique = new UniqueBinder(entity, keys(), this::compile, problems).bind(columns);
        List<DerivedAttribute> derived = derived();
        Entity bound = new Entity(
                entity.name(),
                entity.remarks(),
                columns,
                primaryKey,
                id(primaryKey),
                hash,
                range,
                indexes,
                derived,
                constants(),
                entity.container(),
                unique,
                foreignKeys,
                ttl);
        return problems.reports() > before ? Optional.empty() : Optional.of(bound);
    }

    /** The names of the columns that identify a row, for foreign keys of others. */
    List<String> idNames() {
        if (!entity.id().isEmpty()) {
            return Named.names(entity.id());
        }
        Set<String> names = new LinkedHashSet<>();
        keys().forEach(key -> names.addAll(columnNames(key, false)));
        return List.copyOf(names);
    }

    private Optional<Template> compile(String attribute, TemplateSource template) {
        try {
            return Optional.of(compiler.compile(
                    attribute, keyAttributes.type(attribute), keyAttributes.contains(attribute), template.syntax()));
        } catch (TemplateSyntaxException e) {
            problems.add(template.place(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<KeyTemplate> tableKey(KeyAttribute key) {
        if (entity.where().containsKey(key.name())) {
            problems.add(
                    Objects.requireNonNull(entity.where().get(key.name())).place(),
                    "where cannot leave out " + key.name() + ", a key of the table, which every item has");
        }
        if (!entity.item().containsKey(key.name()) && columnNames(key, false).isEmpty()) {
            problems.add(
                    entity.place(),
                    "entity " + entity.name() + " has neither a template nor a column for " + key.name()
                            + ", a key of the table; expected \"item\": {\"" + key.name()
                            + "\": template}, or a column stored there"
                            + Spelling.hint(key.name(), entity.item().keySet()));
        }
        return keyTemplate(key);
    }

    /** How the entity makes a key attribute of the table or an index; empty where it does not. */
    private Optional<KeyTemplate> keyTemplate(KeyAttribute key) {
        if (entity.item().containsKey(key.name())) {
            return Optional.ofNullable(templates.get(key.name())).map(template -> new KeyTemplate(key, template));
        }
        for (int i = 0; i < columns.size(); i++) {
            if (isStoredIn(entity.columns().get(i), key.name())) {
                return direct(columns.get(i), entity.columns().get(i).place(), key);
            }
        }
        return Optional.empty();
    }

    private Optional<KeyTemplate> direct(Column column, Place place, KeyAttribute key) {
        if (column.storesNull()) {
            problems.add(
                    place,
                    "column " + column.name() + " is stored in " + key.name()
                            + ", a key, which cannot be NULL; take out storeNull");
        }
        Optional<AttributeType> stored = DirectTemplate.storedType(column.type(), column.form());
        if (!stored.equals(Optional.of(key.type()))) {
            problems.add(
                    place,
                    "column " + column.name() + " is stored in " + key.name() + ", a key of type " + key.type()
                            + ", but its type "
                            + stored.map(type -> "is stored as " + type).orElse("cannot be stored in a key")
                            + "; expected a column stored as " + key.type());
            return Optional.empty();
        }
        return Optional.of(new KeyTemplate(key, TemplateCompiler.direct(column, key.type())));
    }

    private static List<Column> primaryKey(List<KeyTemplate> keys) {
        Set<Column> key = new LinkedHashSet<>();
        keys.forEach(template -> key.addAll(template.template().columns()));
        return List.copyOf(key);
    }

    private List<Column> id(List<Column> primaryKey) {
        if (entity.id().isEmpty()) {
            return primaryKey;
        }
        return columnsOf(entity.id());
    }

    private List<Column> columnsOf(List<Named> names) {
        return names.stream()
                .flatMap(name -> columns.stream().filter(column -> column.name().equals(name.name())))
                .toList();
    }

    private List<EntityIndex> indexes(Set<String> warnings) {
        List<EntityIndex> indexes = new ArrayList<>();
        for (IndexSchema index : table.indexes()) {
            Optional<KeyTemplate> hash = keyTemplate(index.hashKey());
            Optional<KeyTemplate> range = index.sortKey().flatMap(this::keyTemplate);
            if (hash.isPresent() && (range.isPresent() || index.sortKey().isEmpty())) {
                String purpose = entity.indexNames().getOrDefault(index.name(), index.name());
                boolean stale = entity.stale().stream()
                        .anyMatch(name ->
                                name.name().equals(index.name()) || name.name().equals(purpose));
                indexes.add(new EntityIndex(index, purpose, hash.get(), range.orElse(null), isListing(index), stale));
            }
        }
        for (Named stale : entity.stale()) {
            if (indexes.stream()
                    .noneMatch(index ->
                            index.name().equals(stale.name()) || index.purpose().equals(stale.name()))) {
                warnings.add("entity " + entity.name() + ": stale names the index " + stale.name()
                        + ", in which its rows do not appear");
            }
        }
        return indexes;
    }

    /** The list index of the short form, unless the mapping replaced its hash key. */
    private boolean isListing(IndexSchema index) {
        TemplateSource hash = entity.item().get(ShortForm.indexHashKey(ShortForm.LIST_INDEX));
        return index.name().equals(ShortForm.LIST_INDEX)
                && entity.layout() != null
                && entity.layout().listing().listed()
                && hash != null
                && hash.place().equals(entity.place());
    }

    private List<DerivedAttribute> derived() {
        WhereBinder whereBinder = new WhereBinder(columns, problems);
        List<DerivedAttribute> derived = new ArrayList<>();
        templates.forEach((attribute, template) -> derived.add(new DerivedAttribute(
                attribute, keyAttributes.type(attribute), template, condition(attribute, whereBinder))));
        return derived;
    }

    private @Nullable WriteCondition condition(String attribute, WhereBinder binder) {
        EntityDeclaration.Where where = entity.where().get(attribute);
        return where == null ? null : binder.bind(entity, where);
    }

    private Map<String, String> constants() {
        Map<String, String> constants = new LinkedHashMap<>();
        templates.forEach((attribute, template) -> {
            boolean always = !entity.where().containsKey(attribute) && !keyAttributes.contains(attribute);
            template.constant().filter(text -> always).ifPresent(text -> constants.put(attribute, text));
        });
        return constants;
    }

    private Optional<Column> ttlColumn() {
        if (table.ttlAttribute() == null) {
            return Optional.empty();
        }
        TemplateSource template = entity.item().get(table.ttlAttribute());
        if (template != null && !keyAttributes.contains(table.ttlAttribute())) {
            problems.add(
                    template.place(),
                    table.ttlAttribute()
                            + " is the table's TTL attribute, a Number, and a template makes text; expected a"
                            + " column stored there");
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (isStoredIn(entity.columns().get(i), table.ttlAttribute())) {
                if (!isEpochNumber(column)) {
                    problems.add(
                            entity.columns().get(i).place(),
                            "column " + column.name() + " is on " + table.ttlAttribute()
                                    + ", the table's TTL attribute; expected a timestamptz with as \"epoch\", or an int or"
                                    + " long that holds seconds since 1970");
                }
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static boolean isEpochNumber(Column column) {
        Kind kind = column.type().kind();
        return column.form() == StoredForm.EPOCH
                || column.form() == StoredForm.NATIVE && (kind == Kind.INT || kind == Kind.LONG);
    }
}
