package org.singletable.jdbc.mapping;

/** A key attribute of a table or an index, as DescribeTable shows it. */
public record KeyAttribute(String name, AttributeType type) {}
