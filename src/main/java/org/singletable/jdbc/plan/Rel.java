package org.singletable.jdbc.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.function.AggregateFunction;
import org.singletable.jdbc.mapping.Column;

/**
 * An operator of a query plan. Operators below a {@link Project} or {@link Aggregate} give <em>frames</em>: arrays as wide
 * as all tables of the SELECT's FROM together, of which an operator fills the slots of the tables it reads and leaves the
 * others null. So an expression means the same wherever in the tree it is evaluated.
 */
public sealed interface Rel {
    /** Operators that this one reads from, left to right. */
    List<Rel> inputs();

    /** What it is expected to cost, all its inputs included. */
    Estimate estimate();

    /** One frame without values: a SELECT without FROM. */
    record OneRow() implements Rel {
        @Override
        public List<Rel> inputs() {
            return List.of();
        }

        @Override
        public Estimate estimate() {
            return Estimate.NOTHING;
        }
    }

    /**
     * Rows of one entity.
     *
     * @param width of the frame
     * @param residual conjuncts on this entity alone (parameters and subqueries may occur): evaluated on every decoded
     *     row, whatever the access path has made of them
     * @param wanted the columns that anything above or the residual reads; the others stay null in the frame
     * @param order what the rows must come ordered by, which each Query of the access path is; several are merged. Empty
     *     where the order does not matter
     */
    record Read(
            Source source,
            int width,
            Access access,
            List<BoundExpr> residual,
            Set<Column> wanted,
            List<SortKey> order,
            Estimate estimate)
            implements Rel {
        public Read {
            residual = List.copyOf(residual);
            wanted = Set.copyOf(wanted);
            order = List.copyOf(order);
        }

        /** The part of the rows that one way of an {@link Access.Union} leads to, with what tells them from others. */
        public Read by(Access.Way way) {
            Set<Column> columns = new LinkedHashSet<>(wanted);
            columns.addAll(source.entity().primaryKey());
            return new Read(source, width, way.access(), way.residual(), columns, order, way.estimate());
        }

        @Override
        public List<Rel> inputs() {
            return List.of();
        }
    }

    /**
     * {@code SELECT COUNT(*)} of a read: one row with the count in slot 0. DynamoDB counts ({@code Select=COUNT}) where
     * every conjunct and the test of the entity can be given to it exactly; else the rows are read and counted.
     */
    record Count(Read read) implements Rel {
        @Override
        public List<Rel> inputs() {
            return List.of(read);
        }

        @Override
        public Estimate estimate() {
            return read.estimate();
        }
    }

    /**
     * The physical items: the table {@code _items}. Slots from {@code offset}: the key attributes of the table, the entity's
     * name (null if of none), the item as JSON.
     *
     * @param partition the hash key's value, null for all items (a Scan)
     * @param sort the range key's value, null where it is not given
     * @param asJson whether anything reads the items as JSON, for which they are read whole
     */
    record Items(
            int offset,
            int width,
            @Nullable BoundExpr partition,
            @Nullable BoundExpr sort,
            boolean scanAllowed,
            BoundExpr.@Nullable Segment segment,
            List<BoundExpr> residual,
            boolean asJson,
            Estimate estimate)
            implements Rel {
        public Items {
            residual = List.copyOf(residual);
        }

        @Override
        public List<Rel> inputs() {
            return List.of();
        }
    }

    /** A query in FROM: its columns fill the slots from {@code offset} on. */
    record Derived(Rel query, int columns, int offset, int width, List<BoundExpr> residual) implements Rel {
        public Derived {
            residual = List.copyOf(residual);
        }

        @Override
        public List<Rel> inputs() {
            return List.of(query);
        }

        @Override
        public Estimate estimate() {
            return query.estimate();
        }
    }

