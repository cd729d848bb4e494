package org.singletable.jdbc.history;

/** A value of a key. */
record Version(String key, String value) {
    static Version of(Operation operation) {
        return new Version(operation.key(), operation.value());
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
