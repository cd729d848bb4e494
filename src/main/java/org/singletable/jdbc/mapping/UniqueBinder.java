package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;

/** Binds what an entity keeps unique: the constraints, and the templates of their sentinel items. */
final class UniqueBinder {
    private final EntityDeclaration entity;
    private final List<KeyAttribute> keys;
    private final BiFunction<String, TemplateSource, Optional<Template>> compiler;
    private final Problems problems;

    /**
     * @param keys of the table
     * @param compiler of an attribute's template; reports what is wrong with it
     */
    UniqueBinder(
            EntityDeclaration entity,
            List<KeyAttribute> keys,
            BiFunction<String, TemplateSource, Optional<Template>> compiler,
            Problems problems) {
        this.entity = entity;
        this.keys = keys;
        this.compiler = compiler;
        this.problems = problems;
    }

    List<UniqueConstraint> bind(List<Column> columns) {
        List<UniqueConstraint> constraints = new ArrayList<>();
        for (EntityDeclaration.Unique unique : entity.unique()) {
            Named sentinels = unique.entity();
            if (sentinels == null) {
                checkKeys(unique);
            }
            List<String> names = Named.names(unique.columns());
            constraints.add(new UniqueConstraint(
                    entity.name() + "." + String.join(".", names),
                    names.stream()
                            .flatMap(name -> columns.stream()
                                    .filter(column -> column.name().equals(name)))
                            .toList(),
                    item(unique),
                    sentinels == null ? null : sentinels.name()));
        }
        return constraints;
    }

    private Map<String, Template> item(EntityDeclaration.Unique unique) {
        Map<String, Template> item = new LinkedHashMap<>();
        unique.item()
                .forEach((attribute, template) ->
                        compiler.apply(attribute, template).ifPresent(compiled -> item.put(attribute, compiled)));
        return item;
    }

    private void checkKeys(EntityDeclaration.Unique unique) {
        Set<String> madeOf = new TreeSet<>();
        boolean complete = true;
        for (KeyAttribute key : keys) {
            TemplateSource template = unique.item().get(key.name());
            if (template == null) {
                complete = false;
                problems.add(
                        unique.place(),
                        "the sentinel of a unique constraint needs a template for " + key.name()
                                + ", a key of the table");
            } else {
                madeOf.addAll(template.syntax().columnNames());
            }
        }
        if (complete) {
            checkColumns(unique, unique.place(), madeOf, problems);
        }
    }

    /**
     * Two rows must have the same sentinel where the unique columns are equal, and only there.
     *
     * @param madeOf the columns in the keys of the sentinel
     */
    static void checkColumns(EntityDeclaration.Unique unique, Place place, Set<String> madeOf, Problems problems) {
        Set<String> keptUnique = new TreeSet<>(Named.names(unique.columns()));
        if (!madeOf.equals(keptUnique)) {
            problems.add(
                    place,
                    "the keys of the sentinel are made of " + String.join(", ", madeOf) + "; expected "
                            + String.join(", ", keptUnique) + ", what is kept unique");
        }
    }
}
