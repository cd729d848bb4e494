package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlTypes;

/** What must hold for an entity whatever its physical table is. */
final class EntityChecks {
    private final MappingDeclaration mapping;
    private final Set<String> entityNames;
    private final Problems problems;

    /** @param entityNames of all entities of the file, those that could not be read too */
    EntityChecks(MappingDeclaration mapping, Set<String> entityNames, Problems problems) {
        this.mapping = mapping;
        this.entityNames = entityNames;
        this.problems = problems;
    }

    void check(EntityDeclaration entity) {
        paths(entity);
        templatedAttributes(entity);
        container(entity);
        known(entity, entity.id(), "id");
        templates(entity);
        where(entity);
        version(entity);
        entity.unique().forEach(unique -> unique(entity, unique));
        entity.references().forEach(reference -> reference(entity, reference));
    }

    private void paths(EntityDeclaration entity) {
        List<ColumnDeclaration> before = new ArrayList<>();
        for (ColumnDeclaration column : entity.columns()) {
            column.path(entity.container()).ifPresent(path -> {
                for (ColumnDeclaration other : before) {
                    AttributePath otherPath = other.path(entity.container()).orElseThrow();
                    if (contains(path, otherPath) || contains(otherPath, path)) {
                        problems.add(
                                column.place(),
                                "columns " + other.name() + " and " + column.name() + " of " + entity.name()
                                        + " are stored in the same place or one inside the other; expected paths apart");
                    }
                }
                before.add(column);
            });
        }
    }

    private static boolean contains(AttributePath outer, AttributePath inner) {
        return outer.attribute().equals(inner.attribute())
                && outer.steps().size() <= inner.steps().size()
                && inner.steps().subList(0, outer.steps().size()).equals(outer.steps());
    }

    private void templatedAttributes(EntityDeclaration entity) {
        for (ColumnDeclaration column : entity.columns()) {
            column.path(entity.container())
                    .map(AttributePath::attribute)
                    .filter(entity.item()::containsKey)
                    .filter(attribute -> !column.isInside(entity.container()))
                    .ifPresent(attribute -> derivedColumn(column, attribute));
        }
    }

    /** A column that shows what a template makes has no value of its own. */
    private void derivedColumn(ColumnDeclaration column, String attribute) {
        if (!column.readOnly()) {
            problems.add(
                    column.place(),
                    "column " + column.name() + " is stored in attribute " + attribute
                            + ", which has a template; expected readOnly, key, or another attr");
        } else if (column.defaultSql() != null || column.onUpdateSql() != null || column.versionStart() != null) {
            problems.add(
                    column.place(),
                    "column " + column.name() + " is made by the template of " + attribute
                            + " and takes no default, onUpdate or version");
        }
    }

    private void container(EntityDeclaration entity) {
        Container container = entity.container();
        if (container == null) {
            return;
        }
        TemplateSource template = entity.item().get(container.attribute());
        if (template != null) {
            problems.add(
                    template.place(),
                    "attribute " + container.attribute() + " is the container (in) of " + entity.name()
                            + " and cannot have a template");
        }
        for (ColumnDeclaration column : entity.columns()) {
            boolean inside = column.isInside(container);
            if (column.attr() != null
                    && container.isJsonText()
                    && column.attr().attribute().equals(container.attribute())) {
                problems.add(
                        column.place(),
                        "attr of " + column.name() + " leads into " + container.attribute()
                                + ", which holds JSON text; a column inside it has no attr and is found by its name");
            } else if (inside
                    && container.isJsonText()
                    && column.type().kind() == Kind.BINARY
                    && column.form() == StoredForm.NATIVE) {
                problems.add(column.place(), "a binary column inside JSON text needs as \"base64\" or \"base64url\"");
            }
            if (inside && container.isJsonText() && column.storesNull()) {
                problems.add(column.place(), "JSON text has a null of its own, always; take out storeNull");
            }
        }
    }

    private void known(EntityDeclaration entity, List<Named> columns, String where) {
        for (Named column : columns) {
            if (entity.column(column.name()).isEmpty()) {
                problems.add(column.place(), unknownColumn(entity, column.name(), where));
            }
        }
    }

