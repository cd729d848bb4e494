package org.singletable.jdbc.exec.maintenance;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemJson;
import org.singletable.jdbc.exec.maintenance.Mender.Outcome;

/** Makes the rows of {@link org.singletable.jdbc.plan.Procedure#COLUMNS}, and counts. */
final class Report {
    private final String entity;
    private final boolean mends;
    private final Progress progress;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long items;
    private long rows;
    private long findings;

    Report(String entity, boolean mends, Progress progress) {
        this.entity = entity;
        this.mends = mends;
        this.progress = progress;
    }

    /** One more item was looked at; whether that is to be told. */
    boolean looked(Item item) {
        items++;
        return progress.isDue(item);
    }

    /** It is a row of the entity. */
    void lookedAtRow() {
        rows++;
    }

    /** @param outcome null where nothing is mended */
    @Nullable
    Object[] finding(Finding finding, @Nullable Outcome outcome) {
        findings++;
        if (outcome != null) {
            outcomes.merge(outcome, 1L, Long::sum);
        }
        return new @Nullable Object[] {
            finding.kind().name(),
            ItemJson.of(finding.key()),
            finding.attribute(),
            finding.stored(),
            finding.expected(),
            outcome == null ? null : outcome.name(),
            outcome == null ? finding.message() : outcome.addTo(finding.message()),
            items,
            null
        };
    }

    /** @param last the key of the item that was looked at last: all before it was told of */
    @Nullable
    Object[] progress(Item last) {
        return summary("PROGRESS", ItemJson.of(last).toString());
    }

    @Nullable
    Object[] done() {
        return summary("DONE", null);
    }

    private @Nullable Object[] summary(String kind, @Nullable String resume) {
        String mended = outcomes.entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
        String message = items + " items, " + rows + " of them rows of \"" + entity + "\"; " + findings + " findings"
                + (mends && !mended.isEmpty() ? ": " + mended : "");
        return new @Nullable Object[] {kind, null, null, null, null, null, message, items, resume};
    }
}
