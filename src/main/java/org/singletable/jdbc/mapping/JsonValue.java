package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that knows where it stands in its file. */
sealed interface JsonValue {
    Place place();

    /** What it is, for messages: {@code a string}, {@code an object}. */
    String describe();

    record Obj(Place place, Map<String, Member> members) implements JsonValue {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String describe() {
            return "an object";
        }
    }

    /** A member of an object; {@code place} is that of its name, the value has its own. */
    record Member(Place place, JsonValue value) {}

    record Arr(Place place, List<JsonValue> elements) implements JsonValue {
        public Arr {
            elements = List.copyOf(elements);
        }

        @Override
        public String describe() {
            return "an array";
        }
    }

    record Text(Place place, String text) implements JsonValue {
        @Override
        public String describe() {
            return "a string";
        }
    }

    record Num(Place place, BigDecimal number) implements JsonValue {
        @Override
        public String describe() {
            return "a number";
        }
    }

    record Bool(Place place, boolean value) implements JsonValue {
        @Override
        public String describe() {
            return value ? "true" : "false";
        }
    }

    record Null(Place place) implements JsonValue {
        @Override
        public String describe() {
            return "null";
        }
    }
}
