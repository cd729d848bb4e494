package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource(nullValues = "null", textBlock = """
                    null,        order_line, true
                    '%',         order_line, true
                    order_line,  order_line, true
                    order_line,  orderXline, true
                    order\\_line, order_line, true
                    order\\_line, orderXline, false
                    ord%,        order,      true
                    ord%,        Order,      false
                    %der,        order,      true
                    o_der,       order,      true
                    o_der,       oder,       false
                    '',          order,      false
                    o.der,       order,      false
                    'a\\\\b',    'a\\b',     true
                    'a\\',       'a\\',      true
                    """)
    void matches(@Nullable String pattern, String name, boolean expected) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(expected);
    }
}
