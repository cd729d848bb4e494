package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Member;
import org.singletable.jdbc.mapping.AttributePath.Step;

/**
 * A JSON text that can be changed in places: what is not changed keeps its text, numbers, escapes and white space
 * included. Where a name is repeated in an object the last one counts, as most readers have it.
 */
final class JsonDocument {
    private final Part root;

    private JsonDocument(Part root) {
        this.root = root;
    }

    /** @throws JsonSyntaxException where the text is not JSON; {@code NaN} and the infinities are taken */
    static JsonDocument parse(String text) {
        return new JsonDocument(new JsonScanner(text).document());
    }

    static JsonDocument emptyObject() {
        return new JsonDocument(new ObjectPart("", "{", new ArrayList<>(), "}", ""));
    }

    boolean isArray() {
        return root instanceof ArrayPart;
    }

    /** How many elements an array has; zero for anything else. */
    int size() {
        return root instanceof ArrayPart array ? array.elements().size() : 0;
    }

    boolean isObject() {
        return root instanceof ObjectPart;
    }

    /**
     * The text of the value at a place, without white space around it; empty where there is none, or a null on the way.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 where something else than an object or array is on the way
     */
    Optional<String> get(List<Step> path) {
        Part part = root;
        for (Step step : path) {
            Part child = child(part, step);
            if (child == null) {
                requireWay(part, step);
                return Optional.empty();
            }
            part = child;
        }
        StringBuilder text = new StringBuilder();
        part.appendBare(text);
        return Optional.of(text.toString());
    }

    private static void requireWay(Part part, Step step) {
        boolean way = step instanceof Member ? part instanceof ObjectPart : part instanceof ArrayPart;
        if (!way && !isNull(part)) {
            throw ItemErrors.storedAs("another JSON value", step instanceof Member ? "a JSON object" : "a JSON array");
        }
    }

    private static boolean isNull(Part part) {
        return part instanceof Raw raw && raw.text().equals("null");
    }

    /**
     * Puts a value at a place; members that are missing on the way are appended in the given style.
     *
     * @return false where the place cannot be reached: a list is too short, or something else is in the way
     */
    boolean put(List<Step> path, String json, JsonStyle style) {
        return put(root, path, json, style);
    }

    private static boolean put(Part parent, List<Step> path, String json, JsonStyle style) {
        Step step = path.get(0);
        List<Step> rest = path.subList(1, path.size());
        Part child = child(parent, step);
        if (child == null) {
            return parent instanceof ObjectPart object
                    && step instanceof Member member
                    && wrap(rest, json, style)
                            .map(value -> object.append(member.name(), value, style))
                            .isPresent();
        }
        if (rest.isEmpty()) {
            replace(parent, step, part(child.before(), json, child.after()));
            return true;
        }
        if (isNull(child)) {
            Optional<String> value = wrap(rest, json, style);
            value.ifPresent(text -> replace(parent, step, part(child.before(), text, child.after())));
            return value.isPresent();
        }
        return put(child, rest, json, style);
    }

    private static Part part(String before, String json, String after) {
        return new JsonScanner(before + json + after).document();
    }

    /** The value inside the objects that lead to it; empty where lists lead to it. */
    private static Optional<String> wrap(List<Step> path, String json, JsonStyle style) {
        String text = json;
        for (int i = path.size() - 1; i >= 0; i--) {
            if (!(path.get(i) instanceof Member member)) {
                return Optional.empty();
            }
            text = "{" + style.quote(member.name()) + style.colon() + text + "}";
        }
        return Optional.of(text);
    }

    private static @Nullable Part child(Part parent, Step step) {
        if (parent instanceof ObjectPart object && step instanceof Member member) {
            int index = object.indexOf(member.name());
            return index < 0 ? null : object.members().get(index).value();
        }
        if (parent instanceof ArrayPart array && step instanceof Element element) {
            return element.index() < array.elements().size() ? array.elements().get(element.index()) : null;
        }
        return null;
    }

    private static void replace(Part parent, Step step, Part value) {
        if (parent instanceof ObjectPart object && step instanceof Member member) {
            int index = object.indexOf(member.name());
            object.members().set(index, object.members().get(index).with(value));
        } else if (parent instanceof ArrayPart array && step instanceof Element element) {
            array.elements().set(element.index(), value);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        root.append(text);
        return text.toString();
    }

    /** A value with the white space around it. */
    sealed interface Part {
        String before();

        String after();

        void appendBare(StringBuilder text);

        default void append(StringBuilder text) {
            text.append(before());
            appendBare(text);
            text.append(after());
        }
    }

    /** A value of which only the text matters. */
    record Raw(String before, String text, String after) implements Part {
        @Override
        public void appendBare(StringBuilder target) {
            target.append(text);
        }
    }

    record ArrayPart(String before, String open, List<Part> elements, String close, String after) implements Part {
        @Override
        public void appendBare(StringBuilder text) {
            text.append(open);
            for (int i = 0; i < elements.size(); i++) {
                text.append(i == 0 ? "" : ",");
                elements.get(i).append(text);
            }
            text.append(close);
        }
    }

    /** @param open the brace, and the white space of an object without members */
    record ObjectPart(String before, String open, List<Entry> members, String close, String after) implements Part {
        int indexOf(String name) {
            for (int i = members.size() - 1; i >= 0; i--) {
                if (members.get(i).name().equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        boolean append(String name, String json, JsonStyle style) {
            String separator = members.isEmpty() ? "" : style.comma().substring(1);
            members.add(new Entry(
                    name, separator + style.quote(name), part(style.colon().substring(1), json, "")));
            return true;
        }

        @Override
        public void appendBare(StringBuilder text) {
            text.append(open);
            for (int i = 0; i < members.size(); i++) {
                Entry member = members.get(i);
                text.append(i == 0 ? "" : ",").append(member.nameText()).append(':');
                member.value().append(text);
            }
            text.append(close);
        }
    }

    /**
     * A member of an object.
     *
     * @param nameText everything before the colon: the name as written, with the white space around it
     */
    record Entry(String name, String nameText, Part value) {
        Entry with(Part other) {
            return new Entry(name, nameText, other);
        }
    }
}
