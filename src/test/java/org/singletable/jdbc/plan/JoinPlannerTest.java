package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.plan.Blocks.asc;
import static org.singletable.jdbc.plan.Blocks.column;
import static org.singletable.jdbc.plan.Blocks.eq;
import static org.singletable.jdbc.plan.Blocks.in;
import static org.singletable.jdbc.plan.Blocks.inner;
import static org.singletable.jdbc.plan.Blocks.left;
import static org.singletable.jdbc.plan.Blocks.of;
import static org.singletable.jdbc.plan.Blocks.value;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.SqlType;

/** Rule 8: how tables are joined, and what is known of one because of another. */
class JoinPlannerTest {
    private static final Constant FALSE = new Constant(false, SqlType.BOOLEAN);

    private final Blocks shop = new Blocks(Blocks.SHOP);
    private final Source customer = shop.table("customer");
    private final Source order = shop.table("order");
    private final Source line = shop.table("order_line");
    private final Source product = shop.table("product");

    private final BoundExpr sameCustomer = eq(column(customer, "username"), column(order, "username"));
    private final BoundExpr alice = eq(column(customer, "username"), "alice");

    private Rel plan(FromBlock.Node from, BoundExpr... where) {
        return shop.plan(from, List.of(where), List.of()).rel();
    }

    private String path(FromBlock.Node from, BoundExpr... where) {
        return PathText.of(plan(from, where));
    }

    @Test
    void aParentAndItsChildrenAreReadByRequestsSentTogether() {
        Rel.HashJoin join = (Rel.HashJoin) plan(inner(of(customer), of(order), sameCustomer), alice);
        assertThat(PathText.of(join)).isEqualTo("hash1(key username, table username)");
        assertThat(join.condition()).containsExactly(sameCustomer);
        assertThat(((Rel.Read) join.left()).residual()).containsExactly(alice);
        assertThat(((Rel.Read) join.right()).residual())
                .as("carried, not evaluated")
                .isEmpty();
        assertThat(join.estimate()).isEqualTo(new Estimate(2, 101, false));
    }

    /** Lines can only match orders, and those have the customer's name. */
    @Test
    void whatIsKnownIsCarriedThroughOuterJoinsToWhatCanMatch() {
        BoundExpr sameName = eq(column(order, "username"), column(line, "username"));
        BoundExpr sameOrder = eq(column(order, "order_id"), column(line, "order_id"));
        FromBlock.Node orders = left(of(customer), of(order), sameCustomer);
        assertThat(path(left(orders, of(line), sameName, sameOrder), alice))
                .isEqualTo("left2(left1(collection0 username, collection0 username), collection0 username)");
    }

    @Test
    void listsAndBothSidesAreCarried() {
        assertThat(path(inner(of(customer), of(order), sameCustomer), in(column(order, "username"), "a", "b")))
                .isEqualTo("hash1(key username x2, table username x2)");
        assertThat(path(
                        inner(of(customer), of(order), sameCustomer),
                        Blocks.or(alice, eq(column(customer, "username"), "bob"))))
                .isEqualTo("hash1(key username x2, table username x2)");
        assertThat(path(
                        inner(of(customer), of(order), sameCustomer),
                        Blocks.compare(column(customer, "username"), Comparator.GT, value("a"))))
                .isEqualTo("hash1(gsi1 username>, gsi1)");
    }

    @Test
    void whatIsKnownGoesThroughThreeTables() {
        BoundExpr sameOrder = Blocks.and(
                eq(column(order, "username"), column(line, "username")),
                eq(column(order, "order_id"), column(line, "order_id")));
        FromBlock.Node from = inner(inner(of(customer), of(order), sameCustomer), of(line), sameOrder);
        assertThat(path(from, alice))
                .as("the three are all that a customer's partition holds")
                .isEqualTo("hash2(hash1(collection0 username, collection0 username), collection0 username)");
        assertThat(path(from, alice, eq(column(line, "order_id"), "o")))
                .isEqualTo("hash2(hash1(key username, key order_id username), table order_id username)");
    }

