package org.singletable.jdbc.exec.read;

import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.Access;

/** Whether items of other entities can be where a Query reads. */
final class EntityTest {
    private final Codecs codecs;

    EntityTest(Codecs codecs) {
        this.codecs = codecs;
    }

    /** What tells the rows of an entity among the items that a Query or Scan finds, as far as the mapping describes the table. */
    enum ToldBy {
        /** Their keys: no other entity's items have such. */
        KEYS,
        /** The constants that its items have: those of other entities with such keys have others. */
        CONSTANTS,
        /** Only what is read of an item. */
        ITEM
    }

    ToldBy toldBy(Access.ByQuery access, KeyConditions.KeyCondition condition) {
        List<Entity> others = codecs.all().stream()
                .map(ItemCodec::entity)
                .filter(entity -> !entity.name().equals(access.entity().name()))
                .filter(entity -> canBeIn(entity, access, condition))
                .toList();
        if (others.isEmpty()) {
            return ToldBy.KEYS;
        }
        return others.stream().allMatch(other -> hasOtherConstants(other, access.entity()))
                ? ToldBy.CONSTANTS
                : ToldBy.ITEM;
    }

    private static boolean hasOtherConstants(Entity other, Entity own) {
        return own.constants().entrySet().stream().anyMatch(constant -> {
            String theirs = other.constants().get(constant.getKey());
            return theirs != null && !theirs.equals(constant.getValue());
        });
    }

    private static boolean canBeIn(Entity other, Access.ByQuery access, KeyConditions.KeyCondition condition) {
        EntityIndex index = access.index();
        if (index == null) {
            return canHave(other.partitionKey(), other.rangeKey(), condition);
        }
        Optional<EntityIndex> same = other.indexes().stream()
                .filter(candidate -> candidate.name().equals(index.name()))
                .findFirst();
        return same.isPresent() && canHave(same.get().partitionKey(), same.get().rangeKey(), condition);
    }

    private static boolean canHave(KeyTemplate hash, Optional<KeyTemplate> sort, KeyConditions.KeyCondition condition) {
        return hash.template().parse(condition.hash()).isPresent()
                && (sort.isEmpty()
                        || KeyTexts.of(condition.sort())
                                .overlaps(KeyTexts.of(sort.get().template())));
    }
}
