package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.singletable.jdbc.function.ScalarFunction;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.plan.BoundExpr.Comparison;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Operands;
import org.singletable.jdbc.type.SqlType;

/** FROM and WHERE made by hand, for what a catalog's tables are called. */
final class Blocks {
    static final Catalog SHOP = catalog("classpath:mappings/shop.json");
    static final Catalog LAYOUTS = catalog("classpath:mappings/layouts.json");
    static final Catalog PATHS = catalog("classpath:mappings/paths.json");

    private final Catalog catalog;
    private int width;

    Blocks(Catalog catalog) {
        this.catalog = catalog;
    }

    private static Catalog catalog(String location) {
        Mapping mapping = MappingLoader.load(location);
        return mapping.bind(mapping.expectedTable("shop").orElseThrow());
    }

    /** The next table of FROM. */
    Source table(String entity) {
        Source source = new Source(entity, catalog.findEntity(entity).orElseThrow(), width);
        width += source.width();
        return source;
    }

    int slots(int count) {
        width += count;
        return width - count;
    }

    FromPlanner.Planned plan(FromBlock.Node from, List<BoundExpr> where, List<SortKey> order) {
        return plan(from, where, new Delivery(order, false));
    }

    FromPlanner.Planned plan(FromBlock.Node from, List<BoundExpr> where, Delivery delivery) {
        Set<Integer> all = IntStream.range(0, width).boxed().collect(Collectors.toSet());
        return new FromPlanner(new AccessPlanner(false), catalog)
                .plan(new FromBlock(from, width, where, all, false), delivery);
    }

    static FromBlock.Node of(Source source) {
        return new FromBlock.Table(source);
    }

    static FromBlock.Join inner(FromBlock.Node left, FromBlock.Node right, BoundExpr... on) {
        return new FromBlock.Join(left, right, false, List.of(on));
    }

    static FromBlock.Join left(FromBlock.Node left, FromBlock.Node right, BoundExpr... on) {
        return new FromBlock.Join(left, right, true, List.of(on));
    }

    static BoundExpr.ColumnValue column(Source source, String name) {
        return source.value(source.entity().findColumn(name).orElseThrow());
    }

    static BoundExpr compare(BoundExpr left, Comparator comparator, BoundExpr right) {
        return new Comparison(comparator, left, right);
    }

    static BoundExpr eq(BoundExpr left, BoundExpr right) {
        return compare(left, Comparator.EQ, right);
    }

    static BoundExpr eq(BoundExpr left, Object value) {
        return eq(left, value(value));
    }

    static BoundExpr in(BoundExpr operand, Object... values) {
        return new BoundExpr.In(operand, values(values), false);
    }

    static BoundExpr or(BoundExpr... operands) {
        return new BoundExpr.Or(List.of(operands));
    }

    static BoundExpr and(BoundExpr... operands) {
        return new BoundExpr.And(List.of(operands));
    }

    static Constant value(Object value) {
        return new Constant(value, Operands.typeOf(value));
    }

    static List<BoundExpr> values(Object... values) {
        List<BoundExpr> constants = new ArrayList<>();
        for (Object value : values) {
            constants.add(value(value));
        }
        return constants;
    }

    static BoundExpr startsWith(BoundExpr text, BoundExpr prefix) {
        return new BoundExpr.Apply(new Named("starts_with", SqlType.BOOLEAN), List.of(text, prefix));
    }

    static SortKey asc(BoundExpr expr) {
        return new SortKey(expr, false, true);
    }

    static SortKey desc(BoundExpr expr) {
        return new SortKey(expr, true, false);
    }

    /** A function that plans name and never call. */
    private record Named(String name, SqlType type) implements ScalarFunction {
        @Override
        public Object apply(List<Object> arguments) {
            throw new UnsupportedOperationException(name);
        }
    }
}
