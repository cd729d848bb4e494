package org.singletable.jdbc.bench;

/**
 * A target and what was measured.
 *
 * @param measured the ratio, or the value where the target's limit is of the value
 */
record Verdict(Target target, double measured) {
    static Verdict of(Target target, Measurement driver, Results results) {
        double measured = target.versus() == null
                ? driver.metric().scaled(driver.median())
                : driver.ratioTo(results.find(
                                driver.part(),
                                driver.work(),
                                driver.metric(),
                                target.versus().title())
                        .orElseThrow());
        return new Verdict(target, measured);
    }

    boolean met() {
        return measured <= target.limit();
    }
}
