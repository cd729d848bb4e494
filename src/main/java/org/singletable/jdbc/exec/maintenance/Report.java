package org.singletable.jdbc.exec.maintenance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemJson;
import org.singletable.jdbc.exec.maintenance.Mender.Outcome;
import org.singletable.jdbc.mapping.Entity;

/** Makes the rows of {@link org.singletable.jdbc.plan.Procedure#COLUMNS}, and counts. */
final class Report {
    /** In the words of the summary: rows of what. */
    private final String subject;

    private final boolean mends;
    private final Progress progress;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long items;
    private long rows;
    private long findings;

    /** @param entities that are looked at */
    Report(List<Entity> entities, boolean mends, Progress progress) {
        this.subject =
                entities.size() == 1 ? "\"" + entities.get(0).name() + "\"" : "all " + entities.size() + " tables";
        this.mends = mends;
        this.progress = progress;
    }

    /** One more item was looked at; whether that is to be told. */
    boolean looked(Item item) {
        items++;
        return progress.isDue(item);
    }

    /** It is a row that is looked at. */
    void lookedAtRow() {
        rows++;
    }

    /** One more finding. */
    void found(@Nullable Outcome outcome) {
        findings++;
        if (outcome != null) {
            outcomes.merge(outcome, 1L, Long::sum);
        }
    }

    /**
     * @param entity that it concerns, null for none
     * @param outcome null where nothing is mended
     */
    @Nullable
    Object[] finding(Finding finding, @Nullable String entity, @Nullable Outcome outcome) {
        return new @Nullable Object[] {
            finding.kind().name(),
            ItemJson.of(finding.key()),
            finding.attribute(),
            finding.stored(),
            finding.expected(),
            outcome == null ? null : outcome.name(),
            outcome == null ? finding.message() : outcome.addTo(finding.message()),
            items,
            null,
            entity
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
        String message = items + " items, " + rows + " of them rows of " + subject + "; " + findings + " findings"
                + (mends && !mended.isEmpty() ? ": " + mended : "");
        return new @Nullable Object[] {kind, null, null, null, null, null, message, items, resume, null};
    }
}
