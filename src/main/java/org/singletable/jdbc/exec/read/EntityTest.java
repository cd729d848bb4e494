package org.singletable.jdbc.exec.read;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyPrefix;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.Access;

/** Whether items of other entities can be where a Query reads. */
final class EntityTest {
    private final Codecs codecs;

    EntityTest(Codecs codecs) {
        this.codecs = codecs;
    }

    /** The keys between two texts, both included; null where there is no limit. */
    private record Range(@Nullable String low, @Nullable String high) {
        static final Range ALL = new Range(null, null);

        static Range beginningWith(String prefix) {
            return new Range(prefix, KeyBoundText.after(prefix).orElse(null));
        }

        boolean overlaps(Range other) {
            return isBelow(low, other.high) && isBelow(other.low, high);
        }

        private static boolean isBelow(@Nullable String low, @Nullable String high) {
            return low == null || high == null || KeyBoundText.compare(low, high) <= 0;
        }
    }

    /** What tells the rows of an entity among the items that a Query finds, as far as the mapping describes the table. */
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
                && (sort.isEmpty() || range(condition.sort()).overlaps(range(sort.get())));
    }

    private static Range range(@Nullable SortCondition sort) {
        if (sort instanceof QuerySpec.SortBeginsWith begins) {
            return Range.beginningWith(begins.prefix());
        } else if (sort instanceof QuerySpec.SortEquals equal
                && equal.value().scalar().orElse(null) instanceof String text) {
            return new Range(text, text);
        } else if (sort instanceof QuerySpec.SortBetween between
                && between.low().scalar().orElse(null) instanceof String low
                && between.high().scalar().orElse(null) instanceof String high) {
            return new Range(low, high);
        }
        return Range.ALL;
    }

    private static Range range(KeyTemplate sort) {
        KeyPrefix begin = sort.template().prefix(java.util.Set.<Column>of(), column -> null);
        if (!(begin.value() instanceof String text) || text.isEmpty()) {
            return Range.ALL;
        }
        return begin.complete() ? new Range(text, text) : Range.beginningWith(text);
    }
}
