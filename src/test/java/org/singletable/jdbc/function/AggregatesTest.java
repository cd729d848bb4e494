package org.singletable.jdbc.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

/** What aggregates give, by hand; FunctionsLikeH2Test compares more with H2. */
class AggregatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            count ; string ; a,b,a ; long ; 3
            count ; int ; ; long ; 0
            sum ; int ; 2147483647,2147483647 ; long ; 4294967294
            sum ; int ; ; long ; NULL
            sum ; long ; 9223372036854775807,9223372036854775807,-5 ; decimal(29,0) ; 18446744073709551609
            sum ; long ; -9223372036854775808,-9223372036854775808 ; decimal(29,0) ; -18446744073709551616
            sum ; decimal(5,2) ; 1.50,2.50 ; decimal(15,2) ; 4.00
            sum ; decimal(38,2) ; 1.50,2.50 ; decimal(38,2) ; 4.00
            sum ; decimal ; 1.5,2.5 ; decimal ; 4
            sum ; decimal ; 1E100,1,-1E100 ; decimal ; 1
            sum ; decimal ; 1E100,1 ; 22003 ;
            sum ; double ; 0.1,0.2,0.3 ; double ; 0.6
            sum ; double ; 1e308,1,-1e308 ; double ; 1.0
            sum ; double ; 1e308,1e308 ; 22003 ;
            sum ; double ; NaN,1 ; double ; NaN
            sum ; boolean ; true,false,true ; long ; 2
            sum ; string ; 1 ; 42883 ;
            sum ; date ; ; 42883 ;
            avg ; int ; 1,2 ; double ; 1.5
            avg ; int ; -1,-2,-2 ; double ; -1.6666666666666667
            avg ; int ; ; double ; NULL
            avg ; long ; 1,2 ; decimal(29,10) ; 1.5000000000
            avg ; long ; 9223372036854775807,9223372036854775807,2 ; decimal(29,10) ; 6148914691236517205.3333333333
            avg ; decimal(5,2) ; 1.50,2.25,3.10 ; decimal(15,12) ; 2.283333333333
            avg ; decimal ; 1,1,0 ; decimal ; 0.66666666666666666666666666666666666667
            avg ; double ; 0.1,0.2,0.3 ; double ; 0.2
            avg ; double ; 1e308,1e308 ; double ; 1.0E308
            avg ; boolean ; true ; 42883 ;
            avg ; timestamp ; ; 42883 ;
            min ; string ; b,B,a ; string ; B
            max ; string ; ｡,😀 ; string ; 😀
            max ; date ; 2024-06-03,2024-06-04 ; date ; 2024-06-04
            min ; decimal(5,2) ; 2.50,1.50 ; decimal(5,2) ; 1.50
            max ; boolean ; false,true ; boolean ; true
            min ; string ; ; string ; NULL
            median ; int ; 1 ; 42883 ;
            """)
    void groups(String name, String type, String values, String typeOrState, String expected) {
        SqlType argument = SqlTypes.parse(type).orElseThrow();
        List<Object> converted = values == null
                ? List.of()
                : Arrays.stream(values.split(","))
                        .map(text -> Conversions.convert(text, argument))
                        .toList();
        if (Character.isDigit(typeOrState.charAt(0))) {
            assertThatThrownBy(() -> aggregate(name, argument, converted))
                    .isInstanceOfSatisfying(
                            DriverException.class,
                            e -> assertThat(e.state().code()).isEqualTo(typeOrState));
            return;
        }
        assertThat(Aggregates.resolve(name, argument).type())
                .isEqualTo(SqlTypes.parse(typeOrState).orElseThrow());
        assertThat(aggregate(name, argument, converted)).isEqualTo(expected);
    }

    private static String aggregate(String name, SqlType type, List<Object> values) {
        AggregateFunction.Accumulator group = Aggregates.resolve(name, type).start();
        values.forEach(group::add);
        Object result = group.result();
        return result == null ? "NULL" : (String) Conversions.convert(result, SqlType.STRING);
    }

    /** Rows come from several requests at once. */
    @Test
    void theOrderOfDoublesDoesNotMatter() {
        Random random = new Random(7);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            values.add(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
        }
        String sum = aggregate("sum", SqlType.DOUBLE, values);
        String average = aggregate("avg", SqlType.DOUBLE, values);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(values, random);
            assertThat(aggregate("sum", SqlType.DOUBLE, values)).isEqualTo(sum);
            assertThat(aggregate("avg", SqlType.DOUBLE, values)).isEqualTo(average);
        }
    }

    @Test
    void groupsAreApart() {
        AggregateFunction count = Aggregates.resolve("count", SqlType.INT);
        AggregateFunction.Accumulator first = count.start();
        first.add(1);
        assertThat(count.start().result()).isEqualTo(0L);
        assertThat(first.result()).isEqualTo(1L);
    }
}