    @Test
    void rowsByPrimaryKeysOfOthersAreLookedUpInBatches() {
        BoundExpr sameSku = eq(column(line, "sku"), column(product, "sku"));
        BoundExpr ofAlice = eq(column(line, "username"), "alice");
        Rel.LookupJoin join = (Rel.LookupJoin) plan(inner(of(line), of(product), sameSku), ofAlice);
        assertThat(PathText.of(join)).isEqualTo("lookup(table username, key sku)");
        assertThat(join.estimate()).isEqualTo(new Estimate(2, 200, false));
        assertThat(join.condition()).containsExactly(sameSku);
        assertThat(path(left(of(line), of(product), sameSku), ofAlice))
                .isEqualTo("leftlookup(table username, key sku)");
        assertThat(path(inner(of(product), of(line), sameSku), ofAlice))
                .as("the table with a known key comes first")
                .isEqualTo("lookup(table username, key sku)");
    }

    /** However many lines there are, those of the orders that are found are no more for it. */
    @Test
    void rowsByPartOfAKeyAreFoundByAQueryForEachDistinctKey() {
        BoundExpr sameOrder = Blocks.and(
                eq(column(line, "username"), column(order, "username")),
                eq(column(line, "order_id"), column(order, "order_id")));
        BoundExpr isNew = eq(column(order, "status"), "new");
        Rel.LookupJoin join = (Rel.LookupJoin) plan(inner(of(order), of(line), sameOrder), isNew);
        assertThat(PathText.of(join)).isEqualTo("lookup(gsi2 status, table order_id username)");
        assertThat(join.right().estimate()).isEqualTo(new Estimate(100, 1000, false));
        assertThat(path(inner(of(line), of(order), sameOrder), isNew))
                .as("the table with a known key comes first")
                .isEqualTo("lookup(gsi2 status, table order_id username)");
        assertThat(path(left(of(order), of(line), sameOrder), isNew))
                .isEqualTo("leftlookup(gsi2 status, table order_id username)");
        assertThat(path(inner(of(customer), of(order), eq(column(customer, "email"), column(order, "status")))))
                .as("two lists are two Queries of some pages")
                .isEqualTo("hash1(gsi1, gsi1)");
    }

    @Test
    void aRangeFromTheLeftRowNarrowsItsQuery() {
        BoundExpr later = Blocks.compare(column(order, "order_id"), Comparator.GT, column(customer, "email"));
        FromBlock.Node from =
                left(of(product), of(customer), eq(column(product, "name"), column(customer, "username")));
        assertThat(path(
                        inner(from, of(order), sameCustomer, later),
                        eq(column(product, "sku"), "s"),
                        new BoundExpr.IsNull(column(customer, "username"), true)))
                .isEqualTo("lookup(lookup(key sku, key username), table username order_id>)");
    }

    /** What an index has by the values of left rows; the beginning of a list's key, too. */
    @Test
    void indexesAreLookedUpToo() {
        BoundExpr sku = eq(column(product, "sku"), "s");
        assertThat(path(inner(of(product), of(order), eq(column(order, "status"), column(product, "name"))), sku))
                .isEqualTo("lookup(key sku, gsi2 status)");
        assertThat(path(inner(of(product), of(order), eq(column(order, "order_id"), column(product, "name"))), sku))
                .isEqualTo("lookup(key sku, gsi1 order_id)");
    }

    @Test
    void aScanIsWorseThanLookingUpTheRowsOfAList() {
        BoundExpr sameOrder = Blocks.and(
                eq(column(line, "username"), column(order, "username")),
                eq(column(line, "order_id"), column(order, "order_id")));
        assertThat(path(inner(of(order), of(line), sameOrder))).isEqualTo("lookup(gsi1, table order_id username)");
        assertThat(path(left(of(line), of(order), sameOrder)))
                .as("a Scan, and then 1,000 requests for keys instead of the 10 of the list")
                .isEqualTo("left2(scan, gsi1)");
    }

    /** Nobody knows how many rows are read until the first ones match; no more than it takes are looked up. */
    @Test
    void theFirstRowsAreLookedUp() {
        FromBlock.Node from = inner(of(customer), of(order), sameCustomer);
        assertThat(PathText.of(shop.plan(from, List.of(), new Delivery(List.of(), true))
                        .rel()))
                .isEqualTo("lookup(gsi1, table username)");
        List<SortKey> byName = List.of(asc(column(customer, "username")));
        assertThat(PathText.of(
                        shop.plan(from, List.of(), new Delivery(byName, true)).rel()))
                .isEqualTo("lookup(gsi1, table username)");
        List<SortKey> byPoints = List.of(asc(column(customer, "points")));
        assertThat(PathText.of(
                        shop.plan(from, List.of(), new Delivery(byPoints, true)).rel()))
                .as("to be sorted all are needed")
                .isEqualTo("hash1(gsi1, gsi1)");
    }

