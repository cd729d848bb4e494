package org.singletable.jdbc.exec.maintenance;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.maintenance.Finding.Kind;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;

/** Items that are neither rows nor sentinels. */
final class StrangeItems {
    private final Catalog catalog;

    StrangeItems(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether the mapping says that there may be such an item. */
    boolean isIgnored(Item item) {
        return catalog.ignored().stream()
                .anyMatch(
                        rule -> rule.entrySet().stream().allMatch(part -> fits(item, part.getKey(), part.getValue())));
    }

    private static boolean fits(Item item, String attribute, Template template) {
        return item.get(attribute)
                .flatMap(StoredValue::scalar)
                .flatMap(template::parse)
                .isPresent();
    }

    Problem problem(Item key, Item item) {
        String why = catalog.entities().stream()
                .filter(entity -> hasKeyOf(entity, item))
                .flatMap(entity -> otherConstants(entity, item))
                .findFirst()
                .orElse("");
        return Problem.left(Finding.of(
                Kind.NO_ENTITY,
                key,
                null,
                (Item) null,
                null,
                "the item is no row of an entity" + why
                        + "; add its entity, or \"ignore\", to the mapping, or correct or delete it"));
    }

    private static boolean hasKeyOf(Entity entity, Item item) {
        return Stream.concat(Stream.of(entity.partitionKey()), entity.rangeKey().stream())
                .allMatch(key -> fits(item, key));
    }

    private static boolean fits(Item item, KeyTemplate key) {
        return fits(item, key.name(), key.template());
    }

    private static Stream<String> otherConstants(Entity entity, Item item) {
        return entity.constants().entrySet().stream()
                .filter(constant ->
                        !item.get(constant.getKey()).equals(Optional.of(StoredValue.string(constant.getValue()))))
                .map(Map.Entry::getKey)
                .sorted()
                .map(attribute -> ": its key is one of \"" + entity.name() + "\", but " + attribute + " is not that");
    }
}
