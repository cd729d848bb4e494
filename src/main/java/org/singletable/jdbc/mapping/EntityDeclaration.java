package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;

/**
 * An entity as the file declares it. Read from the short form it has a {@code layout}; {@link ShortForm} turns that into
 * columns, templates and references.
 *
 * @param id the columns that identify a row; empty where the table's keys tell
 * @param indexNames physical index to the name the file gives it
 */
record EntityDeclaration(
        String name,
        Place place,
        @Nullable String remarks,
        List<Named> id,
        List<ColumnDeclaration> columns,
        Map<String, TemplateSource> item,
        @Nullable Container container,
        Map<String, Where> where,
        List<Named> stale,
        List<Unique> unique,
        List<Reference> references,
        @Nullable Layout layout,
        Map<String, String> indexNames) {

    /** The {@code where} of an attribute. */
    record Where(Place place, Map<String, JsonValue.Member> equal, List<Named> any) {}

    /**
     * A {@code unique}.
     *
     * @param item the sentinel's templates; empty where the short form or {@code entity} gives them
     * @param entity the entity whose rows are the sentinels, null where there is none
     */
    record Unique(
            Place place,
            List<Named> columns,
            Map<String, TemplateSource> item,
            @Nullable Named entity) {}

    /** @param key empty for the entity's id */
    record Reference(Place place, List<Named> columns, Named entity, List<Named> key, boolean parent) {}

    /** What the short form says beside columns. */
    record Layout(@Nullable Parent parent, Map<String, Index> indexes, Listing listing) {}

    /** @param columns new names of the parent's key columns; empty to keep theirs */
    record Parent(Named entity, List<Named> columns) {}

    record Index(Place place, List<Named> columns) {}

    /**
     * The {@code list} of an entity.
     *
     * @param by columns in the hash key
     * @param shards 0 for none
     */
    record Listing(boolean listed, List<Named> by, int shards) {
        static final Listing PLAIN = new Listing(true, List.of(), 0);
        static final Listing NONE = new Listing(false, List.of(), 0);
    }

    Optional<ColumnDeclaration> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    List<String> columnNames() {
        return columns.stream().map(ColumnDeclaration::name).toList();
    }

    boolean isShortForm() {
        return layout != null;
    }

    /**
     * Columns whose empty values are refused: the one id of a root in the short form. It is alone in the range key of the
     * list index, which DynamoDB wants filled, and the rule holds without a list too, so that a list can be added.
     */
    Set<String> neverEmpty() {
        return layout != null && layout.parent() == null && id.size() == 1
                ? Set.of(id.get(0).name())
                : Set.of();
    }
}
