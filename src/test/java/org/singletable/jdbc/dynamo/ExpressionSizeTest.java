package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;
import static org.singletable.jdbc.dynamo.ProxiedTable.path;
import static org.singletable.jdbc.dynamo.ProxiedTable.value;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** The limits of DynamoDB's expressions, as far as DynamoDB Local has them. */
class ExpressionSizeTest {
    private static final Condition EQUAL = new Condition.Equal(path("a"), value("x"));
    private static ProxiedTable table;

    @BeforeAll
    static void open() {
        table = new ProxiedTable();
    }

    @AfterAll
    static void close() {
        table.close();
    }

    static Stream<Arguments> sizes() {
        Condition in = new Condition.In(path("a"), List.of(value(1), value(2), value(3)));
        return Stream.of(
                Arguments.of(new Condition.All(List.of()), 0, 0, 0),
                Arguments.of(EQUAL, 1, "#a999 = #a999".length(), 2),
                Arguments.of(new Condition.Not(EQUAL), 2, "NOT (#a999 = #a999)".length(), 2),
                Arguments.of(new Condition.Exists(path("ab")), 1, "attribute_exists(#a999)".length(), 2),
                Arguments.of(in, 1, "#a999 IN (#a999, #a999, #a999)".length(), 4),
                Arguments.of(
                        new Condition.All(List.of(EQUAL, EQUAL, new Condition.All(List.of()))),
                        3,
                        "(#a999 = #a999) AND (#a999 = #a999)".length(),
                        3),
                Arguments.of(
                        new Condition.Any(List.of(new Condition.Between(path("a"), value(1), value(2)), EQUAL, in)),
                        5,
                        "(#a999 BETWEEN #a999 AND #a999) OR (#a999 = #a999) OR (#a999 IN (#a999, #a999, #a999))"
                                .length(),
                        7));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sizeOfACondition(Condition condition, int operators, int bytes, int operandBytes) {
        ExpressionSize size = ExpressionSize.of(condition);
        assertThat(size).isEqualTo(new ExpressionSize(operators, bytes, operandBytes));
        assertThat(size.fits()).isTrue();
    }

    @Test
    void sizesJoin() {
        assertThat(ExpressionSize.of(EQUAL).and(ExpressionSize.of(EQUAL)))
                .isEqualTo(new ExpressionSize(
                        3,
                        ExpressionSize.of(new Condition.All(List.of(EQUAL, EQUAL)))
                                .bytes(),
                        4));
    }

    private static boolean isTaken(Condition condition) {
        DriverException error = catchThrowableOfType(
                DriverException.class,
                () -> Writes.delete(table.client(), key("p", "a"), condition, new RequestContext(null)));
        assertThat(error == null ? null : error.state()).isIn(null, SqlState.LIMIT_EXCEEDED);
        return error == null;
    }

    /** Operators: 300 of them are taken and 301 are not, whatever they are. */
    @Test
    void operatorsAreCountedAsDynamoDbCountsThem() {
        List<Condition> kinds = List.of(
                EQUAL,
                new Condition.Between(path("a"), value(1), value(2)),
                new Condition.In(path("a"), List.of(value(1), value(2))));
        for (Condition kind : kinds) {
            Condition condition = new Condition.All(Collections.nCopies(60, kind));
            assertThat(ExpressionSize.of(condition).operators()).isEqualTo(119);
            while (ExpressionSize.of(condition).operators() < ExpressionSize.MAX_OPERATORS) {
                condition = new Condition.Not(condition);
            }
            assertThat(isTaken(condition)).as("%s", kind).isTrue();
            assertThat(isTaken(new Condition.Not(condition))).as("%s", kind).isFalse();
        }
    }

    /** What fits is taken: random conditions near the limits. */
    @Test
    void whatFitsIsTaken() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Condition condition = random(random, 1 + random.nextInt(170));
            if (ExpressionSize.of(condition).fits()) {
                assertThat(isTaken(condition)).as("seed %d", seed).isTrue();
            }
        }
    }

    private static Condition random(Random random, int leaves) {
        if (leaves == 1) {
            return leaf(random);
        }
        List<Condition> parts = IntStream.range(0, 2)
                .mapToObj(i -> random(random, i == 0 ? leaves / 2 : leaves - leaves / 2))
                .toList();
        Condition joined = random.nextBoolean() ? new Condition.All(parts) : new Condition.Any(parts);
        return random.nextInt(5) == 0 ? new Condition.Not(joined) : joined;
    }

    private static Condition leaf(Random random) {
        String name = "n" + random.nextInt(4);
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.Exists(path(name));
            case 1 -> new Condition.In(path(name), Collections.nCopies(1 + random.nextInt(20), value("v")));
            case 2 -> new Condition.Between(path(name), value(1), value(2));
            case 3 -> new Condition.BeginsWith(path(name), value("v"));
            case 4 -> new Condition.IsNull(path(name));
            default -> new Condition.Equal(path(name), value("v".repeat(random.nextInt(5))));
        };
    }

    /** The estimate has placeholders of the longest kind; with those that DynamoDB gets, 4096 bytes are the limit, too. */
    @Test
    void bytesAreCountedAsDynamoDbCountsThem() {
        int last = 0;
        for (int number = 120; number <= 150; number++) {
            Condition condition = new Condition.Any(Collections.nCopies(number, new Condition.NotExists(path("a"))));
            int sent = new Expressions().condition(condition).orElseThrow().length();
            assertThat(ExpressionSize.of(condition).operators()).isLessThan(ExpressionSize.MAX_OPERATORS);
            assertThat(ExpressionSize.of(condition).bytes()).isGreaterThanOrEqualTo(sent);
            assertThat(isTaken(condition)).as("%d bytes", sent).isEqualTo(sent <= ExpressionSize.MAX_BYTES);
            last = sent;
        }
        assertThat(last).isGreaterThan(ExpressionSize.MAX_BYTES);
    }
}
