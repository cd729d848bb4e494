package org.singletable.jdbc.mapping;

/** A key attribute of a table or an index, as DescribeTable shows it. */
public record KeyAttribute(String name, AttributeType type) {
    /** DynamoDB's limit on partition keys, in bytes (of UTF-8). */
    public static final int MAX_HASH_BYTES = 2048;

    /** DynamoDB's limit on sort keys, in bytes (of UTF-8). */
    public static final int MAX_RANGE_BYTES = 1024;
}
