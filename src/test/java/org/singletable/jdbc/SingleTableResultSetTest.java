package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.SqlType;

class SingleTableResultSetTest {
    private static final OffsetDateTime INSTANT = OffsetDateTime.of(2024, 6, 3, 12, 30, 0, 0, ZoneOffset.ofHours(2));
    private static final LocalDateTime LOCAL = LocalDateTime.of(2024, 6, 3, 12, 30, 0, 500_000_000);
    private static final String UUID_TEXT = "123e4567-e89b-12d3-a456-426614174000";

    private static ResultColumn column(String label, SqlType type) {
        return new ResultColumn(label, label, type, true, null, null);
    }

    /** One row of one column, on it. */
    private static ResultSet on(SqlType type, @Nullable Object value) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {value});
        ResultSet resultSet = SingleTableResultSet.ofRows(List.of(column("v", type)), rows, null);
        assertThat(resultSet.next()).isTrue();
        return resultSet;
    }

    /** Rows of one int column. */
    private static ResultSet ints(int... values) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        Arrays.stream(values).forEach(value -> rows.add(new @Nullable Object[] {value}));
        return SingleTableResultSet.ofRows(List.of(column("n", SqlType.INT)), rows, null);
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(SqlType.STRING, "a", "a"),
                Arguments.of(SqlType.INT, 42, 42),
                Arguments.of(SqlType.LONG, 42L, 42L),
                Arguments.of(SqlType.DECIMAL, new BigDecimal("1.5"), new BigDecimal("1.5")),
                Arguments.of(SqlType.decimal(18, 2), new BigDecimal("12.5"), new BigDecimal("12.50")),
                Arguments.of(SqlType.DOUBLE, 1.5, 1.5),
                Arguments.of(SqlType.BOOLEAN, true, true),
                Arguments.of(SqlType.DATE, LOCAL.toLocalDate(), Date.valueOf("2024-06-03")),
                Arguments.of(SqlType.TIME, LocalTime.of(12, 30), Time.valueOf("12:30:00")),
                Arguments.of(SqlType.TIMESTAMP, LOCAL, Timestamp.valueOf(LOCAL)),
                Arguments.of(SqlType.TIMESTAMPTZ, INSTANT, INSTANT),
                Arguments.of(SqlType.UUID, UUID_TEXT, UUID_TEXT),
                Arguments.of(SqlType.BINARY, Bytes.of(new byte[] {1, 2}), new byte[] {1, 2}),
                Arguments.of(SqlType.JSON, JsonNodeFactory.instance.objectNode().put("a", 1), "{\"a\":1}"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void getObjectGivesTheClassOfTheTypeTable(SqlType type, Object value, Object expected) throws SQLException {
        ResultSet resultSet = on(type, value);
        ResultSetMetaData metadata = resultSet.getMetaData();

        assertThat(resultSet.getObject(1)).isEqualTo(expected);
        assertThat(resultSet.getObject("V")).isEqualTo(expected);
        assertThat(resultSet.getObject(1, Object.class)).isEqualTo(expected);
        assertThat(resultSet.getObject(1, Map.of())).isEqualTo(expected);
        assertThat(resultSet.wasNull()).isFalse();
        assertThat(expected.getClass().getName()).isEqualTo(metadata.getColumnClassName(1));
        assertThat(metadata.getColumnType(1)).isEqualTo(type.kind().jdbcType());
        assertThat(metadata.getColumnTypeName(1)).isEqualTo(type.kind().sqlName());
    }

    @ParameterizedTest
    @MethodSource("objects")
    void nullIsNullOrZeroInEveryGetter(SqlType type, Object value, Object expected) throws SQLException {
        ResultSet resultSet = on(type, null);

        for (Getter getter : Getter.ALL) {
            resultSet = on(type, value);
            resultSet.getObject(1);
            assertThat(resultSet.wasNull()).isFalse();
            resultSet = on(type, null);
            assertThat(getter.get(resultSet)).as(getter.name()).isIn(null, 0, 0L, (short) 0, (byte) 0, 0f, 0d, false);
            assertThat(resultSet.wasNull()).as(getter.name()).isTrue();
        }
    }

    private record Getter(String name, Call call) {
        private interface Call {
            @Nullable
            Object get(ResultSet resultSet) throws SQLException;
        }

        static final List<Getter> ALL = List.of(
                new Getter("getString", r -> r.getString(1)),
                new Getter("getNString", r -> r.getNString(1)),
                new Getter("getBoolean", r -> r.getBoolean(1)),
                new Getter("getByte", r -> r.getByte(1)),
                new Getter("getShort", r -> r.getShort(1)),
                new Getter("getInt", r -> r.getInt(1)),
                new Getter("getLong", r -> r.getLong(1)),
                new Getter("getFloat", r -> r.getFloat(1)),
                new Getter("getDouble", r -> r.getDouble(1)),
                new Getter("getBigDecimal", r -> r.getBigDecimal(1)),
                new Getter("getBytes", r -> r.getBytes(1)),
                new Getter("getDate", r -> r.getDate(1)),
                new Getter("getTime", r -> r.getTime(1)),
                new Getter("getTimestamp", r -> r.getTimestamp(1)),
                new Getter("getObject", r -> r.getObject(1)),
                new Getter("getObject(class)", r -> r.getObject(1, String.class)),
                new Getter("getArray", r -> r.getArray(1)),
                new Getter("getURL", r -> r.getURL(1)),
                new Getter("getAsciiStream", r -> r.getAsciiStream(1)),
                new Getter("getBinaryStream", r -> r.getBinaryStream(1)),
                new Getter("getCharacterStream", r -> r.getCharacterStream(1)),
                new Getter("getNCharacterStream", r -> r.getNCharacterStream(1)));

        @Nullable
        Object get(ResultSet resultSet) throws SQLException {
            return call.get(resultSet);
        }
    }

    @Test
    void numbersFitOrAreRefused() throws SQLException {
        ResultSet thousand = on(SqlType.INT, 1000);

        assertThat(thousand.getShort("v")).isEqualTo((short) 1000);
        assertThat(thousand.getLong("v")).isEqualTo(1000);
        assertThat(thousand.getFloat("v")).isEqualTo(1000f);
        assertThat(thousand.getObject(1, BigInteger.class)).isEqualTo(BigInteger.valueOf(1000));
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> thousand.getByte(1))
                .extracting(SQLException::getSQLState)
                .isEqualTo("22003");
    }

    @Test
    void javaTimeAndOtherClassesOnRequest() throws SQLException {
        assertThat(on(SqlType.DATE, LOCAL.toLocalDate()).getObject(1, LocalDate.class))
                .isEqualTo("2024-06-03");
        assertThat(on(SqlType.TIMESTAMP, LOCAL).getObject("v", LocalDateTime.class))
                .isEqualTo(LOCAL);
        assertThat(on(SqlType.TIMESTAMPTZ, INSTANT).getObject(1, Instant.class)).isEqualTo("2024-06-03T10:30:00Z");
        assertThat(on(SqlType.UUID, UUID_TEXT).getObject(1, UUID.class)).isEqualTo(UUID.fromString(UUID_TEXT));
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> on(SqlType.INT, 1).getObject(1, Thread.class))
                .extracting(SQLException::getSQLState)
                .isEqualTo("22018");
    }

    @Test
    void calendarsAreTheZoneOfJavaSqlTypes() throws SQLException {
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));

        assertThat(on(SqlType.TIMESTAMP, LOCAL).getTimestamp(1, tokyo).toInstant())
                .isEqualTo(LOCAL.atOffset(ZoneOffset.ofHours(9)).toInstant());
    }

    @Test
    void streamsAndUrls() throws SQLException, IOException {
        ResultSet text = on(SqlType.STRING, "https://example.org/ä");

        assertThat(Streams.text(text.getCharacterStream(1))).isEqualTo("https://example.org/ä");
        assertThat(text.getURL(1).toExternalForm())
                .isEqualTo(URI.create("https://example.org/ä").toString());
        assertThat(new String(on(SqlType.STRING, "abc").getAsciiStream(1).readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("abc");
        assertThat(on(SqlType.BINARY, Bytes.of(new byte[] {7})).getBinaryStream(1))
                .hasBinaryContent(new byte[] {7});
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> on(SqlType.STRING, "no url").getURL(1))
                .withMessageContaining("column v");
    }

    @Test
    void arraysAreReadWholeInPartsOrAsRows() throws SQLException {
        ResultSet resultSet = on(SqlType.set(SqlType.DECIMAL), List.of(BigDecimal.ONE, BigDecimal.TEN));
        Array array = resultSet.getArray(1);

        assertThat(resultSet.getString(1)).isEqualTo("[1,10]");
        assertThat(array.getBaseType()).isEqualTo(Types.DECIMAL);
        assertThat((BigDecimal[]) array.getArray()).containsExactly(BigDecimal.ONE, BigDecimal.TEN);
        assertThat((BigDecimal[]) array.getArray(2, 5)).containsExactly(BigDecimal.TEN);
        try (ResultSet rows = array.getResultSet(2, 1)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("INDEX")).isEqualTo(2);
            assertThat(rows.getBigDecimal("VALUE")).isEqualTo(BigDecimal.TEN);
            assertThat(rows.next()).isFalse();
        }
        array.free();
        assertThatExceptionOfType(SQLException.class).isThrownBy(array::getArray);
    }

    @Test
    void labelsAreFoundWhateverTheirCaseAndTheFirstWins() throws SQLException {
        List<@Nullable Object[]> rows = List.<@Nullable Object[]>of(new @Nullable Object[] {1, 2});
        ResultSet resultSet =
                SingleTableResultSet.ofRows(List.of(column("Id", SqlType.INT), column("ID", SqlType.INT)), rows, null);
        resultSet.next();

        assertThat(resultSet.findColumn("id")).isEqualTo(1);
        assertThat(resultSet.getInt("iD")).isEqualTo(1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> resultSet.getInt("other"))
                .withMessage("the result has no column 'other'; its columns are Id, ID");
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> resultSet.getInt(0));
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> resultSet.getInt(3));
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> resultSet.findColumn(null));
    }

    @Test
    void positionsAreKnownAllTheWay() throws SQLException {
        ResultSet resultSet = ints(7, 8);

        assertThat(resultSet.isBeforeFirst()).isTrue();
        assertThat(resultSet.getRow()).isZero();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> resultSet.getInt(1))
                .withMessageContaining("call next() first");
        resultSet.next();
        assertThat(resultSet.isFirst()).isTrue();
        assertThat(resultSet.isBeforeFirst()).isFalse();
        assertThat(resultSet.isLast()).isFalse();
        assertThat(resultSet.getInt(1)).isEqualTo(7);
        resultSet.next();
        assertThat(resultSet.isFirst()).isFalse();
        assertThat(resultSet.isLast()).isTrue();
        assertThat(resultSet.getRow()).isEqualTo(2);
        assertThat(resultSet.getInt(1)).isEqualTo(8);
        assertThat(resultSet.next()).isFalse();
        assertThat(resultSet.isAfterLast()).isTrue();
        assertThat(resultSet.getRow()).isZero();
        assertThat(resultSet.next()).isFalse();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> resultSet.getInt(1));
    }

    @Test
    void withoutRowsThereIsNoPosition() throws SQLException {
        ResultSet resultSet = ints();

        assertThat(resultSet.isBeforeFirst()).isFalse();
        assertThat(resultSet.next()).isFalse();
        assertThat(resultSet.isAfterLast()).isFalse();
        assertThat(resultSet.isLast()).isFalse();
    }

    /** A cursor that throws what is no row. */
    private static ResultSet rowsOrErrors(Object... steps) {
        Deque<Object> left = new ArrayDeque<>(List.of(steps));
        RowCursor cursor = new RowCursor() {
            @Override
            public @Nullable Object @Nullable [] next() {
                Object step = left.poll();
                if (step instanceof RuntimeException failure) {
                    throw failure;
                }
                return step == null ? null : new @Nullable Object[] {step};
            }

            @Override
            public void close() {
                left.clear();
            }
        };
        return new SingleTableResultSet(
                List.of(column("n", SqlType.INT)), new ForwardPosition(cursor), "", null, null, null);
    }

    @Test
    void aBadItemHidesNoOthers() throws SQLException {
        ResultSet resultSet = rowsOrErrors(1, new DriverException(SqlState.CANNOT_CONVERT, "bad item"), 3);
        resultSet.next();
        assertThat(resultSet.isLast()).isFalse();
        assertThat(resultSet.getInt(1)).isEqualTo(1);

        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(resultSet::next)
                .withMessage("bad item");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> resultSet.getInt(1))
                .withMessageContaining("on no row");
        assertThat(resultSet.next()).isTrue();
        assertThat(resultSet.getInt(1)).isEqualTo(3);
        assertThat(resultSet.getRow()).isEqualTo(3);
        assertThat(resultSet.next()).isFalse();
    }

    @Test
    void closedIsClosed() throws SQLException {
        ResultSet resultSet = on(SqlType.INT, 1);
        resultSet.close();
        resultSet.close();

        assertThat(resultSet.isClosed()).isTrue();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> resultSet.getInt(1))
                .withMessage("the result set is closed");
    }

    @Test
    void largeObjectsAreCopies() throws SQLException {
        ResultSet bytes = on(SqlType.BINARY, Bytes.of(new byte[] {1, 2, 3}));
        assertThat(bytes.getBlob("v").getBytes(2, 2)).containsExactly(2, 3);
        ResultSet text = on(SqlType.STRING, "some text");
        assertThat(text.getClob(1).getSubString(6, 4)).isEqualTo("text");
        ResultSet none = on(SqlType.STRING, null);
        assertThat(none.getClob(1)).isNull();
        assertThat(none.wasNull()).isTrue();
    }

    @Test
    void onlyForwardAndReading() throws SQLException {
        ResultSet resultSet = on(SqlType.INT, 1);

        assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(resultSet::first);
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(() -> resultSet.updateInt(1, 2));
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(() -> resultSet.getRef("v"));
        assertThat(resultSet.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(resultSet.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    }
}
