package org.singletable.jdbc.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results as Markdown: a table for each part, a line for each work and metric. */
final class MarkdownReport {
    private static final String HEAD =
            "| work | | SDK | Enhanced Client | driver | driver / SDK | driver / Enhanced | target |\n"
                    + "|---|---|--:|--:|--:|--:|--:|---|\n";

    private final Results results;

    MarkdownReport(Results results) {
        this.results = results;
    }

    String of(Part part) {
        return "### " + part.letter() + ". " + part.title() + "\n\n" + HEAD
                + results.of(part.letter()).stream()
                        .filter(each -> each.subject().equals(Subject.DRIVER.title()))
                        .map(this::line)
                        .collect(Collectors.joining());
    }

    private String line(Measurement driver) {
        return "| %s | %s, %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        driver.work(),
                        driver.metric().title(),
                        driver.metric().unit(),
                        value(other(driver, Subject.SDK)),
                        value(other(driver, Subject.ENHANCED)),
                        value(Optional.of(driver)),
                        ratio(driver, Subject.SDK),
                        ratio(driver, Subject.ENHANCED),
                        targets(driver));
    }

    private Optional<Measurement> other(Measurement driver, Subject subject) {
        return results.find(driver.part(), driver.work(), driver.metric(), subject.title());
    }

    private static String value(Optional<Measurement> measurement) {
        return measurement
                .map(each -> number(each.metric().scaled(each.median())))
                .orElse("");
    }

    private static String number(double value) {
        int digits = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private String ratio(Measurement driver, Subject subject) {
        return other(driver, subject).map(each -> number(driver.ratioTo(each))).orElse("");
    }

    private String targets(Measurement driver) {
        List<Target> targets = Target.of(driver.part(), driver.work(), driver.metric());
        return targets.stream()
                .map(target -> text(Verdict.of(target, driver, results)))
                .collect(Collectors.joining("; "));
    }

    private static String text(Verdict verdict) {
        Target target = verdict.target();
        String limit = String.format(Locale.ROOT, "%.2f", target.limit());
        String of = target.versus() == null
                ? " " + target.metric().unit()
                : " × " + target.versus().title();
        return "≤ " + limit + of + (verdict.met() ? ": met" : ": **not met**");
    }
}
