package org.singletable.jdbc.dynamo;

/** A text that is not JSON. */
final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param offset of the first character that does not fit, from 0 */
    JsonSyntaxException(String expected, int offset) {
        super("expected " + expected + " at character " + (offset + 1));
    }
}
