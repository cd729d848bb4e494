package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.mapping.WriteCondition;
import org.singletable.jdbc.type.SqlLiteral;

/** All that the mapping says of an entity: columns, templates, constraints. */
final class EntitySection {
    private final Entity entity;
    private final List<Relation> relations;

    /** @param relations of all entities */
    EntitySection(Entity entity, List<Relation> relations) {
        this.entity = entity;
        this.relations = relations;
    }

    void write(Html html, String colour) {
        html.start("div", "class", "scroll");
        html.start("table", "class", "columns " + colour);
        header(html, "Column", "Type", "Properties", "Default", "Attribute", "Stored as", "Remarks");
        html.start("tbody");
        entity.columns().forEach(column -> column(html, column));
        html.end().end().line();
        if (!entity.derived().isEmpty()) {
            html.start("table", "class", "columns " + colour);
            header(html, "Attribute", "Made as", "Only where");
            html.start("tbody");
            entity.derived().forEach(attribute -> template(html, attribute));
            html.end().end().line();
        }
        html.end();
        constraints(html);
    }

    private static void header(Html html, String... heads) {
        html.start("thead").start("tr");
        for (String head : heads) {
            html.element("th", head, "scope", "col");
        }
        html.end().end().line();
    }

    private void column(Html html, Column column) {
        html.start("tr");
        html.start("td").element("strong", column.name()).end();
        html.start("td").element("code", column.type().toString()).end();
        html.element("td", String.join(", ", properties(column)));
        html.start("td");
        List<String> defaults = new ArrayList<>();
        if (column.defaultSql() != null) {
            defaults.add(column.defaultSql());
        }
        if (column.onUpdateSql() != null) {
            defaults.add("on update " + column.onUpdateSql());
        }
        if (!defaults.isEmpty()) {
            html.element("code", String.join(", ", defaults));
        }
        html.end().start("td");
        column.storedAt()
                .ifPresentOrElse(path -> html.element("code", path.toString()), () -> html.text("in the keys only"));
        html.end();
        html.element("td", column.isKeyOnly() ? "" : StoredText.form(column));
        html.element("td", column.remarks() == null ? "" : column.remarks());
        html.end().line();
    }

    private List<String> properties(Column column) {
        List<String> properties = new ArrayList<>();
        if (entity.primaryKey().contains(column)) {
            properties.add("primary key");
        } else if (column.notNull()) {
            properties.add("NOT NULL");
        }
        if (column.isVersion()) {
            properties.add("version");
        }
        if (column.readOnly()) {
            properties.add("read only");
        }
        if (column.hidden()) {
            properties.add("hidden");
        }
        if (column.storesNull()) {
            properties.add("NULL is stored");
        }
        if (column.zone() != null) {
            properties.add("zone " + column.zone());
        }
        if (entity.ttl().filter(column::equals).isPresent()) {
            properties.add("time to live");
        }
        return properties;
    }

    private static void template(Html html, DerivedAttribute attribute) {
        html.start("tr");
        html.start("td").element("code", attribute.name()).end();
        html.start("td").element("code", attribute.template().source()).end();
        html.element("td", attribute.where().map(EntitySection::condition).orElse(""));
        html.end().line();
    }

    private static String condition(WriteCondition where) {
        List<String> conditions = where.equal().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().name()))
                .map(entry -> entry.getKey().name() + " = " + SqlLiteral.of(entry.getValue()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!where.any().isEmpty()) {
            conditions.add(where.any().stream().map(Column::name).collect(Collectors.joining(" or ")) + " IS NOT NULL");
        }
        return String.join(" and ", conditions);
    }

    private void constraints(Html html) {
        List<String> constraints = new ArrayList<>();
        constraints.add("Primary key: " + names(entity.primaryKey()));
        if (!entity.id().equals(entity.primaryKey())) {
            constraints.add("Identified by: " + names(entity.id()));
        }
        entity.uniqueConstraints().forEach(unique -> constraints.add("Unique: " + unique(unique)));
        relations.stream()
                .filter(relation -> relation.child().equals(entity))
                .forEach(relation -> constraints.add(
                        "References: (" + String.join(", ", relation.key().columns()) + ") to "
                                + relation.parent().name() + " ("
                                + String.join(", ", relation.key().key()) + ")"
                                + (relation.sharesCollection() ? ", in the same item collection" : "")));
        html.start("ul", "class", "constraints");
        constraints.forEach(constraint -> html.element("li", constraint));
        html.end().line();
    }

    private static String unique(UniqueConstraint unique) {
        String sentinels = unique.sentinelEntity()
                .map(name -> "kept by the rows of " + name)
                .orElseGet(() -> "kept by items with " + templates(unique.item()));
        return names(unique.columns()) + ", " + sentinels;
    }

    private static String templates(Map<String, Template> item) {
        return item.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " = " + entry.getValue().source())
                .collect(Collectors.joining(", "));
    }

    private static String names(List<Column> columns) {
        return columns.isEmpty()
                ? "none, there is one row"
                : columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
