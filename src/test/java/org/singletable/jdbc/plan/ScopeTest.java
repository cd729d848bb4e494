package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.sql.Expr;

/** What names stand for. Slots: customer has 6 columns, order 7, order_line 6. */
class ScopeTest {
    private static final String TWO = "SELECT 1 FROM customer c JOIN \"order\" o ON c.username = o.username";

    private static String find(String from, String schema, String qualifier, String name) {
        Scope scope = PlanSamples.from(from).scope();
        return PlanText.of(
                scope.find(new Expr.ColumnRef(schema, qualifier, name)).value());
    }

    @ParameterizedTest
    @CsvSource({
        ", c, username, username@0",
        ", C, USERNAME, username@0",
        ", o, username, username@6",
        ", , email, email@1",
        ", , Order_Id, order_id@7",
        "shop, o, total, total@9",
        "SHOP, o, total, total@9",
    })
    void aNameIsFoundInItsTable(String schema, String qualifier, String name, String expected) {
        assertThat(find(TWO, schema, qualifier, name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT username FROM customer c JOIN \"order\" o ON o.total = 1; 42702; c.username or o.username",
                "SELECT emial FROM customer; 42703; did you mean \"email\"?",
                "SELECT emial FROM customer c JOIN \"order\" o ON 1 = 1; 42703; did you mean \"email\"?",
                "SELECT c.totl FROM customer c JOIN \"order\" o ON 1 = 1; 42703; does not exist in table \"customer\"",
                "SELECT x.email FROM customer c; 42P01; \"x\" is no table of this statement; its table is called \"c\"",
                "SELECT customer.email FROM customer c; 42P01; its table is called \"c\"",
                "SELECT x.email FROM customer c JOIN \"order\" o ON 1 = 1; 42P01; its tables are c, o",
                "SELECT x.* FROM customer; 42P01; \"x\" is no table",
                "SELECT * FROM custmer; 42P01; did you mean \"customer\"?",
                "SELECT other.customer.email FROM customer; 42P01; schema \"other\" does not exist",
                "SELECT * FROM other.customer; 42P01; schema \"other\" does not exist",
                "SELECT 1 FROM customer JOIN customer ON 1 = 1; 42601; two tables of this statement are called",
                "SELECT 1 FROM customer a JOIN \"order\" A ON 1 = 1; 42601; two tables of this statement are called",
                "SELECT a; 42703; the statement reads no table",
                "SELECT *; 42703; the statement reads no table",
                "SELECT d.a FROM (SELECT DISTINCT email AS a, vip AS a FROM customer) d; 42702; is ambiguous",
                "SELECT d.email FROM (SELECT DISTINCT email AS a FROM customer) d; 42703; columns are a",
                "SELECT d.a FROM (SELECT DISTINCT email AS a FROM customer) d (b); 42703; columns are b",
                "SELECT d.a FROM (SELECT email AS a FROM customer) d (b); 42703; columns are b",
                "SELECT 1 FROM (SELECT email FROM customer) d (b, c); 42601; names 2 columns, but its query gives 1",
                "SELECT 1 FROM (SELECT DISTINCT email, vip FROM customer) d (b); 42601; names 1 columns, but its query gives 2",
                "DELETE FROM _items WHERE pk = 'a'; 42501; read-only",
            })
    void aNameThatIsNotFoundOrFoundTwiceIsAnError(String sql, String state, String message) {
        PlanSamples.refused(sql, state, message);
    }

    @Test
    void theConditionOfAJoinSeesItsTwoSidesOnly() {
        PlanSamples.refused(
                "SELECT 1 FROM customer c JOIN \"order\" o ON o.order_id = l.order_id JOIN order_line l ON 1 = 1",
                "42P01",
                "\"l\" is no table");
    }

    @Test
    void theItemsAreATableOfKeyAttributesEntityAndItem() {
        Scope scope = PlanSamples.from("SELECT 1 FROM _items").scope();
        assertThat(columns(scope)).containsExactly("pk string", "sk string", "_entity string?", "_item json");
        assertThat(find("SELECT 1 FROM customer JOIN _ITEMS i ON 1 = 1", null, "i", "sk"))
                .isEqualTo("@7");
    }

    @Test
    void theRightSideOfALeftJoinMayBeNull() {
        Scope scope = PlanSamples.from("SELECT 1 FROM order_line l LEFT JOIN product p ON p.sku = l.sku")
                .scope();
        assertThat(columns(scope)).contains("line_no int", "name string?");
    }

    private static List<String> columns(Scope scope) {
        return scope.tables().stream()
                .flatMap(table -> table.visibleColumns().stream())
                .map(column -> column.name() + " " + column.value().type() + (column.nullable() ? "?" : ""))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT * FROM customer c WHERE EXISTS (SELECT 1 FROM \"order\" o WHERE o.username = c.username AND o.order_id = 'x')",
                "SELECT * FROM customer c WHERE EXISTS (SELECT 1 FROM product WHERE sku = email)",
                "SELECT * FROM customer c WHERE points IN (SELECT c.points)",
                "SELECT * FROM customer c WHERE points = (SELECT points)",
                "SELECT * FROM customer c WHERE points IN (SELECT d.p FROM (SELECT c.points AS p FROM product) d)",
            })
    void aCorrelatedSubqueryIsRefused(String sql) {
        PlanSamples.refused(sql, "HYC00", "a correlated subquery");
    }

    @Test
    void aNameWithinAQueryIsItsOwnFirst() {
        assertThat(PlanText.of(
                        PlanSamples.query("SELECT * FROM customer WHERE username IN (SELECT username FROM customer)")
                                .subqueries()
                                .get(0)))
                .startsWith("project[username@0]");
    }

    @Test
    void anUnknownNameInASubqueryIsUnknown() {
        PlanSamples.refused(
                "SELECT * FROM customer c WHERE EXISTS (SELECT 1 FROM product WHERE nonsense = 1)",
                "42703",
                "does not exist");
    }

    @Test
    void writesSeeTheirTableOnly() {
        PlanSamples.refused("UPDATE customer SET points = o.total WHERE username = 'a'", "42P01", "\"o\" is no table");
        PlanSamples.refused(
                "DELETE FROM customer WHERE username IN (SELECT sku FROM product WHERE sku = email)",
                "HYC00",
                "correlated");
    }
}
