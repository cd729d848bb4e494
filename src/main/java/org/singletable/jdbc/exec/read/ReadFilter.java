package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.ExpressionSize;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.push.ConditionPushdown;
import org.singletable.jdbc.exec.push.Pushed;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;

/** Makes the filter of a read: what DynamoDB can be told of its conjuncts and of the test of the entity. */
final class ReadFilter {
    private final ItemCodec codec;
    private final Rel.Read read;
    private final ConditionPushdown pushdown;
    private final List<Condition> keyConditions;
    private final Predicate<String> isFilterable;

    private ReadFilter(
            ItemCodec codec,
            Rel.Read read,
            List<Condition> keyConditions,
            Bindings bindings,
            Predicate<String> isFilterable) {
        this.codec = codec;
        this.read = read;
        this.keyConditions = keyConditions;
        this.pushdown = new ConditionPushdown(codec, bindings);
        this.isFilterable = isFilterable;
    }

    /**
     * Of a Scan, which may filter on every attribute.
     *
     * @param keyConditions which the keys of all rows meet; only with them tell keys or constants the rows
     */
    static ReadFilter ofScan(ItemCodec codec, Rel.Read read, List<Condition> keyConditions, Bindings bindings) {
        return new ReadFilter(codec, read, keyConditions, bindings, attribute -> true);
    }

    /** Of a Query: neither on the keys of what it reads nor on what an index does not hold. */
    static ReadFilter ofQuery(ItemCodec codec, Rel.Read read, Access.ByQuery access, Bindings bindings) {
        Set<String> keys = new HashSet<>();
        keys.add(access.partitionKey().name());
        access.sortKey().ifPresent(key -> keys.add(key.name()));
        Predicate<String> isHeld = isHeld(access.entity(), access.index());
        return new ReadFilter(
                codec, read, List.of(), bindings, attribute -> !keys.contains(attribute) && isHeld.test(attribute));
    }

    private static Predicate<String> isHeld(Entity entity, @Nullable EntityIndex index) {
        if (index == null || index.schema().projection() == IndexSchema.Projection.ALL) {
            return attribute -> true;
        }
        Set<String> held = new HashSet<>(index.schema().nonKeyAttributes());
        held.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(key -> held.add(key.name()));
        return held::contains;
    }

    /**
     * A filter.
     *
     * @param condition null for none
     * @param exact whether it lets through just the rows of the entity that meet all conjuncts
     */
    record Filter(@Nullable Condition condition, boolean exact) {}

    /**
     * @param covered conjuncts that the key condition says already
     * @param entity what tells the rows of the entity among the items found
     * @param counting whether the filter takes the place of reading the rows: then it says also that attributes that repeat
     *     what the key says agree with it
     */
    Filter filter(Predicate<BoundExpr> covered, EntityTest.ToldBy entity, boolean counting) {
        Draft draft = new Draft();
        boolean exact = addEntityTest(draft, entity, counting);
        for (BoundExpr conjunct : read.residual()) {
            boolean isCovered = covered.test(conjunct);
            if (isCovered && !counting) {
                continue;
            }
            Optional<Pushed> pushed = pushdown.push(conjunct)
                    .filter(found -> found.condition().attributes().allMatch(isFilterable));
            boolean added = pushed.isPresent() && draft.add(pushed.get().condition());
            exact &= isCovered
                    ? added || isOnlyInKey(conjunct)
                    : added && pushed.get().exact();
        }
        return new Filter(draft.condition(), exact);
    }

    /** Whether the column of a covered conjunct has no attribute of its own, outside the keys that are read, to disagree. */
    private boolean isOnlyInKey(BoundExpr conjunct) {
        return codec.entity().columns().stream()
                .filter(column -> column.storedAt()
                        .filter(path -> isFilterable.test(path.attribute()))
                        .isPresent())
                .noneMatch(column -> Mentions.column(conjunct, read.source().value(column)));
    }

    /** Whether nothing but rows of the entity can meet it. */
    private boolean addEntityTest(Draft draft, EntityTest.ToldBy entity, boolean counting) {
        // What no entity of the mapping has written is not read as a row, and not counted as one.
        boolean isWanted = counting || entity != EntityTest.ToldBy.KEYS;
        boolean isTested = isWanted && addConstants(draft);
        boolean hasKeys = keyConditions.stream().map(draft::add).reduce(true, Boolean::logicalAnd);
        return switch (entity) {
            case KEYS -> hasKeys;
            case CONSTANTS -> isTested && hasKeys;
            case ITEM -> false;
        };
    }

    private boolean addConstants(Draft draft) {
        Map<String, String> constants = codec.entity().constants();
        boolean all = !constants.isEmpty();
        for (Map.Entry<String, String> constant : constants.entrySet()) {
            AttributePath path = new AttributePath(constant.getKey(), List.of());
            all &= isFilterable.test(constant.getKey())
                    && draft.add(new Condition.Equal(path, StoredValue.string(constant.getValue())));
        }
        return all;
    }

    /** Conditions, as many as one request takes. */
    private static final class Draft {
        private final List<Condition> conditions = new ArrayList<>();
        private @Nullable ExpressionSize size;

        boolean add(Condition condition) {
            ExpressionSize own = ExpressionSize.of(condition);
            ExpressionSize together = size == null ? own : size.and(own);
            if (!together.fits()) {
                return false;
            }
            size = together;
            conditions.add(condition);
            return true;
        }

        @Nullable
        Condition condition() {
            return conditions.isEmpty()
                    ? null
                    : conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
        }
    }
}
