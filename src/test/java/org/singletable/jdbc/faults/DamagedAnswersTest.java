package org.singletable.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.Damages;
import org.singletable.jdbc.testing.ReadPath;
import org.singletable.jdbc.testing.ReadPathTable;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.Sql;

/** Answers to reads that are cut or changed on the way: rows are never wrong or missing for it. */
class DamagedAnswersTest {
    private static ReadPathTable table;
    private static Connection connection;
    private static Map<ReadPath, List<String>> rows;

    @BeforeAll
    static void readUndamaged() throws SQLException {
        table = new ReadPathTable();
        connection = table.connect("&retries=1");
        rows = new EnumMap<>(ReadPath.class);
        for (ReadPath path : ReadPath.values()) {
            rows.put(path, read(path));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        table.close();
    }

    @AfterEach
    void forget() {
        proxy().forgetFaults();
        proxy().reset();
    }

    private static RecordingProxy proxy() {
        return table.proxy();
    }

    private static List<String> read(ReadPath path) throws SQLException {
        List<String> read = Sql.rows(connection, path.sql());
        // Its lines tell how long it took.
        return path == ReadPath.EXPLAIN_ANALYZE ? List.of("lines " + !read.isEmpty()) : read;
    }

    /** One of each operation that reads. */
    private static final List<ReadPath> OPERATIONS =
            List.of(ReadPath.ONE_ROW, ReadPath.PAGE_AHEAD, ReadPath.ITEMS_OF_INDEX, ReadPath.SEGMENTS);

    /** Each damage with the paths it meets: in the long form all, else one of each operation and a few of the others. */
    static Stream<Arguments> met() {
        return Arrays.stream(Damages.values())
                .flatMap(damage -> Arrays.stream(ReadPath.values())
                        .filter(path -> Boolean.getBoolean("faults.everyPath")
                                || OPERATIONS.contains(path)
                                || path.ordinal() % Damages.values().length == damage.ordinal())
                        .map(path -> Arguments.of(damage, path)));
    }

    /** The request is sent again, and its rows are those that there are. */
    @ParameterizedTest
    @MethodSource("met")
    void once(Damages damage, ReadPath path) throws SQLException {
        AtomicBoolean done = new AtomicBoolean();
        proxy().failBy(request -> path.holds(request) && done.compareAndSet(false, true)
                ? Optional.of(damage.fault())
                : Optional.empty());

        assertThat(read(path)).isEqualTo(rows.get(path));

        assertThat(done).isTrue();
    }

    /** As {@link #met}, but in the short form only the operations. */
    static Stream<Arguments> metAgain() {
        return met().filter(arguments -> Boolean.getBoolean("faults.everyPath")
                || OPERATIONS.contains(arguments.get()[1]));
    }

    /** No rows are better than wrong ones. */
    @ParameterizedTest
    @MethodSource("metAgain")
    void again(Damages damage, ReadPath path) {
        proxy().failEach(path::holds, damage.fault());

        SQLException error = catchThrowableOfType(SQLException.class, () -> read(path));

        assertThat((Throwable) error).isNotNull();
        assertThat(error.getSQLState()).as(error.toString()).isEqualTo("08006");
    }
}
