package org.singletable.jdbc.mapping;

/**
 * A place in a mapping file.
 *
 * @param pointer JSON pointer (RFC 6901)
 * @param line from 1
 * @param column from 1
 */
record Place(String pointer, int line, int column) {
    /** The place of a member that is missing from the object here. */
    Place child(String name) {
        return new Place(pointer + "/" + escape(name), line, column);
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
