package org.singletable.jdbc.exec.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.mapping.AttributePath;

/**
 * Which keys are free for rows to take: those without an item and, where expired rows are hidden, those of rows and sentinels
 * whose time to live is over (docs/writes.md, time to live).
 */
final class Expiry {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private final Codecs codecs;
    private final boolean hidden;
    private final Bindings bindings;

    /**
     * @param hidden whether expired rows are as good as gone
     * @param bindings know the statement's time
     */
    Expiry(Codecs codecs, boolean hidden, Bindings bindings) {
        this.codecs = codecs;
        this.hidden = hidden;
        this.bindings = bindings;
    }

    /** The condition that a key is free. */
    Condition isFree(Subject subject) {
        Condition absent = Rows.absent(subject.entity());
        return expired(subject)
                .<Condition>map(expired -> new Condition.Any(List.of(absent, expired)))
                .orElse(absent);
    }

    /** The condition that what is stored has expired; empty where nothing ever has. */
    Optional<Condition> expired(Subject subject) {
        return attribute(subject).map(attribute -> {
            List<Condition> all = new ArrayList<>();
            if (subject instanceof Subject.Row row) {
                all.addAll(Rows.isThisRow(row.entity(), codecs.of(row.entity()), column -> null));
            }
            all.add(new Condition.Compare(attribute, Condition.Comparator.LE, KeyValues.stored(now())));
            return new Condition.All(all);
        });
    }

    /** Whether an item, of the subject or what else is at its key, is as good as gone. */
    boolean isGone(Subject subject, Item item) {
        boolean ofSubject =
                !(subject instanceof Subject.Row row) || codecs.of(row.entity()).belongs(item);
        return ofSubject
                && attribute(subject)
                        .flatMap(attribute -> item.get(attribute.attribute()))
                        .flatMap(StoredValue::scalar)
                        .filter(expires -> expires instanceof BigDecimal at && at.compareTo(now()) <= 0)
                        .isPresent();
    }

    /** The statement's time in seconds since 1970. */
    private BigDecimal now() {
        return BigDecimal.valueOf(bindings.timestamp().toInstant().toEpochMilli())
                .divide(MILLIS);
    }

    /** The table's TTL attribute, which sentinels have from their rows. */
    private Optional<AttributePath> attribute(Subject subject) {
        return hidden ? subject.entity().ttl().flatMap(column -> column.storedAt()) : Optional.empty();
    }
}
