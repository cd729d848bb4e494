package org.singletable.jdbc.mapping;

/** A key attribute of the table or an index, and the template that makes its value for one entity. */
public record KeyTemplate(KeyAttribute attribute, Template template) {
    public String name() {
        return attribute.name();
    }
}
