package org.singletable.jdbc.exec.write;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Image;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.dynamo.StoredEquality;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.WriteOutcome;
import org.singletable.jdbc.dynamo.WriteOutcome.Applied;
import org.singletable.jdbc.dynamo.WriteOutcome.Refused;
import org.singletable.jdbc.dynamo.WriteOutcome.Unknown;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.transaction.PendingItem;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/**
 * One write of an item by itself. Where no answer comes, the version of the row tells whether it was applied, if the write
 * has the version before it as a condition (docs/sql.md, Retries): with that version it can be sent again, with the next one
 * and what the write makes of the row it is done. A row without a version tells nothing.
 */
final class SingleWrite {
    private final Item key;
    private final @Nullable Versions versions;
    private final TableClient table;
    private final RequestContext context;
    private @Nullable DriverException doubt;
    private int unanswered;

    /** @param versions null where they are not known */
    SingleWrite(Item key, @Nullable Versions versions, TableClient table, RequestContext context) {
        this.key = key;
        this.versions = versions;
        this.table = table;
        this.context = context;
    }

    /**
     * What an item is like before and after the write.
     *
     * @param path of the version
     * @param before the version before it, which is a condition of the write
     * @param done whether an item is as the write leaves it
     */
    record Versions(AttributePath path, StoredValue before, Predicate<Item> done) {
        boolean areBefore(Item item) {
            return item.get(path.attribute()).filter(before::equals).isPresent();
        }

        /** The versions of a row whose item was read; null where it has none that can be told. */
        static @Nullable Versions of(PendingItem item) {
            if (!(item.subject() instanceof Subject.Row row)) {
                return null;
            }
            AttributePath path = path(row.entity()).orElse(null);
            Item base = item.base();
            return path == null || base == null
                    ? null
                    : base.get(path.attribute())
                            .filter(before -> item.current() != null || !isOfNewRows(row.entity(), before))
                            .map(before -> new Versions(path, before, done(item)))
                            .orElse(null);
        }

        /**
         * Whether a version is what every new row has: then a row that is there after a DELETE may have been inserted since,
         * and must not be deleted.
         */
        static boolean isOfNewRows(Entity entity, StoredValue version) {
            String start = String.valueOf(entity.version().orElseThrow().versionStart());
            return version.scalar()
                    .filter(value -> start.equals(value.toString()))
                    .isPresent();
        }

        /** Where an entity's version is stored, if it is an attribute of its own. */
        static Optional<AttributePath> path(Entity entity) {
            return entity.version()
                    .filter(column -> !column.inContainer())
                    .flatMap(Column::storedAt)
                    .filter(AttributePath::isTopLevel);
        }

        private static Predicate<Item> done(PendingItem item) {
            Item current = item.current();
            if (current == null) {
                return found -> false;
            }
            return item.replaced()
                    ? found -> StoredEquality.same(current, found)
                    : item.edits().absolute(current)::areIn;
        }
    }

    /**
     * Sends it until it is known what became of it.
     *
     * @return applied or refused
     * @throws DriverException 58030 where that cannot be told
     */
    WriteOutcome send(ItemWrite write, Image image, Resend resend) {
        while (true) {
            WriteOutcome outcome = table.write(write, image, resend, context);
            if (outcome instanceof Unknown unknown) {
                doubt = unknown.error();
                Optional<Item> stored = read(doubt);
                if (stored.filter(this::isDone).isPresent()) {
                    return applied(image, stored.get());
                }
                if (stored.filter(this::isBefore).isEmpty()) {
                    throw doubt;
                }
            } else if (outcome instanceof Refused refused && doubt != null) {
                // The attempt before it may have come after the row was read.
                if (refused.storedItem().filter(this::isDone).isEmpty()) {
                    throw doubt;
                }
                return applied(image, refused.storedItem().get());
            } else {
                return outcome;
            }
        }
    }

    private static Applied applied(Image image, Item stored) {
        return new Applied(image == Image.NEW ? stored : null);
    }

    private boolean isDone(Item stored) {
        return versions != null && versions.done().test(stored);
    }

    private boolean isBefore(Item stored) {
        return versions != null && versions.areBefore(stored);
    }

    private Optional<Item> read(DriverException unknown) {
        if (versions == null) {
            throw unknown;
        }
        try {
            table.awaitNext(++unanswered, unknown, context);
            return table.getItem(key, true, context);
        } catch (DriverException e) {
            if (e != unknown) {
                unknown.addSuppressed(e);
            }
            throw unknown;
        }
    }
}
