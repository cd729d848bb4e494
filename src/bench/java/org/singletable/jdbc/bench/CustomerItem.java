package org.singletable.jdbc.bench;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** A customer as the Enhanced Client wants its classes. */
final class CustomerItem {
    static final TableSchema<CustomerItem> SCHEMA = TableSchema.builder(CustomerItem.class)
            .newItemSupplier(CustomerItem::new)
            .addAttribute(
                    String.class,
                    a -> a.name("pk")
                            .getter(item -> item.pk)
                            .setter((item, value) -> item.pk = value)
                            .tags(primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("sk")
                            .getter(item -> item.sk)
                            .setter((item, value) -> item.sk = value)
                            .tags(primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("name").getter(item -> item.name).setter((item, value) -> item.name = value))
            .build();

    private String pk;
    private String sk;
    private String name;

    String name() {
        return name;
    }
}
