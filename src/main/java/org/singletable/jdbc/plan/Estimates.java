package org.singletable.jdbc.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.plan.KeyChoices.Choice;

/** What access paths are assumed to cost: sizes are not known, so they are those of a table of middling size. */
final class Estimates {
    static final long ITEMS_OF_PARTITION = 100;
    static final long ITEMS_OF_LIST = 10_000;
    static final long ITEMS_OF_TABLE = 100_000;
    static final long ROWS_OF_SUBQUERY = 100;

    private static final long ITEMS_OF_PAGE = 1_000;
    private static final long KEYS_OF_BATCH = 100;
    private static final long KNOWN_COLUMN_KEEPS_ONE_IN = 10;
    private static final long RANGE_KEEPS_ONE_IN = 3;

    /** As many items as fit into one answer of 16 MB however large they are. */
    private static final long ITEMS_OF_ANY_SIZE = 40;

    private Estimates() {}

    /** How many combinations of values there are. */
    static long combinations(KeyChoices choices) {
        return choices.alternatives().stream()
                .mapToLong(Estimates::combinations)
                .sum();
    }

    private static long combinations(Map<Column, Choice> alternative) {
        return product(alternative.values());
    }

    private static long product(Collection<Choice> choices) {
        long product = 1;
        for (Choice choice : choices) {
            long values = choice instanceof KeyChoices.Any any
                    ? any.values().size()
                    : choice instanceof KeyChoices.FromQuery ? ROWS_OF_SUBQUERY : 1;
            product = saturatedProduct(product, values);
        }
        return product;
    }

    private static long saturatedProduct(long a, long b) {
        long limit = Long.MAX_VALUE / 1_000_000;
        return a > limit / Math.max(b, 1) ? limit : a * b;
    }

    static Estimate keys(KeyChoices keys) {
        Estimate lookups = lookups(combinations(keys));
        return new Estimate(
                lookups.requests(), lookups.items(), keys.isCounted() && lookups.items() <= ITEMS_OF_ANY_SIZE);
    }

    /** BatchGetItem of so many keys. */
    static Estimate lookups(long keys) {
        return new Estimate(divided(keys, KEYS_OF_BATCH), keys, false);
    }

    /**
     * Looking up what the rows on the left of a join hold.
     *
     * @param right whose estimate is that of one row's lookup
     */
    static Estimate lookups(Estimate left, Rel.Read right) {
        Estimate one = right.estimate();
        if (right.access() instanceof Access.ByKeys) {
            Estimate keys = lookups(left.items());
            return new Estimate(keys.requests(), keys.items(), left.exact() && left.items() <= ITEMS_OF_ANY_SIZE);
        }
        return new Estimate(
                saturatedProduct(one.requests(), left.items()), saturatedProduct(one.items(), left.items()), false);
    }

    /** @param sortColumns how many columns of the sort key have known values */
    static Estimate query(Access.ByQuery access, int sortColumns) {
        List<Template> hashes = access.hashTemplates();
        long items = hashes.get(0).columns().isEmpty() ? divided(ITEMS_OF_LIST, hashes.size()) : ITEMS_OF_PARTITION;
        for (int i = 0; i < sortColumns; i++) {
            items = divided(items, KNOWN_COLUMN_KEEPS_ONE_IN);
        }
        items = access.range() != null ? divided(items, RANGE_KEEPS_ONE_IN) : items;
        long queries = saturatedProduct(combinations(access.known()), hashes.size());
        Estimate reading = new Estimate(
                saturatedProduct(divided(items, ITEMS_OF_PAGE), queries), saturatedProduct(items, queries), false);
        return access.fetch() ? reading.plus(lookups(reading.items())) : reading;
    }

    static Estimate partition() {
        return new Estimate(1, ITEMS_OF_PARTITION, false);
    }

    static Estimate scan() {
        return new Estimate(ITEMS_OF_TABLE / ITEMS_OF_PAGE, ITEMS_OF_TABLE, false);
    }

    private static long divided(long dividend, long divisor) {
        return Math.max(1, (dividend + divisor - 1) / divisor);
    }
}
