package org.singletable.jdbc.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Container;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.model.MappingChange.Effect;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

/** Compares a column with what it is to become. */
final class ColumnDiff {
    private final Entity entityBefore;
    private final Column before;
    private final Entity entityAfter;
    private final Column after;
    private final ChangeList changes;

    ColumnDiff(Entity entityBefore, Column before, Entity entityAfter, Column after, ChangeList changes) {
        this.entityBefore = entityBefore;
        this.before = before;
        this.entityAfter = entityAfter;
        this.after = after;
        this.changes = changes;
    }

    void compare() {
        compare(Effect.NONE, "name", before.name(), after.name());
        // What is in the keys is found there.
        Effect moved = after.isKeyOnly() ? Effect.CHECK : Effect.REWRITE;
        compare(moved, "place", place(entityBefore, before), place(entityAfter, after));
        typeAndForm();
        compare(
                after.notNull() ? Effect.CHECK : Effect.NONE,
                "NOT NULL",
                text(before.notNull()),
                text(after.notNull()));
        compare(Effect.CHECK, "zone", Objects.toString(before.zone(), null), Objects.toString(after.zone(), null));
        compare(Effect.NONE, "default, for new rows", before.defaultSql(), after.defaultSql());
        compare(Effect.NONE, "onUpdate, for new changes", before.onUpdateSql(), after.onUpdateSql());
        compare(Effect.NONE, "version", version(before), version(after));
        compare(Effect.NONE, "storeNull, for new NULLs", text(before.storesNull()), text(after.storesNull()));
        compare(Effect.NONE, "hidden", text(before.hidden()), text(after.hidden()));
        compare(Effect.NONE, "readOnly", text(before.readOnly()), text(after.readOnly()));
        compare(Effect.NONE, "remarks", before.remarks(), after.remarks());
    }

    private void compare(Effect effect, String what, @Nullable String from, @Nullable String to) {
        changes.compare(effect, "column " + after.name() + ": " + what, from, to);
    }

    private void typeAndForm() {
        String from = typeAndForm(before);
        String to = typeAndForm(after);
        if (!from.equals(to)) {
            compare(effect(), "type", from, to);
        }
    }

    private Effect effect() {
        Stored from = Stored.of(before);
        Stored to = Stored.of(after);
        if (before.isKeyOnly() && after.isKeyOnly() || to == Stored.ANY || from == Stored.ANY) {
            // Keys are compared as texts, which tells more.
            return Effect.CHECK;
        } else if (from != to) {
            return Effect.REWRITE;
        }
        return before.form() == after.form() && holdsAll(before.type(), after.type()) ? Effect.NONE : Effect.CHECK;
    }

    /** How values are stored, as far as one can be read as another. */
    private enum Stored {
        TEXT,
        NUMBER,
        SECONDS,
        MILLISECONDS,
        BASE64,
        BASE64URL,
        JSON_TEXT,
        BINARY,
        BOOLEAN,
        TEXT_SET,
        NUMBER_SET,
        BINARY_SET,
        LIST,
        ANY;

        static Stored of(Column column) {
            return switch (column.form()) {
                case BASE64 -> BASE64;
                case BASE64URL -> BASE64URL;
                case JSON_TEXT -> JSON_TEXT;
                case ISO, ISO_MILLIS, STRING -> TEXT;
                case EPOCH -> SECONDS;
                case EPOCH_MS -> MILLISECONDS;
                case NATIVE -> natively(column.type());
            };
        }

        private static Stored natively(SqlType type) {
            return switch (type.kind()) {
                case STRING, UUID, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> TEXT;
                case INT, LONG, DECIMAL, DOUBLE -> NUMBER;
                case BOOLEAN -> BOOLEAN;
                case BINARY -> BINARY;
                case JSON -> ANY;
                case LIST -> LIST;
                case SET -> set(type.element());
            };
        }

        private static Stored set(@Nullable SqlType element) {
            Kind kind = element == null ? Kind.STRING : element.kind();
            return kind == Kind.STRING ? TEXT_SET : kind == Kind.BINARY ? BINARY_SET : NUMBER_SET;
        }
    }

    /** Whether each value of the one type is one of the other. */
    private static boolean holdsAll(SqlType from, SqlType to) {
        if (from.kind() == to.kind() && Objects.equals(from.element(), to.element())) {
            boolean digits = to.length() - to.scale() >= from.length() - from.scale();
            return !to.isLimited() || from.isLimited() && digits && to.scale() >= from.scale();
        }
        boolean wider = from.kind() == Kind.INT && to.kind() == Kind.LONG
                || (from.kind() == Kind.INT || from.kind() == Kind.LONG) && to.kind() == Kind.DECIMAL
                || from.kind() == Kind.UUID && to.kind() == Kind.STRING;
        return wider && !to.isLimited();
    }

    /** As the mapping writes them, without {@code !}. */
    private static String typeAndForm(Column column) {
        String type = SqlTypes.render(column.type());
        return column.form() == StoredForm.NATIVE ? type : type + " as " + as(column.form());
    }

    private static String as(StoredForm form) {
        return switch (form) {
            case NATIVE -> "";
            case BASE64 -> "base64";
            case BASE64URL -> "base64url";
            case JSON_TEXT -> "json";
            case ISO -> "iso";
            case ISO_MILLIS -> "iso:3";
            case EPOCH -> "epoch";
            case EPOCH_MS -> "epochms";
            case STRING -> "string";
        };
    }

    static String describe(Column column) {
        return typeAndForm(column) + (column.notNull() ? "!" : "");
    }

    private static String place(Entity entity, Column column) {
        Optional<String> path = column.storedAt().map(AttributePath::toString);
        boolean inText = column.inContainer()
                && entity.in().filter(Container::isJsonText).isPresent();
        return path.map(stored -> inText ? stored + " in JSON text" : stored).orElse("keys only");
    }

    private static @Nullable String text(boolean flag) {
        return flag ? "true" : null;
    }

    private static @Nullable String version(Column column) {
        return column.versionStart() == null ? null : "from " + column.versionStart();
    }
}
