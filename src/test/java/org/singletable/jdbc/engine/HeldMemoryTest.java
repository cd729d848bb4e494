package org.singletable.jdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.ReadView;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.settings.Settings;
import org.singletable.jdbc.settings.SettingsParser;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.HeldRead;
import org.singletable.jdbc.testing.ReadPath;
import org.singletable.jdbc.testing.ReadPathTable;
import org.singletable.jdbc.testing.RecordingProxy;

/** However a query ends, it has given back all memory it reserved, on each way to read. */
class HeldMemoryTest {
    private static final long MEMORY = 1L << 30;

    private static ReadPathTable table;
    private static Settings settings;
    private static Database database;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MemoryBudget memory = new MemoryBudget(MEMORY);
    private StatementControl control = new StatementControl(null, null, 0);

    @BeforeAll
    static void fill() throws SQLException {
        table = new ReadPathTable();
        settings = SettingsParser.parse(table.url(""), table.properties());
        database = Database.open(settings, null);
    }

    @AfterAll
    static void stop() {
        database.close();
        table.close();
    }

    @AfterEach
    void reset() {
        table.proxy().forgetFaults();
        table.proxy().hold(request -> false);
        threads.shutdownNow();
    }

    private RowCursor open(ReadPath path) {
        Execution execution = new Execution(
                database.plan(path.sql(), settings.session(), false),
                List.of(),
                settings.session(),
                0,
                0,
                control,
                memory,
                ReadView.TABLE);
        return ((Result.Rows) database.execute(execution, null)).cursor();
    }

    private static int count(RowCursor rows) {
        int count = 0;
        while (rows.next() != null) {
            count++;
        }
        return count;
    }

    private HeldRead<RowCursor> read(ReadPath path) {
        return new HeldRead<>(threads, () -> open(path), HeldMemoryTest::count);
    }

    private static String state(Throwable error) {
        assertThat(error).isInstanceOf(DriverException.class);
        return ((DriverException) error).state().code();
    }

    /** All of it can be had. */
    private void assertAllIsFree() {
        assertThat(memory.tryReserve(MEMORY)).isTrue();
        assertThat(memory.tryReserve(1)).isFalse();
        memory.release(MEMORY);
    }

    @ParameterizedTest
    @EnumSource
    void afterTheLastRow(ReadPath path) {
        assertThat(count(open(path))).isPositive();
        assertAllIsFree();
    }

    @ParameterizedTest
    @EnumSource
    void whenItIsClosedBehindTheFirstRow(ReadPath path) {
        RowCursor rows = open(path);
        rows.next();
        rows.close();
        assertAllIsFree();
    }

    @ParameterizedTest
    @EnumSource
    void whenItIsEndedByAnotherThread(ReadPath path) throws Exception {
        Gate gate = table.proxy().hold(path::holds);
        HeldRead<RowCursor> reading = read(path);
        gate.awaitArrived(path.inFlight());
        if (path.waitsInExecute()) {
            control.cancel();
        } else {
            reading.result().close();
        }
        assertThat(state(reading.failure())).isEqualTo("57014");
        gate.assertGivenUp();
        assertAllIsFree();
    }

    /** One deadline for the pages that were answered and those that are held. */
    @ParameterizedTest
    @EnumSource
    void whenItsTimeHasPassed(ReadPath path) throws Exception {
        Gate gate = table.proxy().hold(path::holds);
        control = new StatementControl(Duration.ofMillis(100), null, 0);
        assertThat(state(read(path).failure())).isEqualTo("HYT00");
        gate.assertGivenUp();
        assertAllIsFree();
    }

    @ParameterizedTest
    @EnumSource
    void whenARequestFails(ReadPath path) throws Exception {
        table.proxy().failEach(path.second(), new RecordingProxy.ErrorAnswer(400, "AccessDeniedException", "no"));
        assertThat(state(read(path).failure())).isEqualTo("28000");
        assertAllIsFree();
    }
}
