package org.singletable.jdbc.exec.write;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.WriteOutcome;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.transaction.PendingItem;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;

/**
 * Finds out whether a write without an answer was applied, by the version of the row (docs/sql.md, Retries). A row without
 * a version tells nothing.
 */
final class LostAnswer {
    private final @Nullable AttributePath version;
    private final @Nullable StoredValue before;
    private final Item key;
    private final @Nullable StoredValue after;
    private final ItemEdits edits;
    private final TableClient table;
    private final RequestContext context;

    /**
     * @param version where it is stored, null where there is none
     * @param before the version before the write, null where it is not known
     * @param after the version after it, null for a delete
     * @param edits what an update assigns
     */
    LostAnswer(
            Item key,
            @Nullable AttributePath version,
            @Nullable StoredValue before,
            @Nullable StoredValue after,
            ItemEdits edits,
            TableClient table,
            RequestContext context) {
        this.key = key;
        this.version = version;
        this.before = before;
        this.after = after;
        this.edits = edits;
        this.table = table;
        this.context = context;
    }

    static LostAnswer of(PendingItem item, TableClient table, RequestContext context) {
        AttributePath version = item.subject() instanceof Subject.Row row
                ? row.entity()
                        .version()
                        .filter(column -> !column.inContainer())
                        .flatMap(Column::storedAt)
                        .filter(AttributePath::isTopLevel)
                        .orElse(null)
                : null;
        return new LostAnswer(
                item.key(),
                version,
                stored(item.base(), version),
                stored(item.current(), version),
                item.edits(),
                table,
                context);
    }

    private static @Nullable StoredValue stored(@Nullable Item item, @Nullable AttributePath version) {
        return item == null || version == null
                ? null
                : item.get(version.attribute()).orElse(null);
    }

    /**
     * Whether it was; false where it certainly was not, and can be sent again.
     *
     * @throws DriverException 58030 where that cannot be told
     */
    boolean wasApplied(WriteOutcome.Unknown unknown) {
        if (version == null || before == null) {
            throw unknown.error();
        }
        Optional<Item> read = read(unknown.error());
        Optional<StoredValue> found = read.flatMap(item -> item.get(version.attribute()));
        if (found.filter(before::equals).isPresent()) {
            return false;
        }
        if (after != null && found.filter(after::equals).isPresent() && edits.areIn(read.orElseThrow())) {
            return true;
        }
        throw unknown.error();
    }

    private Optional<Item> read(DriverException unknown) {
        try {
            return table.getItem(key, true, context);
        } catch (DriverException e) {
            unknown.addSuppressed(e);
            throw unknown;
        }
    }
}
