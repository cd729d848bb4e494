package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code physical}. */
final class PhysicalReader {
    private static final int MAX_KEYS = 2;

    private final Problems problems;

    PhysicalReader(Problems problems) {
        this.problems = problems;
    }

    MappingDeclaration.@Nullable Physical read(JsonValue value) {
        return Members.of(value, "physical", List.of("keys", "indexes", "ttl"), problems)
                .map(this::read)
                .orElse(null);
    }

    private MappingDeclaration.Physical read(Members members) {
        List<Named> keys = members.get("keys").map(this::keys).orElse(null);
        List<MappingDeclaration.Index> indexes = new ArrayList<>();
        members.get("indexes")
                .flatMap(value -> Members.object(value, "index name to keys", problems))
                .ifPresent(object -> object.members()
                        .forEach((name, member) -> index(new Named(name, member.place()), member.value())
                                .ifPresent(indexes::add)));
        Named ttl = members.text("ttl", "an attribute")
                .map(name ->
                        new Named(name, members.get("ttl").map(JsonValue::place).orElse(members.place())))
                .orElse(null);
        return new MappingDeclaration.Physical(members.place(), keys, indexes, ttl);
    }

    private @Nullable List<Named> keys(JsonValue value) {
        List<Named> keys = Members.names(value, "hash key and perhaps range key", problems);
        if (keys.size() > MAX_KEYS) {
            problems.add(value.place(), "expected a hash key and perhaps a range key, found " + keys.size() + " names");
        }
        return keys.isEmpty() || keys.size() > MAX_KEYS ? null : keys;
    }

    private Optional<MappingDeclaration.Index> index(Named name, JsonValue value) {
        if (!(value instanceof JsonValue.Obj)) {
            return Optional.ofNullable(keys(value))
                    .map(keys -> new MappingDeclaration.Index(name, keys, IndexSchema.Projection.ALL, Set.of()));
        }
        return Members.of(value, "an index", List.of("keys", "projection"), problems)
                .flatMap(members -> index(name, members));
    }

    private Optional<MappingDeclaration.Index> index(Named name, Members members) {
        if (!members.has("keys")) {
            problems.add(members.place(), "an index needs keys");
        }
        List<Named> keys = members.get("keys").map(this::keys).orElse(null);
        Optional<JsonValue> projection = members.get("projection");
        IndexSchema.Projection kind = IndexSchema.Projection.ALL;
        Set<String> attributes = Set.of();
        if (projection.isPresent() && projection.get() instanceof JsonValue.Arr list) {
            kind = IndexSchema.Projection.INCLUDE;
            attributes = new LinkedHashSet<>(Named.names(Members.names(list, "attributes of the index", problems)));
        } else if (projection.isPresent()) {
            kind = projection(projection.get());
        }
        IndexSchema.Projection projected = kind;
        Set<String> nonKey = attributes;
        return Optional.ofNullable(keys).map(list -> new MappingDeclaration.Index(name, list, projected, nonKey));
    }

    private IndexSchema.Projection projection(JsonValue value) {
        if (value instanceof JsonValue.Text text && text.text().equals("KEYS_ONLY")) {
            return IndexSchema.Projection.KEYS_ONLY;
        }
        if (!(value instanceof JsonValue.Text text && text.text().equals("ALL"))) {
            problems.add(value.place(), "expected \"ALL\", \"KEYS_ONLY\" or a list of attributes");
        }
        return IndexSchema.Projection.ALL;
    }
}
