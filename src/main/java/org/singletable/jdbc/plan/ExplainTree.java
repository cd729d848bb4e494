package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;

/** Explains the operators of a query. */
final class ExplainTree {
    private static final Map<Integer, String> OWN = Map.of();

    private final TableSchema table;
    private final boolean showsValues;
    private final ReadText reads;
    private final SlotNames slotNames;

    ExplainTree(TableSchema table, ExplainSettings settings) {
        this.table = table;
        this.showsValues = settings.showsValues();
        this.reads = new ReadText(settings);
        this.slotNames = new SlotNames(table, showsValues);
    }

    ExplainNode node(Rel rel) {
        return node(rel, OWN);
    }

    /** @param frame names of the slots where the operator is one side of a join, else empty: then its own */
    private ExplainNode node(Rel rel, Map<Integer, String> frame) {
        if (rel instanceof Rel.OneRow) {
            return new ExplainNode.Builder("One row").build();
        } else if (rel instanceof Rel.Read read) {
            return reads.node(read, namesOf(read, frame));
        } else if (rel instanceof Rel.Items items) {
            return reads.items(
                    items,
                    namesOf(items, frame),
                    table.hashKey().name(),
                    table.sortKey().map(KeyAttribute::name).orElse(""));
        } else if (rel instanceof Rel.Count count) {
            return new ExplainNode.Builder("Count")
                    .detail("counted", "by DynamoDB where it can decide every condition, else from the rows")
                    .input(node(count.read(), frame))
                    .build();
        } else if (rel instanceof Rel.HashJoin || rel instanceof Rel.LookupJoin) {
            return join(rel, namesOf(rel, frame));
        } else if (rel instanceof Rel.Filter filter) {
            Map<Integer, String> names = namesOf(filter.input(), frame);
            return new ExplainNode.Builder("Filter")
                    .detail("condition", text(names).all(filter.conjuncts()))
                    .input(node(filter.input(), frame))
                    .build();
        }
        return rows(rel, frame);
    }

    private ExprText text(Map<Integer, String> names) {
        return new ExprText(names, showsValues);
    }

    /** For expressions on the columns of the only table of a statement. */
    ExprText textOfOnlyTable() {
        return ExprText.ofOnlyTable(showsValues);
    }

    private Map<Integer, String> namesOf(Rel rel, Map<Integer, String> frame) {
        return frame.isEmpty() ? slotNames.of(rel) : frame;
    }

    private ExplainNode join(Rel rel, Map<Integer, String> names) {
        ExprText text = text(names);
        if (rel instanceof Rel.LookupJoin lookup) {
            return new ExplainNode.Builder(lookup.outer() ? "Left lookup join" : "Lookup join")
                    .detail("condition", text.all(lookup.condition()))
                    .input(node(lookup.left(), names))
                    .input(reads.lookup(lookup.right(), names))
                    .build();
        }
        Rel.HashJoin join = (Rel.HashJoin) rel;
        String kind = join.leftKeys().isEmpty() ? "join of each pair" : "hash join";
        return new ExplainNode.Builder(join.outer() ? "Left " + kind : capitalized(kind))
                .detail("condition", text.all(join.condition()))
                .detail("in memory", "the second input")
                .input(node(join.left(), names))
                .input(node(join.right(), names))
                .build();
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Operators whose inputs give rows of their own. */
    private ExplainNode rows(Rel rel, Map<Integer, String> frame) {
        if (rel instanceof Rel.Derived derived) {
            return new ExplainNode.Builder("Query in FROM")
                    .detail("condition", text(namesOf(derived, frame)).all(derived.residual()))
                    .input(node(derived.query()))
                    .build();
        } else if (rel instanceof Rel.UnionAll union) {
            ExplainNode.Builder node = new ExplainNode.Builder("Union all");
            union.inputs().forEach(input -> node.input(node(input)));
            return node.build();
        }
        Rel input = rel.inputs().get(0);
        ExplainNode.Builder node = operator(rel, text(slotNames.of(input)));
        return node.input(node(input)).build();
    }

    private static ExplainNode.Builder operator(Rel rel, ExprText text) {
        if (rel instanceof Rel.Project project) {
            return new ExplainNode.Builder("Project").on(text.list(project.outputs()));
        } else if (rel instanceof Rel.Aggregate aggregate) {
            String calls = aggregate.aggregates().stream().map(text::aggregate).collect(Collectors.joining(", "));
            return aggregate.keys().isEmpty()
                    ? new ExplainNode.Builder("Aggregate").on(calls)
                    : new ExplainNode.Builder("Group")
                            .on(text.list(aggregate.keys()))
                            .detail("aggregates", calls);
        } else if (rel instanceof Rel.Distinct) {
            return new ExplainNode.Builder("Distinct");
        } else if (rel instanceof Rel.Sort sort) {
            return new ExplainNode.Builder("Sort").on(keys(sort.keys(), text)).detail("in memory", "the rows");
        } else if (rel instanceof Rel.Limit limit) {
            return new ExplainNode.Builder("Limit")
                    .on((number(limit.limit(), text, "") + number(limit.offset(), text, " OFFSET ")).strip());
        }
        throw new IllegalStateException("no text for " + rel);
    }

    private static String keys(List<SortKey> keys, ExprText text) {
        return keys.stream().map(text::key).collect(Collectors.joining(", "));
    }

    private static String number(@Nullable BoundExpr expr, ExprText text, String before) {
        return expr == null ? "" : before + text.of(expr);
    }
}