    @Test
    void listsOfWholeTablesAreReadOnce() {
        assertThat(path(inner(of(customer), of(order), sameCustomer)))
                .as("10 requests, where looking up 10,000 keys would be 100")
                .isEqualTo("hash1(gsi1, gsi1)");
        BoundExpr sameSku = eq(column(line, "sku"), column(product, "sku"));
        assertThat(path(inner(of(line), of(product), sameSku))).isEqualTo("hash1(scan, gsi1)");
    }

    @Test
    void aLeftJoinKeepsLeftRows() {
        FromBlock.Node from = left(of(customer), of(order), sameCustomer);
        assertThat(path(from, alice)).isEqualTo("left1(key username, table username)");
        assertThat(path(from, eq(column(order, "username"), "alice")))
                .as("refuses rows without a match")
                .isEqualTo("hash1(key username, table username)");
        assertThat(path(from, alice, new BoundExpr.IsNull(column(order, "order_id"), false)))
                .isEqualTo("filter1(left1(key username, table username))");
        assertThat(path(
                        from,
                        alice,
                        Blocks.or(
                                eq(column(order, "status"), "new"),
                                new BoundExpr.IsNull(column(order, "status"), false))))
                .isEqualTo("filter1(left1(key username, table username))");
    }

    @Test
    void conditionsOfALeftJoinSayNothingAboutTheLeftTable() {
        BoundExpr ofOrder = eq(column(order, "username"), "alice");
        assertThat(path(left(of(customer), of(order), sameCustomer, ofOrder))).isEqualTo("left1(gsi1, table username)");
        Rel.HashJoin join = (Rel.HashJoin) plan(left(of(customer), of(order), sameCustomer, alice));
        assertThat(PathText.of(join)).isEqualTo("left1(gsi1, table username)");
        assertThat(join.condition()).containsExactly(sameCustomer, alice);
    }

    @Test
    void anInnerJoinOnTheRightOfALeftJoinMakesItInner() {
        BoundExpr sameSku = eq(column(order, "note"), column(product, "sku"));
        FromBlock.Node from = inner(left(of(customer), of(order), sameCustomer), of(product), sameSku);
        assertThat(path(from, alice)).isEqualTo("lookup(hash1(key username, table username), key sku)");
    }

    @Test
    void whatCannotBeTrueReadsNothing() {
        FromBlock.Node from = inner(of(customer), of(order), sameCustomer);
        assertThat(path(from, FALSE)).isEqualTo("hash1(nothing, nothing)");
        assertThat(path(from, alice, eq(column(order, "note"), new Constant(null, SqlType.STRING))))
                .isEqualTo("hash1(nothing, nothing)");
        assertThat(path(left(of(customer), of(order), sameCustomer), FALSE)).isEqualTo("left1(nothing, nothing)");
        assertThat(path(left(of(customer), of(order), sameCustomer, FALSE), alice))
                .isEqualTo("left1(key username, nothing)");
    }

    @Test
    void aJoinWithoutEqualityTriesEachPair() {
        BoundExpr less = Blocks.compare(column(customer, "points"), Comparator.LT, column(product, "price"));
        Rel.HashJoin join =
                (Rel.HashJoin) plan(inner(of(customer), of(product), less), alice, eq(column(product, "sku"), "s"));
        assertThat(PathText.of(join)).isEqualTo("hash0(key username, key sku)");
        assertThat(join.condition()).containsExactly(less);
    }

    @Test
    void valuesOfDifferentTypesAreNotHashed() {
        BoundExpr mixed = eq(column(customer, "email"), column(order, "total"));
        Rel.HashJoin join = (Rel.HashJoin) plan(inner(of(customer), of(order), mixed), alice);
        assertThat(join.leftKeys()).isEmpty();
        assertThat(join.condition()).containsExactly(mixed);
    }

