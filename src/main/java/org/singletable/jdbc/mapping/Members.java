package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.error.Spelling;

/** Reads the members of a JSON object whose names are known, and reports what does not fit. */
final class Members {
    private final JsonValue.Obj object;
    private final Problems problems;

    private Members(JsonValue.Obj object, Problems problems) {
        this.object = object;
        this.problems = problems;
    }

    /**
     * The members of a value that must be an object with no other names than these.
     *
     * @param what what the object describes, for messages
     * @return empty where it is no object
     */
    static Optional<Members> of(JsonValue value, String what, List<String> known, Problems problems) {
        return object(value, what, problems).map(object -> {
            object.members().forEach((name, member) -> {
                if (!known.contains(name)) {
                    problems.add(
                            member.place(),
                            "unknown key \"" + name + "\" of " + what + Spelling.hint(name, known)
                                    + "; expected one of " + String.join(", ", known));
                }
            });
            return new Members(object, problems);
        });
    }

    /** A value that must be an object with names of the user's choice. */
    static Optional<JsonValue.Obj> object(JsonValue value, String what, Problems problems) {
        if (value instanceof JsonValue.Obj object) {
            return Optional.of(object);
        }
        problems.add(value.place(), "expected an object (" + what + "), found " + value.describe());
        return Optional.empty();
    }

    /** A value that must be a string that is not empty. */
    static Optional<String> text(JsonValue value, String what, Problems problems) {
        if (value instanceof JsonValue.Text text && !text.text().isEmpty()) {
            return Optional.of(text.text());
        }
        String found = value instanceof JsonValue.Text ? "an empty string" : value.describe();
        problems.add(value.place(), "expected a string (" + what + "), found " + found);
        return Optional.empty();
    }

    /** A value that must be a name or a list of at least one name; names with their places. */
    static List<Named> names(JsonValue value, String what, Problems problems) {
        List<Named> names = new ArrayList<>();
        if (value instanceof JsonValue.Arr array) {
            if (array.elements().isEmpty()) {
                problems.add(array.place(), "expected at least one name (" + what + ")");
            }
            for (JsonValue element : array.elements()) {
                text(element, what, problems).ifPresent(name -> {
                    if (names.stream().anyMatch(other -> other.name().equals(name))) {
                        problems.add(element.place(), "\"" + name + "\" is listed twice");
                    } else {
                        names.add(new Named(name, element.place()));
                    }
                });
            }
        } else if (value instanceof JsonValue.Text) {
            text(value, what, problems).ifPresent(name -> names.add(new Named(name, value.place())));
        } else {
            problems.add(value.place(), "expected a name or a list of names (" + what + "), found " + value.describe());
        }
        return names;
    }

    Place place() {
        return object.place();
    }

    Map<String, JsonValue.Member> all() {
        return object.members();
    }

    boolean has(String name) {
        return object.members().containsKey(name);
    }

    Optional<JsonValue> get(String name) {
        return Optional.ofNullable(object.members().get(name)).map(JsonValue.Member::value);
    }

    Optional<String> text(String name, String what) {
        return get(name).flatMap(value -> text(value, what, problems));
    }

    boolean flag(String name) {
        Optional<JsonValue> value = get(name);
        if (value.isPresent() && !(value.get() instanceof JsonValue.Bool)) {
            problems.add(
                    value.get().place(),
                    "expected true or false, found " + value.get().describe());
        }
        return value.isPresent() && value.get() instanceof JsonValue.Bool bool && bool.value();
    }

    List<Named> names(String name, String what) {
        return get(name).map(value -> names(value, what, problems)).orElse(List.of());
    }
}
