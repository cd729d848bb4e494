package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;

/** Reads one entity, with the file's {@code defaults} merged into it. */
final class EntityReader {
    private static final List<String> KEYS = List.of(
            "id",
            "parent",
            "columns",
            "item",
            "in",
            "where",
            "indexes",
            "list",
            "unique",
            "references",
            "stale",
            "remarks");

    /** What {@code defaults} gives to every entity. */
    record Defaults(
            Map<String, JsonValue.Member> item,
            Map<String, JsonValue.Member> columns,
            @Nullable JsonValue in) {
        static final Defaults NONE = new Defaults(Map.of(), Map.of(), null);
    }

    private final Problems problems;
    private final Defaults defaults;
    private final LayoutRule rule;
    private final Set<String> withBadColumns = new HashSet<>();

    EntityReader(Problems problems, Defaults defaults, LayoutRule rule) {
        this.problems = problems;
        this.defaults = defaults;
        this.rule = rule;
    }

    /** Empty where it is no object. */
    Optional<EntityDeclaration> read(String name, JsonValue.Member member) {
        checkName(name, member.place());
        return Members.of(member.value(), "an entity", KEYS, problems)
                .map(members -> read(name, member.place(), members));
    }

    /** The entities whose columns are not what they should be, so that checks against them would mislead. */
    Set<String> withBadColumns() {
        return withBadColumns;
    }

    private void checkName(String name, Place place) {
        if (name.equalsIgnoreCase("_items")) {
            problems.add(place, "no entity can be named _items, which is the table of the physical items");
        } else if (!name.matches(ColumnReader.NAME_PATTERN)) {
            problems.add(
                    place,
                    "\"" + name + "\" cannot be an entity name; expected letters, digits, _ and $, beginning with a"
                            + " letter or _");
        }
    }

    private EntityDeclaration read(String name, Place place, Members members) {
        boolean shortForm = rule.isShort(
                members.all(), merged(defaults.item(), members, "item").keySet());
        if (shortForm && name.contains("$")) {
            problems.add(
                    place, "an entity name of the short form has no $, which is not in \"" + name + "\"'s key texts");
        }
        List<ColumnDeclaration> columns = new ArrayList<>();
        ColumnReader columnReader = new ColumnReader(problems);
        int reports = problems.reports();
        merged(defaults.columns(), members, "columns")
                .forEach((column, declared) -> columns.add(columnReader.read(column, declared)));
        if (problems.reports() > reports) {
            withBadColumns.add(name);
        }
        if (columns.isEmpty() && !members.has("parent")) {
            problems.add(place, "entity " + name + " has no columns; expected columns: {\"name\": \"type\", ...}");
        }
        return new EntityDeclaration(
                name,
                place,
                members.text("remarks", "remarks").orElse(null),
                members.names("id", "the columns that identify a row"),
                List.copyOf(columns),
                templates(merged(defaults.item(), members, "item"), name),
                container(members),
                where(members),
                members.names("stale", "names of indexes"),
                unique(members, name),
                new ReferenceReader(problems).read(members),
                shortForm ? layout(members) : noLayout(members),
                Map.of());
    }

    /** Defaults with the entity's own members put over them; null takes one out. */
    private Map<String, JsonValue.Member> merged(Map<String, JsonValue.Member> common, Members members, String key) {
        Map<String, JsonValue.Member> merged = new LinkedHashMap<>(common);
        members.get(key)
                .flatMap(value -> Members.object(value, key, problems))
                .ifPresent(own -> own.members().forEach((name, member) -> {
                    if (!(member.value() instanceof JsonValue.Null)) {
                        merged.put(name, member);
                    } else if (merged.remove(name) == null) {
                        problems.add(
                                member.value().place(),
                                "null takes out what defaults gives, which has no \"" + name + "\" in " + key);
                    }
                }));
        return merged;
    }

    private Map<String, TemplateSource> templates(Map<String, JsonValue.Member> members, String entity) {
        return new TemplateReader(problems).read(members, entity);
    }

