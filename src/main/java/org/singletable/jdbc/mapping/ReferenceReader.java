package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code references}, in both forms. */
final class ReferenceReader {
    private final Problems problems;

    ReferenceReader(Problems problems) {
        this.problems = problems;
    }

    List<EntityDeclaration.Reference> read(Members entity) {
        Optional<JsonValue> value = entity.get("references");
        List<EntityDeclaration.Reference> references = new ArrayList<>();
        if (value.isEmpty()) {
            return references;
        }
        if (value.get() instanceof JsonValue.Obj byColumn) {
            byColumn.members()
                    .forEach((column, member) -> entity(member.value())
                            .ifPresent(target -> references.add(new EntityDeclaration.Reference(
                                    member.place(),
                                    List.of(new Named(column, member.place())),
                                    target,
                                    List.of(),
                                    false))));
        } else if (value.get() instanceof JsonValue.Arr list) {
            for (JsonValue element : list.elements()) {
                Members.of(element, "a reference", List.of("columns", "entity", "key"), problems)
                        .flatMap(this::reference)
                        .ifPresent(references::add);
            }
        } else {
            problems.add(
                    value.get().place(),
                    "expected {\"column\": \"entity\"} or a list of {\"columns\": ..., \"entity\": ..., \"key\": ...},"
                            + " found " + value.get().describe());
        }
        return references;
    }

    private Optional<EntityDeclaration.Reference> reference(Members members) {
        for (String key : List.of("columns", "entity")) {
            if (!members.has(key)) {
                problems.add(members.place(), "a reference needs " + key);
            }
        }
        List<Named> columns = members.names("columns", "the referring columns");
        List<Named> key = members.names("key", "the columns referred to");
        return members.get("entity")
                .flatMap(this::entity)
                .filter(target -> !columns.isEmpty())
                .map(target -> new EntityDeclaration.Reference(members.place(), columns, target, key, false));
    }

    private Optional<Named> entity(JsonValue value) {
        return Members.text(value, "an entity", problems).map(name -> new Named(name, value.place()));
    }
}
