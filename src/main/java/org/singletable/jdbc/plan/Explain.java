package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.type.SqlType;

/** Explains plans: what they read and write, by which keys, and what that is expected to cost. Values are shown. */
public final class Explain {
    /** What EXPLAIN gives: lines, or one JSON document. */
    public static final List<Plan.ResultColumn> COLUMNS =
            List.of(new Plan.ResultColumn("plan", "plan", SqlType.STRING, false, null, null));

    private final ExplainTree tree;

    public Explain(TableSchema table, ExplainSettings settings) {
        this.tree = new ExplainTree(table, settings);
    }

    /** @param measured what running it took, empty where it was not run */
    public List<String> lines(Plan plan, Optional<Measured> measured) {
        return ExplainFormat.lines(nodes(plan), measured);
    }

    /** One JSON document. */
    public String json(Plan plan, Optional<Measured> measured) {
        return ExplainFormat.json(nodes(plan), measured);
    }

    /** The statement itself, then the queries in its expressions. */
    private List<ExplainNode> nodes(Plan plan) {
        List<ExplainNode> nodes = new ArrayList<>();
        if (plan instanceof Plan.QueryPlan query) {
            Estimate total = query.subqueries().stream()
                    .map(Rel::estimate)
                    .reduce(query.root().estimate(), Estimate::plus);
            nodes.add(
                    withTotal(tree.node(query.root()), total, query.subqueries().size()));
            for (int i = 0; i < query.subqueries().size(); i++) {
                nodes.add(new ExplainNode.Builder("Subquery " + (i + 1))
                        .input(tree.node(query.subqueries().get(i)))
                        .build());
            }
        } else if (plan instanceof Plan.ExplainPlan explain) {
            return nodes(explain.explained());
        } else {
            nodes.add(statement(plan));
        }
        return nodes;
    }

    /** The first step tells what all reads cost together, where there are several. */
    private static ExplainNode withTotal(ExplainNode root, Estimate total, int others) {
        return reads(root) + others < 2
                ? root
                : new ExplainNode(root.operator(), root.on(), root.details(), total, root.inputs());
    }

    private static int reads(ExplainNode node) {
        return (node.estimate() == null ? 0 : 1)
                + node.inputs().stream().mapToInt(Explain::reads).sum();
    }

    private ExplainNode statement(Plan plan) {
        ExprText text = ExprText.ofOnlyTable();
        if (plan instanceof Plan.InsertPlan insert) {
            return new ExplainNode.Builder("Insert")
                    .on(insert.entity().name())
                    .detail("values", assignments(insert.values(), text))
                    .detail("defaults", assignments(insert.defaults(), text))
                    .detail("write", "1 PutItem, on condition that there is no item with this key")
                    .build();
        } else if (plan instanceof Plan.UpdatePlan update) {
            return write(
                    "Update",
                    update.access(),
                    update.residual(),
                    "UpdateItem",
                    assignments(update.assignments(), text));
        } else if (plan instanceof Plan.DeletePlan delete) {
            return write("Delete", delete.access(), delete.residual(), "DeleteItem", "");
        } else if (plan instanceof Plan.CatalogRows) {
            return new ExplainNode.Builder("Rows of the catalog").build();
        } else if (plan instanceof Plan.SettingPlan setting) {
            return new ExplainNode.Builder(setting.name() == null ? "Reset all settings" : "Set " + setting.name())
                    .build();
        }
        throw new IllegalStateException("no text for " + plan);
    }

    private ExplainNode write(
            String operator, Access.SingleRow access, List<BoundExpr> residual, String request, String assignments) {
        ExprText text = ExprText.ofOnlyTable();
        ExplainNode.Builder node =
                new ExplainNode.Builder(operator).on(access.entity().name()).detail("set", assignments);
        if (access instanceof Access.Nothing) {
            return node.detail("write", "none: the condition cannot be true").build();
        }
        new AccessText(text, Column::name).keys(access, node);
        return node.detail("condition", text.all(residual))
                .detail(
                        "write",
                        "1 " + request + " with condition; after 1 GetItem where that cannot decide or do everything")
                .build();
    }

    private static String assignments(Map<Column, BoundExpr> values, ExprText text) {
        return values.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().ordinal()))
                .map(entry -> entry.getKey().name() + " = " + text.of(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /**
     * What running a statement took.
     *
     * @param requests by DynamoDB's name of the operation, retries included
     * @param itemsRead items that DynamoDB read, before its filter
     * @param rows rows given, or changed by a write
     */
    public record Measured(
            Map<String, Integer> requests,
            long itemsRead,
            long rows,
            double readUnits,
            double writeUnits,
            long milliseconds) {}
}
