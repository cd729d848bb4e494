package org.singletable.jdbc.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The types of the key attributes, which all models that fill them must agree on. */
final class OneTableKeyTypes {
    private static final String TEXT = "S";

    private final Map<String, String> types = new HashMap<>();

    OneTableKeyTypes(OneTableSchema schema) {
        Stream.concat(Stream.of(schema.primary()), schema.secondary().stream())
                .flatMap(index -> index.keys().stream())
                .forEach(key -> types.put(key, ""));
    }

    boolean isKey(String attribute) {
        return types.containsKey(attribute);
    }

    /** Whether all of them can hold text, as far as the models seen so far tell. */
    boolean areTexts(List<String> attributes) {
        return attributes.stream()
                .map(attribute -> types.getOrDefault(attribute, ""))
                .allMatch(type -> type.isEmpty() || type.equals(TEXT));
    }

    /** @throws NotInMappingException another model stores something else there */
    void templateOn(String attribute) throws NotInMappingException {
        store(attribute, TEXT);
    }

    /** @throws NotInMappingException the column cannot be a key, or another model stores something else there */
    void columnOn(String attribute, OneTableColumn column) throws NotInMappingException {
        if (column.keyType().isEmpty()) {
            throw new NotInMappingException("of the type " + column.type() + ", which no key attribute can hold");
        }
        store(attribute, column.keyType());
    }

    private void store(String attribute, String type) throws NotInMappingException {
        String before = types.getOrDefault(attribute, "");
        if (!before.isEmpty() && !before.equals(type)) {
            throw new NotInMappingException("it would be of type " + type + " in the key attribute " + attribute
                    + ", where another model stores type " + before);
        }
        types.put(attribute, type);
    }
}
