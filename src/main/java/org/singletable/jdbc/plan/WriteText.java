package org.singletable.jdbc.plan;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.UniqueConstraint;

/** Explains INSERT, UPDATE and DELETE. */
final class WriteText {
    private static final String TOGETHER = "all rows by 1 TransactWriteItems; one by itself by 1 ";

    private final ExplainTree tree;

    WriteText(ExplainTree tree) {
        this.tree = tree;
    }

    ExplainNode node(Plan.WritePlan plan) {
        if (plan instanceof Plan.InsertPlan insert) {
            return insert(insert);
        } else if (plan instanceof Plan.UpdatePlan update) {
            ExprText text = tree.textOfOnlyTable();
            return changed(
                    "Update",
                    update,
                    update.target(),
                    "UpdateItem",
                    values(update.assignments(), Plan.NewValue::value, text));
        }
        Plan.DeletePlan delete = (Plan.DeletePlan) plan;
        return changed("Delete", delete, delete.target(), "DeleteItem", "");
    }

    private ExplainNode insert(Plan.InsertPlan insert) {
        ExplainNode.Builder node = new ExplainNode.Builder(insert.replace() ? "Upsert" : "Insert")
                .on(insert.entity().name());
        Plan.NewRow first = insert.rows().get(0);
        ExprText text = tree.textOfOnlyTable();
        if (insert.query() == null) {
            node.detail("values", values(first.values(), value -> value, text));
        }
        node.detail("defaults", values(first.defaults(), value -> value, text));
        if (insert.rows().size() > 1) {
            node.detail("rows", insert.rows().size() + ", of which this is the first");
        }
        sentinels(insert, node);
        node.detail("on conflict", conflict(insert));
        node.detail("write", write(insert));
        returning(insert, node);
        if (insert.query() != null) {
            node.input(tree.node(insert.query()));
        }
        return node.build();
    }

    private static String write(Plan.InsertPlan insert) {
        boolean single = insert.query() == null && insert.rows().size() == 1;
        boolean alone = single && insert.entity().uniqueConstraints().isEmpty();
        String request = alone ? "1 PutItem" : single ? "1 TransactWriteItems" : TOGETHER + "PutItem";
        return request
                + (insert.replace()
                        ? ", in the place of the row with this key; after reading it where it has a version or unique columns"
                        : ", on condition that there is no item with this key");
    }

    private static String conflict(Plan.InsertPlan insert) {
        Plan.ConflictClause conflict = insert.conflict();
        if (conflict == null) {
            return "";
        }
        return conflict.update() == null ? "nothing" : "1 UpdateItem of the row that is there";
    }

    private ExplainNode changed(
            String operator, Plan.WritePlan plan, Plan.Target target, String request, String assignments) {
        ExprText text = tree.textOfOnlyTable();
        ExplainNode.Builder node =
                new ExplainNode.Builder(operator).on(plan.entity().name()).detail("set", assignments);
        Access access = target.access();
        if (access instanceof Access.Nothing) {
            return node.detail("write", "none: the condition cannot be true").build();
        }
        sentinels(plan, node);
        if (access instanceof Access.ByKey) {
            new AccessText(text, Column::name).keys(access, node);
            node.detail("condition", text.all(target.beyondKey()))
                    .detail(
                            "write",
                            "1 " + request
                                    + " with condition; after 1 GetItem where that cannot decide or do everything");
            returning(plan, node);
            return node.build();
        }
        node.detail("write", TOGETHER + request + ", on condition that what was read is still so");
        returning(plan, node);
        return node.input(tree.node(target.read())).build();
    }

    private static void sentinels(Plan.WritePlan plan, ExplainNode.Builder node) {
        node.detail(
                "unique",
                plan.entity().uniqueConstraints().stream()
                        .map(UniqueConstraint::name)
                        .collect(Collectors.joining(", ")));
    }

    private void returning(Plan.WritePlan plan, ExplainNode.Builder node) {
        Plan.Returning returning = plan.returning();
        node.detail("returning", returning == null ? "" : tree.textOfOnlyTable().list(returning.values()));
    }

    private static <V> String values(
            Map<Column, V> values, java.util.function.Function<V, BoundExpr> value, ExprText text) {
        return values.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().ordinal()))
                .map(entry -> entry.getKey().name() + " = " + text.of(value.apply(entry.getValue())))
                .collect(Collectors.joining(", "));
    }
}
