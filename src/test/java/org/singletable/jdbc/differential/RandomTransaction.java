package org.singletable.jdbc.differential;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes, reads and savepoints between two commits.
 *
 * @param isolation one of {@link Connection}
 */
record RandomTransaction(int isolation, List<Step> steps, End end) {
    private static final int MOST_STEPS = 9;

    sealed interface Step {}

    record Change(Write write) implements Step {}

    record Batch(RandomBatch batch) implements Step {}

    record Read(RandomQuery.Text query) implements Step {}

    /** @param inSql whether as a statement, or as a call of JDBC */
    record SetSavepoint(String name, boolean inSql) implements Step {}

    /** The savepoint stays, those after it end. */
    record RollbackTo(String name, boolean inSql) implements Step {}

    /** The savepoint and those after it end. */
    record Release(String name, boolean inSql) implements Step {}

    /** How it ends. */
    enum End {
        COMMIT,
        COMMIT_IN_SQL,
        AUTOCOMMIT_ON,
        ROLLBACK,
        ROLLBACK_IN_SQL;

        boolean commits() {
            return compareTo(ROLLBACK) < 0;
        }
    }

    static RandomTransaction of(RandomSchema schema, Random random) {
        List<Step> steps = new ArrayList<>();
        List<String> savepoints = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_STEPS);
        while (steps.size() < count) {
            steps.add(
                    switch (random.nextInt(savepoints.isEmpty() ? 12 : 15)) {
                        case 0, 1 -> new Read(RandomQuery.of(schema, random));
                        case 2 -> new Read(rows(schema, random));
                        case 3 -> {
                            savepoints.add("s" + steps.size());
                            yield new SetSavepoint("s" + steps.size(), random.nextBoolean());
                        }
                        case 4 -> new Batch(RandomBatch.of(schema, random));
                        case 12, 13 -> {
                            int at = random.nextInt(savepoints.size());
                            String name = savepoints.get(at);
                            savepoints.subList(at + 1, savepoints.size()).clear();
                            yield new RollbackTo(name, random.nextBoolean());
                        }
                        case 14 -> {
                            int at = random.nextInt(savepoints.size());
                            String name = savepoints.get(at);
                            savepoints.subList(at, savepoints.size()).clear();
                            yield new Release(name, random.nextBoolean());
                        }
                        default -> new Change(RandomWrite.of(schema, random));
                    });
        }
        return new RandomTransaction(
                random.nextInt(3) == 0 ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED,
                steps,
                random.nextInt(3) == 0 ? End.values()[3 + random.nextInt(2)] : End.values()[random.nextInt(3)]);
    }

    /** Rows of a table, perhaps kept as they are until the commit. */
    private static RandomQuery.Text rows(RandomSchema schema, Random random) {
        Marks marks = new Marks();
        RandomExpressions expressions = new RandomExpressions(schema, random, marks);
        From from = expressions.table();
        Marks.Text text = marks.finish("SELECT * FROM " + from.sql()
                + (random.nextBoolean() ? expressions.where(from) : "") + (random.nextBoolean() ? " FOR UPDATE" : ""));
        return new RandomQuery.Text(text.sql(), text.parameters(), false);
    }
}
