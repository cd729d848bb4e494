package org.singletable.jdbc.differential;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.DerivedAttributeChecker;
import org.singletable.jdbc.mapping.MappingLoader;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Random writes and transactions on one schema, in one layout, here and on H2. It ends at the first mismatch. */
final class WriteRun implements AutoCloseable {
    private static final int FEW_ROWS = 30;
    private static final int MANY_ROWS = 300;
    private static final int WRITES_A_COMPARISON = 5;

    /** What a statement, or a transaction, may not be larger than here; H2 knows no such limit. */
    private static final String TOO_LARGE = "54000";

    private final long seed;
    private final Random random;
    private final RandomSchema schema;
    private final RandomSchema.Layout layout;
    private final H2Writes h2;
    private final Connection driver;
    private final DerivedAttributeChecker checker;
    private final Mismatches mismatches;
    private final List<String> statements = new ArrayList<>();
    private final Counts counts = new Counts();
    private int lastComparison;
    private boolean agreed = true;

    /** How many writes there were, and what became of them. */
    static final class Counts {
        int compared;
        int failedAlike;
        int tooLarge;
        int undecided;
        int transactions;

        void add(Counts other) {
            compared += other.compared;
            failedAlike += other.failedAlike;
            tooLarge += other.tooLarge;
            undecided += other.undecided;
            transactions += other.transactions;
        }

        @Override
        public String toString() {
            return compared + " writes compared, of which " + failedAlike + " failed on both sides and " + tooLarge
                    + " were too large for a transaction of DynamoDB; " + transactions + " transactions; left out "
                    + undecided + " whose outcome depends on an order that is not said";
        }
    }

    WriteRun(long seed, URI engine, Mismatches mismatches) throws SQLException {
        this.seed = seed;
        this.random = new Random(seed);
        this.schema = RandomSchema.forWrites(random);
        this.layout = RandomSchema.Layout.values()[random.nextInt(RandomSchema.Layout.values().length)];
        this.mismatches = mismatches;
        this.h2 = new H2Writes(schema);
        Properties properties = new Properties();
        properties.setProperty("mappingJson", schema.mapping(layout));
        properties.setProperty("scan", "allow");
        properties.setProperty("ensureTable", "true");
        properties.setProperty("linger", "0");
        properties.setProperty("safeWrites", random.nextInt(5) == 0 ? "token" : "off");
        this.driver = DriverManager.getConnection(
                "jdbc:singletable://%s:%d/write_%d?user=singletable&password=singletable"
                        .formatted(engine.getHost(), engine.getPort(), seed),
                properties);
        this.checker = DerivedAttributeChecker.of(driver, MappingLoader.parse(schema.mapping(layout), "differential"));
    }

    Counts counts() {
        return counts;
    }

    /** Fills the tables and then compares a number of writes, or a few more. */
    void compare(int writes) throws SQLException {
        // Many only where new rows are seldom in the way of others.
        boolean crowded =
                schema.tables().stream().allMatch(table -> table.unique().isEmpty()) && random.nextInt(3) == 0;
        int filling = crowded ? MANY_ROWS : FEW_ROWS;
        while (agreed && counts.compared < filling + writes) {
            int kind = random.nextInt(12);
            if (counts.compared < filling) {
                fill();
            } else if (kind < 2) {
                compare(RandomTransaction.of(schema, random));
            } else if (kind == 2) {
                compare(RandomBatch.of(schema, random));
            } else {
                compare(RandomWrite.of(schema, random));
            }
            if (driver.getAutoCommit()) {
                h2.connection().commit();
            }
            ended();
        }
        compareContents();
    }

    /** By batches where no row is in another's way but by its key, since only then all of them count. */
    private void fill() throws SQLException {
        RandomSchema.Table table =
                schema.tables().get(random.nextInt(schema.tables().size()));
        if (table.unique().isEmpty() && random.nextBoolean()) {
            compare(RandomBatch.ofRows(schema, table, random));
        } else {
            compare(RandomWrite.ofRows(schema, random));
        }
    }

    private void compare(RandomTransaction transaction) throws SQLException {
        counts.transactions++;
        new TransactionRun(this, h2.connection(), driver).compare(transaction);
    }

    /** What is committed on both sides, or rolled back, is looked at as a whole. */
    private void ended() throws SQLException {
        if (!agreed) {
            return;
        }
        statements.clear();
        check();
        if (counts.compared / WRITES_A_COMPARISON > lastComparison) {
            lastComparison = counts.compared / WRITES_A_COMPARISON;
            compareContents();
        }
    }

    /** A transaction that does not end as it should. */
    void failedAtEnd(RandomTransaction.End end, SQLException e) {
        if (TOO_LARGE.equals(e.getSQLState())) {
            counts.tooLarge++;
        } else {
            mismatch(end + " " + e.getSQLState() + Mismatches.shape(String.valueOf(e.getMessage())), end + ": " + e);
        }
    }

