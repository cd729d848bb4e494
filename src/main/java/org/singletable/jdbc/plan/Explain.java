package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.type.SqlType;

/** Explains plans: what they read and write, by which keys, and what that is expected to cost. */
public final class Explain {
    /** What EXPLAIN gives: lines, or one JSON document. */
    public static final List<Plan.ResultColumn> COLUMNS =
            List.of(new Plan.ResultColumn("plan", "plan", SqlType.STRING, false, null, null));

    private final ExplainTree tree;
    private final WriteText writes;

    public Explain(TableSchema table, ExplainSettings settings) {
        this.tree = new ExplainTree(table, settings);
        this.writes = new WriteText(tree);
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
            addSubqueries(query.subqueries(), nodes);
        } else if (plan instanceof Plan.ExplainPlan explain) {
            return nodes(explain.explained());
        } else {
            nodes.add(statement(plan));
            if (plan instanceof Plan.WritePlan write) {
                addSubqueries(write.subqueries(), nodes);
            }
        }
        return nodes;
    }

    private void addSubqueries(List<Rel> subqueries, List<ExplainNode> nodes) {
        for (int i = 0; i < subqueries.size(); i++) {
            nodes.add(new ExplainNode.Builder("Subquery " + (i + 1))
                    .input(tree.node(subqueries.get(i)))
                    .build());
        }
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
        if (plan instanceof Plan.WritePlan write) {
            return writes.node(write);
        } else if (plan instanceof Plan.CallPlan call) {
            return CallText.node(call, tree.textOfOnlyTable());
        } else if (plan instanceof Plan.CatalogRows) {
            return new ExplainNode.Builder("Rows of the catalog").build();
        } else if (plan instanceof Plan.TransactionPlan transaction) {
            return new ExplainNode.Builder(
                            transaction.action() == Plan.TransactionPlan.Action.COMMIT
                                    ? "Commit: 1 TransactWriteItems of what the transaction has written or must check"
                                    : "Transaction control")
                    .build();
        } else if (plan instanceof Plan.SettingPlan setting) {
            return new ExplainNode.Builder(setting.name() == null ? "Reset all settings" : "Set " + setting.name())
                    .build();
        }
        throw new IllegalStateException("no text for " + plan);
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