    private static String unknownColumn(EntityDeclaration entity, String column, String where) {
        return where + " names the column \"" + column + "\", which " + entity.name() + " does not have"
                + Spelling.hint(column, entity.columnNames()) + "; its columns are "
                + String.join(", ", entity.columnNames());
    }

    private void templates(EntityDeclaration entity) {
        List<Column> columns = EntityColumns.of(entity, Set.of());
        TemplateCompiler compiler = new TemplateCompiler(entity, columns);
        Map<String, TemplateSource> all = new LinkedHashMap<>(entity.item());
        compile(compiler, all);
        entity.unique().forEach(unique -> compile(compiler, unique.item()));
    }

    private void compile(TemplateCompiler compiler, Map<String, TemplateSource> item) {
        item.forEach((attribute, template) -> {
            boolean alone = template.syntax().pieces().size() == 1
                    && template.syntax().pieces().get(0) instanceof TemplateSyntax.Reference;
            try {
                compiler.compile(attribute, AttributeType.S, false, template.syntax());
            } catch (TemplateSyntaxException e) {
                // One column alone may yet turn out to be on a Binary attribute, which needs no format.
                if (!(alone && compiler.fitsBinary(attribute, template.syntax()))) {
                    problems.add(template.place(), e.getMessage());
                }
            }
        });
    }

    private void where(EntityDeclaration entity) {
        entity.where().forEach((attribute, where) -> {
            if (!entity.item().containsKey(attribute)) {
                problems.add(
                        where.place(),
                        "where names the attribute \"" + attribute + "\", which has no template in " + entity.name()
                                + Spelling.hint(attribute, entity.item().keySet()));
            }
            new WhereBinder(EntityColumns.of(entity, Set.of()), problems).bind(entity, where);
        });
    }

    private void version(EntityDeclaration entity) {
        List<ColumnDeclaration> versions =
                entity.columns().stream().filter(c -> c.versionStart() != null).toList();
        if (versions.size() > 1) {
            problems.add(
                    versions.get(1).place(),
                    "entity " + entity.name() + " has two version columns, "
                            + versions.get(0).name() + " and " + versions.get(1).name() + "; expected one");
        }
    }

    private void unique(EntityDeclaration entity, EntityDeclaration.Unique unique) {
        known(entity, unique.columns(), "unique");
        for (Named name : unique.columns()) {
            entity.column(name.name())
                    .filter(column -> isStructured(column.type().kind()))
                    .ifPresent(column -> problems.add(
                            name.place(),
                            "a column of type " + SqlTypes.render(column.type()) + " cannot be kept unique"));
        }
        if (unique.entity() != null) {
            knownEntity(unique.entity(), "unique");
            if (unique.entity().name().equals(entity.name())) {
                problems.add(unique.entity().place(), "an entity's own rows cannot be its sentinels");
            }
        } else if (unique.item().isEmpty() && !entity.isShortForm()) {
            problems.add(
                    unique.place(),
                    "in the long form unique needs item, the sentinel's templates, or entity: {\"columns\": [...],"
                            + " \"item\": {...}}");
        }
    }

    private static boolean isStructured(Kind kind) {
        return kind == Kind.JSON || kind == Kind.SET || kind == Kind.LIST;
    }

    private void reference(EntityDeclaration entity, EntityDeclaration.Reference reference) {
        known(entity, reference.columns(), "references");
        if (!knownEntity(reference.entity(), "references")) {
            return;
        }
        mapping.entity(reference.entity().name()).ifPresent(target -> known(target, reference.key(), "references"));
        if (!reference.key().isEmpty()
                && reference.key().size() != reference.columns().size()) {
            problems.add(
                    reference.place(),
                    "references: " + reference.columns().size() + " columns refer to "
                            + reference.key().size() + "; expected as many");
        }
    }

    private boolean knownEntity(Named entity, String where) {
        if (entityNames.contains(entity.name())) {
            return true;
        }
        problems.add(
                entity.place(),
                where + " names the entity \"" + entity.name() + "\", which the mapping does not have"
                        + Spelling.hint(entity.name(), entityNames) + "; its entities are "
                        + String.join(", ", entityNames));
        return false;
    }
}
