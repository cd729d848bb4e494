package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

class OperandsTest {
    @Test
    void comparesAcrossTypesWithoutRounding() {
        assertThat(Operands.compare(2, SqlType.INT, new BigDecimal("1.5"), SqlType.DECIMAL))
                .isPositive();
        assertThat(Operands.compare("10", SqlType.STRING, 9, SqlType.INT)).isPositive();
        assertThat(Operands.compare(
                        LocalDate.parse("2024-01-01"),
                        SqlType.DATE,
                        LocalDateTime.parse("2024-01-01T12:00"),
                        SqlType.TIMESTAMP))
                .isNegative();
    }

    @Test
    void aKeyIsLookedUpOnlyByAnEqualValue() {
        assertThat(Operands.exact(new BigDecimal("2.0"), SqlType.INT)).contains(2);
        assertThat(Operands.exact(new BigDecimal("1.5"), SqlType.INT)).isEmpty();
        assertThat(Operands.exact(1L << 40, SqlType.INT)).isEmpty();
        assertThat(Operands.exact("far too long", SqlType.string(3))).isEmpty();
        assertThat(Operands.exact(LocalDateTime.parse("2024-01-01T12:00"), SqlType.DATE))
                .isEmpty();
        assertThat(Operands.exact(LocalDateTime.parse("2024-01-01T00:00"), SqlType.DATE))
                .contains(LocalDate.parse("2024-01-01"));
        assertThat(Operands.exact("11111111-1111-4111-8111-1111111111AB", SqlType.UUID))
                .contains("11111111-1111-4111-8111-1111111111ab");
    }

    @Test
    void textThatIsNoValueOfTheTypeIsAnError() {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> Operands.exact("x", SqlType.INT))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.CANNOT_CONVERT));
    }
}