    /**
     * Two inputs that do not depend on each other, read at the same time; the right one is kept in memory. The rows come in
     * the order of the left ones.
     *
     * @param outer LEFT JOIN: left rows without a match stay, with the right slots null
     * @param leftKeys expressions on the left frame that are compared with {@code rightKeys} for equality; both empty where
     *     there are none: then each pair is tried
     * @param condition conjuncts that a pair must meet, those of the keys included
     */
    record HashJoin(
            Rel left,
            Rel right,
            boolean outer,
            List<BoundExpr> leftKeys,
            List<BoundExpr> rightKeys,
            List<BoundExpr> condition,
            Estimate estimate)
            implements Rel {
        public HashJoin {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
            condition = List.copyOf(condition);
        }

        @Override
        public List<Rel> inputs() {
            return List.of(left, right);
        }
    }

    /**
     * Rows of the right entity by what left rows hold: primary keys, 100 distinct ones a BatchGetItem, or the keys of Queries,
     * one for each distinct key. The rows come in the order of the left ones.
     *
     * @param right its access is {@link Access.ByKeys} or {@link Access.ByQuery}, whose values may be expressions on the left
     *     frame; its estimate is that of all lookups together
     */
    record LookupJoin(Rel left, Read right, boolean outer, List<BoundExpr> condition) implements Rel {
        public LookupJoin {
            condition = List.copyOf(condition);
        }

        @Override
        public List<Rel> inputs() {
            return List.of(left, right);
        }

        @Override
        public Estimate estimate() {
            return left.estimate().plus(right.estimate());
        }
    }

    /** Rows for which all conjuncts are true. */
    record Filter(Rel input, List<BoundExpr> conjuncts) implements Rel {
        public Filter {
            conjuncts = List.copyOf(conjuncts);
        }

        @Override
        public List<Rel> inputs() {
            return List.of(input);
        }

        @Override
        public Estimate estimate() {
            return input.estimate();
        }
    }

    /**
     * One row a group: the keys, then the aggregates. Without keys there is exactly one group, of all rows.
     *
     * @param keys on the input's frame
     */
    record Aggregate(Rel input, List<BoundExpr> keys, List<AggregateCall> aggregates) implements Rel {
        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public List<Rel> inputs() {
            return List.of(input);
        }

        @Override
        public Estimate estimate() {
            return input.estimate();
        }
    }

    /**
     * An aggregate of a group.
     *
     * @param argument on the input's frame; a constant for {@code COUNT(*)}. NULLs are left out
     * @param filter null where every row counts
     */
    record AggregateCall(
            AggregateFunction function,
            boolean distinct,
            BoundExpr argument,
            @Nullable BoundExpr filter) {}

    /** New rows of one value an output. */
    record Project(Rel input, List<BoundExpr> outputs) implements Rel {
        public Project {
            outputs = List.copyOf(outputs);
        }

        @Override
        public List<Rel> inputs() {
            return List.of(input);
        }

        @Override
        public Estimate estimate() {
            return input.estimate();
        }
    }

    /** Each row once. */
    record Distinct(Rel input) implements Rel {
        @Override
        public List<Rel> inputs() {
            return List.of(input);
        }

        @Override
        public Estimate estimate() {
            return input.estimate();
        }
    }

    /** Rows in order, kept in memory; under a {@link Limit} only as many as it delivers. Equal rows keep their order. */
    record Sort(Rel input, List<SortKey> keys) implements Rel {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Rel> inputs() {
            return List.of(input);
        }

        @Override
        public Estimate estimate() {
            return input.estimate();
        }
    }

    /** @param limit null for no limit
     *  @param offset null for none */
    record Limit(
            Rel input, @Nullable BoundExpr limit, @Nullable BoundExpr offset) implements Rel {
        @Override
        public List<Rel> inputs() {
            return List.of(input);
        }

        @Override
        public Estimate estimate() {
            return input.estimate();
        }
    }

    /** The rows of each input, one input after the other; all have equally many columns of the same types. */
    record UnionAll(List<Rel> inputs) implements Rel {
        public UnionAll {
            inputs = List.copyOf(inputs);
        }

        @Override
        public Estimate estimate() {
            return inputs.stream().map(Rel::estimate).reduce(Estimate.NOTHING, Estimate::plus);
        }
    }
}
