package org.singletable.jdbc.plan;

/**
 * What reading is expected to cost. Sizes of collections are not known: they are assumed (docs/queries.md), so only the
 * order between two estimates means something, except where {@code exact}.
 *
 * @param requests expected requests
 * @param items expected items read
 * @param exact whether both are upper bounds that hold for any data
 */
public record Estimate(long requests, long items, boolean exact) {
    public static final Estimate NOTHING = new Estimate(0, 0, true);

    public Estimate plus(Estimate other) {
        return new Estimate(requests + other.requests, items + other.items, exact && other.exact);
    }
}
