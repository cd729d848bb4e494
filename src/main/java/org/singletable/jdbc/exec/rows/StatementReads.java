package org.singletable.jdbc.exec.rows;

import java.util.List;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;
import org.singletable.jdbc.exec.read.StoredRows;
import org.singletable.jdbc.plan.Rel;

/** What a statement reads by: its operators, and the answers of its queries within expressions. They end with it. */
public final class StatementReads implements StatementCursor.Held, AutoCloseable {
    private final AccessReader reader;
    private final QueryAnswers answers;
    private final Operators operators;
    private final Bindings bindings;

    /** @param subqueries the queries within expressions, each at the index by which expressions name it */
    public StatementReads(OpenTable table, Codecs codecs, Execution execution, List<Rel> subqueries) {
        this(new AccessReader(table, codecs, execution), FrameSlots.of(table.schema()), execution, subqueries);
    }

    /** @param slots which slots of a frame the operators fill */
    StatementReads(AccessReader reader, FrameSlots slots, Execution execution, List<Rel> subqueries) {
        this.reader = reader;
        Bindings parameters = Bindings.of(execution.parameters());
        QueryAnswers.OperatorsOf opened = others -> new Operators(
                reader, slots, parameters.withSubqueries(others), execution.memory(), execution.context());
        this.answers =
                new QueryAnswers(subqueries, opened, () -> new Workspace(execution.memory(), execution.context()));
        this.operators = opened.with(answers);
        this.bindings = parameters.withSubqueries(answers);
    }

    /** What the statement's expressions are evaluated with, without a row. */
    public Bindings bindings() {
        return bindings;
    }

    /**
     * The rows of an operator; the first requests are sent now.
     *
     * @param limit how many are delivered at most, 0 for all
     */
    public RowCursor open(Rel rel, long limit) {
        return operators.openQuery(rel, limit > 0 ? limit : AccessReader.ALL_ROWS);
    }

    /** See {@link AccessReader#stored}. */
    public StoredRows stored(Rel.Read read) {
        return reader.stored(read, bindings);
    }

    /** See {@link AccessReader#stop}. */
    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public void close() {
        answers.close();
        reader.close();
    }
}
