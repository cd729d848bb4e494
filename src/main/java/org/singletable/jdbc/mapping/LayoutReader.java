package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the short form says beside columns: {@code parent}, {@code indexes}, {@code list}. */
final class LayoutReader {
    private final Problems problems;

    LayoutReader(Problems problems) {
        this.problems = problems;
    }

    EntityDeclaration.Layout read(Members entity) {
        if (!entity.has("id")) {
            problems.add(entity.place(), "an entity of the short form needs id, the columns that identify a row");
        }
        return new EntityDeclaration.Layout(parent(entity), indexes(entity), listing(entity));
    }

    private EntityDeclaration.@Nullable Parent parent(Members entity) {
        Optional<JsonValue> value = entity.get("parent");
        if (value.isEmpty()) {
            return null;
        }
        if (value.get() instanceof JsonValue.Obj) {
            return Members.of(value.get(), "a parent", List.of("entity", "columns"), problems)
                    .map(this::parentWithColumns)
                    .orElse(null);
        }
        return Members.text(value.get(), "the parent entity", problems)
                .map(name ->
                        new EntityDeclaration.Parent(new Named(name, value.get().place()), List.of()))
                .orElse(null);
    }

    private EntityDeclaration.@Nullable Parent parentWithColumns(Members members) {
        if (!members.has("entity")) {
            problems.add(members.place(), "a parent needs entity");
        }
        List<Named> columns = members.names("columns", "new names of the parent's key columns");
        columns.stream()
                .filter(column -> !column.name().matches(ColumnReader.NAME_PATTERN))
                .forEach(column -> problems.add(
                        column.place(),
                        "\"" + column.name() + "\" cannot be a column name; expected letters, digits, _, $"));
        Place place = members.get("entity").map(JsonValue::place).orElse(members.place());
        return members.text("entity", "the parent entity")
                .map(name -> new EntityDeclaration.Parent(new Named(name, place), columns))
                .orElse(null);
    }

    private Map<String, EntityDeclaration.Index> indexes(Members entity) {
        Map<String, EntityDeclaration.Index> indexes = new LinkedHashMap<>();
        entity.get("indexes")
                .flatMap(value -> Members.object(value, "index name to columns", problems))
                .ifPresent(object -> object.members().forEach((name, member) -> {
                    if (!name.matches(ColumnReader.NAME_PATTERN)) {
                        problems.add(
                                member.place(),
                                "\"" + name + "\" cannot be an index name; expected letters, digits, _, $");
                    }
                    List<Named> columns = Members.names(member.value(), "the columns of the index", problems);
                    if (!columns.isEmpty()) {
                        indexes.put(name, new EntityDeclaration.Index(member.place(), columns));
                    }
                }));
        return indexes;
    }

    private EntityDeclaration.Listing listing(Members entity) {
        Optional<JsonValue> value = entity.get("list");
        if (value.isEmpty()) {
            return EntityDeclaration.Listing.PLAIN;
        }
        if (value.get() instanceof JsonValue.Bool listed) {
            return listed.value() ? EntityDeclaration.Listing.PLAIN : EntityDeclaration.Listing.NONE;
        }
        if (!(value.get() instanceof JsonValue.Obj)) {
            problems.add(
                    value.get().place(),
                    "expected true, false, {\"by\": columns} or {\"shards\": number}, found "
                            + value.get().describe());
            return EntityDeclaration.Listing.PLAIN;
        }
        return Members.of(value.get(), "list", List.of("by", "shards"), problems)
                .map(members -> new EntityDeclaration.Listing(
                        true, members.names("by", "columns of the list's hash key"), shards(members)))
                .orElse(EntityDeclaration.Listing.PLAIN);
    }

    private int shards(Members members) {
        Optional<JsonValue> value = members.get("shards");
        if (value.isEmpty()) {
            return 0;
        }
        if (value.get() instanceof JsonValue.Num number
                && number.number().stripTrailingZeros().scale() <= 0
                && number.number().compareTo(BigDecimal.ONE) >= 0
                && number.number().compareTo(BigDecimal.valueOf(ShortForm.MAX_SHARDS)) <= 0) {
            return number.number().intValueExact();
        }
        problems.add(value.get().place(), "expected a whole number from 1 to " + ShortForm.MAX_SHARDS);
        return 0;
    }
}
