package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Optional;

/** Reads {@code in}: {@code "data"} or {@code {"attr": "data", "json": "compact"}}. */
final class ContainerReader {
    private final Problems problems;

    ContainerReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Container> read(JsonValue value) {
        if (value instanceof JsonValue.Text) {
            return Members.text(value, "an attribute", problems)
                    .map(attribute -> new Container(attribute, Container.Layout.MAP));
        }
        if (!(value instanceof JsonValue.Obj)) {
            problems.add(
                    value.place(),
                    "expected the name of a Map attribute, or {\"attr\": name, \"json\": \"compact\" or \"python\"},"
                            + " found " + value.describe());
            return Optional.empty();
        }
        return Members.of(value, "in", List.of("attr", "json"), problems).flatMap(this::read);
    }

    private Optional<Container> read(Members members) {
        if (!members.has("attr")) {
            problems.add(members.place(), "expected attr, the attribute that holds the columns");
        }
        Container.Layout layout = members.has("json")
                ? members.text("json", "compact or python")
                        .map(text -> layout(text, members))
                        .orElse(Container.Layout.JSON_COMPACT)
                : Container.Layout.MAP;
        return members.text("attr", "an attribute").map(attribute -> new Container(attribute, layout));
    }

    private Container.Layout layout(String text, Members members) {
        return switch (text) {
            case "compact" -> Container.Layout.JSON_COMPACT;
            case "python" -> Container.Layout.JSON_PYTHON;
            default -> {
                Place place = members.get("json").map(JsonValue::place).orElse(members.place());
                problems.add(place, "expected \"compact\" or \"python\", found \"" + text + "\"");
                yield Container.Layout.JSON_COMPACT;
            }
        };
    }
}
