package org.singletable.jdbc.plan;

/** Explains CALL. */
final class CallText {
    private CallText() {}

    /** @param text of expressions without columns */
    static ExplainNode node(Plan.CallPlan plan, ExprText text) {
        ExplainNode.Builder node = new ExplainNode.Builder("Call")
                .on(plan.procedure().sqlName())
                .detail("entity", text.of(plan.entity()))
                .detail("read", "all items of the table by a strongly consistent Scan")
                .detail(
                        "look up",
                        "sentinels of unique columns, their rows, and again what looks wrong, by BatchGetItem of up to"
                                + " 100 keys");
        BoundExpr resume = plan.resume();
        if (resume != null) {
            node.detail("behind", text.of(resume));
        }
        BoundExpr rate = plan.rate();
        if (rate != null) {
            node.detail("at most", text.of(rate) + " capacity units a second");
        }
        if (plan.procedure().writes()) {
            node.detail("write", "1 UpdateItem for a row, 1 TransactWriteItems for a sentinel, both conditional");
        }
        return node.build();
    }
}