    private @Nullable Container container(Members members) {
        JsonValue value = members.get("in").orElse(defaults.in());
        if (value == null || value instanceof JsonValue.Null) {
            return null;
        }
        return new ContainerReader(problems).read(value).orElse(null);
    }

    private Map<String, EntityDeclaration.Where> where(Members members) {
        Map<String, EntityDeclaration.Where> where = new LinkedHashMap<>();
        members.get("where")
                .flatMap(value -> Members.object(value, "attribute to condition", problems))
                .ifPresent(object -> object.members()
                        .forEach((attribute, member) -> Members.object(member.value(), "a condition", problems)
                                .ifPresent(condition -> where.put(attribute, where(member.place(), condition)))));
        return where;
    }

    private EntityDeclaration.Where where(Place place, JsonValue.Obj condition) {
        Map<String, JsonValue.Member> equal = new LinkedHashMap<>(condition.members());
        List<Named> any = List.of();
        JsonValue.Member anyOf = condition.members().get("any");
        if (anyOf != null && anyOf.value() instanceof JsonValue.Arr list) {
            any = Members.names(list, "columns of which one must not be null", problems);
            equal.remove("any");
        }
        if (equal.isEmpty() && any.isEmpty()) {
            problems.add(place, "expected {\"column\": value} or {\"any\": [\"column\", ...]}");
        }
        return new EntityDeclaration.Where(place, equal, any);
    }

    private List<EntityDeclaration.Unique> unique(Members members, String entity) {
        Optional<JsonValue> value = members.get("unique");
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonValue.Arr list)) {
            problems.add(
                    value.get().place(),
                    "expected a list of columns, of lists of columns, or of {\"columns\": ..., \"item\" or \"entity\":"
                            + " ...}, found " + value.get().describe());
            return List.of();
        }
        List<EntityDeclaration.Unique> unique = new ArrayList<>();
        for (JsonValue element : list.elements()) {
            if (element instanceof JsonValue.Obj) {
                Members.of(element, "a unique constraint", List.of("columns", "item", "entity"), problems)
                        .flatMap(object -> uniqueWithSentinel(object, entity))
                        .ifPresent(unique::add);
            } else {
                List<Named> columns = Members.names(element, "the columns kept unique", problems);
                if (!columns.isEmpty()) {
                    unique.add(new EntityDeclaration.Unique(element.place(), columns, Map.of(), null));
                }
            }
        }
        return unique;
    }

    /** Empty where it does not say what the sentinels are. */
    private Optional<EntityDeclaration.Unique> uniqueWithSentinel(Members object, String entity) {
        if (!object.has("columns")) {
            problems.add(object.place(), "expected columns, the columns kept unique");
        }
        if (object.has("item") == object.has("entity")) {
            problems.add(
                    object.place(),
                    "expected either item, the sentinel's templates, or entity, whose rows are the sentinels");
            return Optional.empty();
        }
        Map<String, JsonValue.Member> item = object.get("item")
                .flatMap(value -> Members.object(value, "attribute to template", problems))
                .map(JsonValue.Obj::members)
                .orElse(Map.of());
        Named lock = object.get("entity")
                .flatMap(
                        value -> Members.text(value, "an entity", problems).map(text -> new Named(text, value.place())))
                .orElse(null);
        return Optional.of(new EntityDeclaration.Unique(
                object.place(), object.names("columns", "the columns kept unique"), templates(item, entity), lock));
    }

    private EntityDeclaration.@Nullable Layout noLayout(Members members) {
        for (String key : List.of("parent", "indexes", "list")) {
            members.get(key)
                    .ifPresent(value -> problems.add(
                            value.place(),
                            key + " belongs to the short form; this entity's item makes the table's keys itself"));
        }
        return null;
    }

    private EntityDeclaration.Layout layout(Members members) {
        return new LayoutReader(problems).read(members);
    }
}
