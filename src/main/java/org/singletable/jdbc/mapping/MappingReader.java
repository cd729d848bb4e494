package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;

/** Reads a whole mapping file into declarations, each entity still in the form it is written in. */
final class MappingReader {
    private static final List<String> KEYS = List.of("table", "defaults", "entities", "physical", "ignore", "$schema");

    private final Problems problems;
    private final Set<String> broken = new TreeSet<>();
    private final Set<String> withBadColumns = new TreeSet<>();

    MappingReader(Problems problems) {
        this.problems = problems;
    }

    /** Empty where the text is no JSON object. */
    Optional<MappingDeclaration> read(String json) {
        return JsonReader.read(json, problems)
                .flatMap(value -> Members.of(value, "a mapping", KEYS, problems))
                .map(this::read);
    }

    /** The entities with problems, which cannot be bound. */
    Set<String> broken() {
        return broken;
    }

    /** Those of them whose columns have problems, which are left out of further checks. */
    Set<String> withBadColumns() {
        return withBadColumns;
    }

    private MappingDeclaration read(Members file) {
        MappingDeclaration.Physical physical =
                file.get("physical").map(new PhysicalReader(problems)::read).orElse(null);
        EntityReader.Defaults defaults = file.get("defaults")
                .flatMap(value -> Members.of(value, "defaults", List.of("item", "in", "columns"), problems))
                .map(this::defaults)
                .orElse(EntityReader.Defaults.NONE);
        Map<String, JsonValue.Member> members = entityMembers(file);
        List<Named> keys = physical == null ? null : physical.keys();
        LayoutRule rule = LayoutRule.of(
                keys == null ? null : Named.names(keys),
                members,
                !defaults.item().isEmpty());
        List<EntityDeclaration> entities = entities(members, new EntityReader(problems, defaults, rule));
        return new MappingDeclaration(
                file.text("table", "the name of the table").orElse(null),
                physical,
                entities.stream().anyMatch(EntityDeclaration::isShortForm),
                entities,
                ignore(file));
    }

    private EntityReader.Defaults defaults(Members members) {
        return new EntityReader.Defaults(
                object(members, "item", "attribute to template"),
                object(members, "columns", "name to column"),
                nullable(members.get("in")));
    }

    private static @Nullable JsonValue nullable(Optional<JsonValue> value) {
        return value.orElse(null);
    }

    private Map<String, JsonValue.Member> object(Members members, String key, String what) {
        return members.get(key)
                .flatMap(value -> Members.object(value, what, problems))
                .map(JsonValue.Obj::members)
                .orElse(Map.of());
    }

    private Map<String, JsonValue.Member> entityMembers(Members file) {
        Map<String, JsonValue.Member> members = object(file, "entities", "name to entity");
        if (!file.has("entities")) {
            problems.add(file.place(), "expected entities: {\"entities\": {\"name\": {...}}}");
        }
        return members;
    }

    private List<EntityDeclaration> entities(Map<String, JsonValue.Member> members, EntityReader reader) {
        List<EntityDeclaration> entities = new ArrayList<>();
        members.forEach((name, member) -> {
            int before = problems.reports();
            reader.read(name, member).ifPresent(entities::add);
            if (problems.reports() > before) {
                broken.add(name);
            }
        });
        withBadColumns.addAll(reader.withBadColumns());
        return entities;
    }

    private List<Map<String, TemplateSource>> ignore(Members file) {
        List<Map<String, TemplateSource>> ignored = new ArrayList<>();
        Optional<JsonValue> value = file.get("ignore");
        if (value.isPresent() && value.get() instanceof JsonValue.Arr list) {
            for (JsonValue element : list.elements()) {
                Members.object(element, "attribute to template", problems).ifPresent(object -> {
                    if (object.members().isEmpty()) {
                        problems.add(object.place(), "expected at least one attribute, or every item would be ignored");
                    }
                    ignored.add(new LinkedHashMap<>(new TemplateReader(problems).read(object.members(), null)));
                });
            }
        } else if (value.isPresent()) {
            problems.add(
                    value.get().place(),
                    "expected a list of {attribute: template}, found "
                            + value.get().describe());
        }
        return ignored;
    }
}
