package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.read.EntityTest.ToldBy;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.type.Kind;

/**
 * What tells the rows of an entity among all items of the table, as far as the mapping describes it.
 *
 * @param toldBy {@link ToldBy#KEYS} and {@link ToldBy#CONSTANTS} where the key conditions are given to DynamoDB, too
 * @param keyConditions on the table's keys, which all rows of the entity meet; none where its constants are enough
 */
record EntityShape(ToldBy toldBy, List<Condition> keyConditions) {
    static EntityShape of(Entity entity, Catalog catalog) {
        List<Described> others = others(entity, catalog);
        boolean hasConstants = !entity.constants().isEmpty();
        if (hasConstants && others.stream().allMatch(other -> other.hasOtherConstants(entity))) {
            return new EntityShape(ToldBy.CONSTANTS, List.of());
        }
        List<Condition> conditions = keyConditions(entity);
        boolean isTested = hasConstants || !conditions.isEmpty() || hasAnyKeys(entity);
        if (!isTested
                || !others.stream().allMatch(other -> other.hasOtherConstants(entity) || other.hasOtherKeys(entity))) {
            return new EntityShape(ToldBy.ITEM, conditions);
        }
        return new EntityShape(hasConstants ? ToldBy.CONSTANTS : ToldBy.KEYS, conditions);
    }

    /**
     * Items that the mapping describes: rows of an entity, sentinels of a unique constraint, or ignored ones.
     *
     * @param attributes made by a template
     * @param complete whether the items have no others
     */
    private record Described(Map<String, Template> attributes, boolean complete) {
        static Described of(Entity entity) {
            Map<String, Template> attributes = new HashMap<>();
            entity.derived().forEach(derived -> attributes.put(derived.name(), derived.template()));
            return new Described(attributes, false);
        }

        /** Whether they have another text, or nothing, where rows of the entity have a constant. */
        boolean hasOtherConstants(Entity own) {
            return own.constants().entrySet().stream().anyMatch(constant -> {
                Template theirs = attributes.get(constant.getKey());
                return theirs == null
                        ? complete
                        : theirs.constant()
                                .filter(text -> !text.equals(constant.getValue()))
                                .isPresent();
            });
        }

        boolean hasOtherKeys(Entity own) {
            return keys(own).anyMatch(key -> {
                Template theirs = attributes.get(key.name());
                return theirs != null && !KeyTexts.of(theirs).overlaps(KeyTexts.of(key.template()));
            });
        }
    }

    private static List<Described> others(Entity entity, Catalog catalog) {
        List<Described> others = new ArrayList<>();
        for (Entity other : catalog.entities()) {
            if (!other.name().equals(entity.name())) {
                others.add(Described.of(other));
            }
            other.uniqueConstraints().stream()
                    .filter(unique -> unique.sentinelEntity().isEmpty())
                    .forEach(unique -> others.add(new Described(unique.item(), true)));
        }
        catalog.ignored().forEach(item -> others.add(new Described(item, false)));
        return others;
    }

    private static Stream<KeyTemplate> keys(Entity entity) {
        return Stream.concat(Stream.of(entity.partitionKey()), entity.rangeKey().stream());
    }

    private static List<Condition> keyConditions(Entity entity) {
        List<Condition> conditions = new ArrayList<>();
        keys(entity)
                .filter(key -> key.attribute().type() == AttributeType.S)
                .forEach(key -> condition(key).ifPresent(conditions::add));
        return conditions;
    }

    private static Optional<Condition> condition(KeyTemplate key) {
        AttributePath path = new AttributePath(key.name(), List.of());
        KeyTexts texts = KeyTexts.of(key.template());
        if (texts.isOne()) {
            return Optional.of(new Condition.Equal(path, StoredValue.string(Objects.requireNonNull(texts.low()))));
        }
        return Optional.ofNullable(texts.low()).map(begin -> new Condition.BeginsWith(path, StoredValue.string(begin)));
    }

    /** Whether every key that the table can hold is one of the entity. */
    private static boolean hasAnyKeys(Entity entity) {
        return keys(entity).allMatch(key -> {
            List<TemplatePart> parts = key.template().parts();
            return parts.size() == 1
                    && parts.get(0) instanceof TemplatePart.ColumnPart part
                    && part.formats().isEmpty()
                    && (isText(key, part) || isStoredIn(key, part));
        });
    }

    private static boolean isText(KeyTemplate key, TemplatePart.ColumnPart part) {
        return part.column().type().kind() == Kind.STRING && key.attribute().type() == AttributeType.S;
    }

    private static boolean isStoredIn(KeyTemplate key, TemplatePart.ColumnPart part) {
        return part.column()
                .storedAt()
                .filter(path -> path.isTopLevel() && path.attribute().equals(key.name()))
                .isPresent();
    }
}
