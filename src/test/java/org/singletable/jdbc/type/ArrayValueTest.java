package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayValueTest {
    private final ArrayValue array = new ArrayValue(List.of("a", "b", "c"), SqlType.list(SqlType.STRING));

    @ParameterizedTest
    @CsvSource({"1,3,abc", "2,1,b", "3,9,c", "4,1,''", "1,0,''", "1,2147483647,abc"})
    void slicesCountFromOne(long index, int count, String expected) throws SQLException {
        assertThat(String.join("", (String[]) array.getArray(index, count))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-1,1", "5,1", "1,-1", "9223372036854775807,1"})
    void refusesSlicesOutside(long index, int count) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> array.getArray(index, count))
                .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("HY009"));
    }

    @Test
    void typeMapsAreRefusedUnlessEmpty() throws SQLException {
        assertThat((String[]) array.getArray(Map.of())).containsExactly("a", "b", "c");
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> array.getArray(Map.of("VARCHAR", String.class)))
                .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("HYC00"));
    }

    @Test
    void freedArraysCannotBeRead() {
        array.free();
        array.free();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(array::getArray)
                .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("HY010"));
        assertThatExceptionOfType(SQLException.class).isThrownBy(array::getBaseType);
    }
}