    @Test
    void aTableJoinedWithItselfHasColumnsOfItsOwn() {
        Source other = shop.table("customer");
        BoundExpr same = eq(column(customer, "username"), column(other, "email"));
        assertThat(path(inner(of(customer), of(other), same), alice)).isEqualTo("hash1(key username, gsi1)");
        assertThat(path(inner(of(customer), of(other), same), eq(column(other, "username"), "bob")))
                .isEqualTo("lookup(key username, key username)");
    }

    @Test
    void rowsComeInTheOrderOfTheFirstTable() {
        FromBlock.Node from = inner(of(order), of(customer), sameCustomer);
        BoundExpr status = eq(column(order, "status"), "new");
        assertThat(shop.plan(from, List.of(status), List.of(asc(column(order, "placed")))))
                .satisfies(planned -> {
                    assertThat(PathText.of(planned.rel())).isEqualTo("lookup(gsi2 status, key username)");
                    assertThat(planned.ordered()).isTrue();
                });
        assertThat(shop.plan(from, List.of(status), List.of(asc(column(customer, "points"))))
                        .ordered())
                .isFalse();
        assertThat(shop.plan(
                                inner(of(customer), of(order), sameCustomer),
                                List.of(alice),
                                List.of(asc(column(order, "placed"))))
                        .ordered())
                .as("one row on the left says nothing about those on the right")
                .isFalse();
    }

    @Test
    void entitiesThatFillAPartitionShareAQuery() {
        Blocks paths = new Blocks(Blocks.PATHS);
        Source doc = paths.table("doc");
        Source part = paths.table("part");
        BoundExpr sameDoc = eq(column(doc, "id"), column(part, "doc"));
        FromBlock.Node from = inner(of(doc), of(part), sameDoc);
        List<BoundExpr> known = List.of(eq(column(doc, "id"), "d"));
        Rel rel = paths.plan(from, known, List.of()).rel();
        assertThat(PathText.of(rel)).isEqualTo("hash1(collection0 id, collection0 doc)");
        assertThat(rel.estimate()).isEqualTo(new Estimate(1, 100, false));
        List<BoundExpr> one = List.of(known.get(0), eq(column(part, "no"), 3));
        assertThat(PathText.of(paths.plan(from, one, List.of()).rel()))
                .as("two items need not be found among all")
                .isEqualTo("hash1(key id, key doc no)");
        List<BoundExpr> several = List.of(in(column(doc, "id"), "d", "e"));
        assertThat(PathText.of(paths.plan(from, several, List.of()).rel())).isEqualTo("hash1(key id x2, table doc x2)");
    }

    @Test
    void queriesInFromAndPhysicalItems() {
        int offset = shop.slots(4);
        FromBlock.Items items = new FromBlock.Items(offset);
        BoundExpr pk = new BoundExpr.Slot(offset, SqlType.STRING);
        BoundExpr sk = new BoundExpr.Slot(offset + 1, SqlType.STRING);
        assertThat(path(items)).isEqualTo("items");
        assertThat(path(items, eq(pk, "a"))).isEqualTo("items partition");
        assertThat(path(items, eq(pk, "a"), eq(sk, "b"))).isEqualTo("items partition sort");
        assertThat(path(items, eq(sk, "b"))).isEqualTo("items");
        assertThat(path(items, eq(pk, 5))).as("a text that reads as 5").isEqualTo("items");
        assertThat(path(items, new BoundExpr.Segment(value(0), value(2)))).isEqualTo("items segment");

        int first = shop.slots(1);
        FromBlock.Derived derived = new FromBlock.Derived(new Rel.OneRow(), 1, first);
        BoundExpr name = new BoundExpr.Slot(first, SqlType.STRING);
        assertThat(path(derived, eq(name, "a"))).isEqualTo("derived1");
        assertThat(path(inner(derived, of(customer), eq(name, column(customer, "username")))))
                .isEqualTo("lookup(derived0, key username)");
        assertThat(path(derived, FALSE)).isEqualTo("filter1(one)");
    }

    @Test
    void aSegmentNeedsATableAlone() {
        BoundExpr segment = new BoundExpr.Segment(value(0), value(2));
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> plan(inner(of(customer), of(order), sameCustomer), segment));
    }
}
