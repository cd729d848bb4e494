package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;
import static org.singletable.jdbc.dynamo.ProxiedTable.path;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;

class StoredSizeTest {
    private static final Condition PRESENT = new Condition.Exists(path("pk"));
    private static ProxiedTable table;

    @BeforeAll
    static void open() {
        table = new ProxiedTable();
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static boolean isTaken(Item item) {
        DriverException error = catchThrowableOfType(
                DriverException.class,
                () -> Writes.put(table.client(), item, Condition.none(), new RequestContext(null)));
        assertThat(error == null ? "22001" : error.state().code()).isEqualTo("22001");
        return error == null;
    }

    /** The limit of an item is met to the byte, whatever it holds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'text': {'S': 'äöü€𝄞'}",
                "'flag': {'BOOL': true}, 'nothing': {'NULL': true}",
                "'bytes': {'B': 'AQID'}, 'set': {'BS': ['AQID', 'AQ==']}",
                "'set': {'SS': ['ä', 'bcd']}, 'empty': {'S': ''}",
                "'list': {'L': []}, 'map': {'M': {}}",
                "'list': {'L': [{'S': 'a'}, {'L': [{'BOOL': true}]}]}, 'map': {'M': {'k': {'M': {'l': {'S': 'x'}}}}}"
            })
    void anItem(String attributes) {
        String shape = "{'pk': {'S': 'p'}, 'sk': {'S': 'a'}, " + attributes + ", 'fill': {'S': '%s'}}";
        long empty = StoredSize.of(TestItems.item(shape.formatted("")));
        int room = (int) (StoredSize.MAX_ITEM - empty);
        Item largest = TestItems.item(shape.formatted("x".repeat(room)));
        assertThat(StoredSize.of(largest)).isEqualTo(StoredSize.MAX_ITEM);
        assertThat(isTaken(largest)).isTrue();
        Item tooLarge = TestItems.item(shape.formatted("x".repeat(room + 1)));
        assertThat(isTaken(tooLarge)).isFalse();
    }

    @Test
    void numbersAndWrites() {
        Item plain = item("p", "a");
        assertThat(StoredSize.of(plain)).isEqualTo(6);
        assertThat(StoredSize.of(item("p", "a", "n", 0))).isEqualTo(6 + 1 + 2);
        assertThat(StoredSize.of(item("p", "a", "n", -123))).isEqualTo(6 + 1 + 4);
        assertThat(StoredSize.of(new ItemWrite.Put(key("p", "a"), item("p", "a", "n", "x"), PRESENT)))
                .isEqualTo(8);
        assertThat(StoredSize.of(new ItemWrite.Delete(key("p", "a"), PRESENT))).isEqualTo(6);
        assertThat(StoredSize.of(new ItemWrite.Check(key("p", "a"), PRESENT))).isEqualTo(6);
        ItemWrite update = new ItemWrite.Update(
                key("p", "a"),
                List.of(
                        new UpdateAction.Put(path("text"), StoredValue.string("abc")),
                        new UpdateAction.Add(path("n"), StoredValue.number(BigDecimal.ONE)),
                        new UpdateAction.Remove(path("gone"))),
                PRESENT);
        assertThat(StoredSize.of(update)).isEqualTo(6 + 4 + 3);
    }
}
