package org.singletable.jdbc.mapping;

/** The DynamoDB type of a key attribute. */
public enum AttributeType {
    S,
    N,
    B
}
