package org.singletable.jdbc.mapping;

/**
 * The {@code in} of an entity: where columns without a path of their own live.
 *
 * @param attribute the top-level attribute that holds them
 * @param layout how it holds them
 */
public record Container(String attribute, Layout layout) {
    /** The form of a container. */
    public enum Layout {
        /** A DynamoDB Map. */
        MAP,
        /** A String with JSON text, without white space. */
        JSON_COMPACT,
        /** A String with JSON text as Python's {@code json.dumps} writes it. */
        JSON_PYTHON
    }

    public boolean isJsonText() {
        return layout != Layout.MAP;
    }
}