    boolean agreed() {
        return agreed;
    }

    /** A statement of the transaction, for the report. */
    void note(String statement) {
        statements.add(statement);
    }

    /** Carries out a batch on both. */
    void compare(RandomBatch batch) throws SQLException {
        Optional<Answer> expected = h2.answer(batch);
        if (expected.isEmpty()) {
            counts.undecided++;
            return;
        }
        Answer actual = Answer.ofBatch(driver, batch.sql(), batch.parameters());
        counts.compared += batch.parameters().size();
        note(batch.sql() + " "
                + batch.parameters().stream().map(WriteRun::shown).toList());
        if (!actual.agreesWith(expected.get())) {
            mismatch(
                    "batch " + batch.sql(),
                    "%s%nparameters %s%nH2: %s%ndriver: %s"
                            .formatted(
                                    batch.sql(),
                                    batch.parameters().stream()
                                            .map(WriteRun::shown)
                                            .toList(),
                                    expected.get(),
                                    actual));
        }
    }

    /** Carries out a write on both. */
    void compare(Write write) throws SQLException {
        Optional<Answer> reference = h2.answer(write);
        if (reference.isEmpty()) {
            counts.undecided++;
            return;
        }
        Answer expected = reference.get();
        Answer actual = answer(write);
        counts.compared++;
        note(write.text().sql() + " " + shown(write.text().parameters()));
        if (actual.state().equals(TOO_LARGE)) {
            // The size is looked at before the rows, of which H2 may have refused one.
            counts.tooLarge++;
            if (!expected.failed()) {
                h2.undo();
            }
        } else if (!WriteAgreement.agree(write, actual, expected)) {
            mismatch(actual.differenceFrom(expected, write.text().sql()), write.text(), expected, actual);
        } else if (expected.failed()) {
            counts.failedAlike++;
        }
    }

    private Answer answer(Write write) {
        try (PreparedStatement statement = driver.prepareStatement(write.text().sql())) {
            write.text().bind(statement);
            return Answer.of(statement, write.returning());
        } catch (SQLException e) {
            return Answer.failure(e);
        }
    }

    private void compareContents() {
        for (RandomSchema.Table table : schema.tables()) {
            if (agreed) {
                compare(new RandomQuery.Text("SELECT * FROM " + table.name(), List.of(), false));
            }
        }
    }

    /** Asks both. */
    void compare(RandomQuery.Text query) {
        Answer expected = Answer.of(h2.connection(), query);
        Answer actual = Answer.of(driver, query);
        if (actual.state().equals(TOO_LARGE) && !expected.failed()) {
            counts.tooLarge++;
        } else if (!actual.agreesWith(expected)) {
            mismatch(
                    actual.differenceFrom(expected, query.sql()),
                    new Marks.Text(query.sql(), query.parameters()),
                    expected,
                    actual);
        }
    }

    private void check() {
        try {
            checker.check();
        } catch (AssertionError e) {
            mismatch("attributes", String.valueOf(e.getMessage()));
        }
    }

    private void mismatch(String kind, Marks.Text text, Answer expected, Answer actual) {
        mismatch(
                kind,
                "%s%nparameters %s%nH2: %s%ndriver: %s"
                        .formatted(text.sql(), shown(text.parameters()), expected, actual));
    }

    private void mismatch(String kind, String what) {
        agreed = false;
        mismatches.add(
                kind,
                "seed %d, layout %s, write %d%n%s%nso far in the transaction:%n%s%nrows before:%n%s%nmapping %s"
                        .formatted(
                                seed,
                                layout,
                                counts.compared,
                                what,
                                String.join("\n", statements),
                                rowsBefore(),
                                schema.mapping(layout)));
    }

    private String rowsBefore() {
        try {
            h2.undo();
        } catch (SQLException e) {
            return "unknown: " + e;
        }
        List<String> contents = new ArrayList<>();
        for (RandomSchema.Table table : schema.tables()) {
            contents.add(table.name() + " "
                    + Answer.of(
                                    h2.connection(),
                                    new RandomQuery.Text("SELECT * FROM " + table.name(), List.of(), false))
                            .rows());
        }
        return String.join("\n", contents);
    }

    private static String shown(List<@Nullable Object> values) {
        return values.stream()
                .map(value -> value == null ? "NULL" : value.getClass().getSimpleName() + " " + Domain.literal(value))
                .toList()
                .toString();
    }

    @Override
    public void close() throws SQLException {
        String table = driver.getSchema();
        if (!driver.getAutoCommit()) {
            driver.rollback();
        }
        driver.unwrap(DynamoDbClient.class).deleteTable(request -> request.tableName(table));
        driver.close();
        h2.close();
    }
}
