package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping file as read, every entity in the long form.
 *
 * @param laidOut whether the table's layout is the driver's own: some entity is in the short form
 * @param ignore housekeeping items
 */
record MappingDeclaration(
        @Nullable String table,
        @Nullable Physical physical,
        boolean laidOut,
        List<EntityDeclaration> entities,
        List<Map<String, TemplateSource>> ignore) {

    /** A template as written, or as the short form's layout writes it. */
    record TemplateSource(TemplateSyntax syntax, Place place) {
        String text() {
            return syntax.source();
        }
    }

    /**
     * The {@code physical} of a file.
     *
     * @param keys hash key and perhaps range key; null where only indexes or the TTL attribute are given
     */
    record Physical(
            Place place,
            @Nullable List<Named> keys,
            List<Index> indexes,
            @Nullable Named ttl) {}

    /** An index of {@code physical}. */
    record Index(Named name, List<Named> keys, IndexSchema.Projection projection, Set<String> nonKeyAttributes) {}

    Optional<EntityDeclaration> entity(String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
    }
}
