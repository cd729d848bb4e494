package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

/** Reads one column: {@code "type"}, {@code "type!"} or an object. */
final class ColumnReader {
    static final String NAME_PATTERN = "[A-Za-z_][A-Za-z0-9_$]*";

    private static final BigDecimal MOST_START = BigDecimal.valueOf(999_999_999);

    private static final String TYPES = "string, string(n), int, long, decimal, decimal(p,s), number, double, boolean,"
            + " date, time, timestamp, timestamptz, uuid, binary, json, set<string>, set<number>, set<binary>, list<T>";
    private static final List<String> TYPE_NAMES = List.of(
            "string",
            "int",
            "long",
            "decimal",
            "number",
            "double",
            "boolean",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "uuid",
            "binary",
            "json",
            "set<string>",
            "set<number>",
            "set<binary>",
            "list<string>");
    private static final List<String> KEYS = List.of(
            "type",
            "attr",
            "as",
            "key",
            "default",
            "onUpdate",
            "version",
            "zone",
            "hidden",
            "readOnly",
            "storeNull",
            "remarks");
    private static final Map<String, StoredForm> FORMS = Map.of(
            "base64", StoredForm.BASE64,
            "base64url", StoredForm.BASE64URL,
            "json", StoredForm.JSON_TEXT,
            "iso", StoredForm.ISO,
            "iso:3", StoredForm.ISO_MILLIS,
            "epoch", StoredForm.EPOCH,
            "epochms", StoredForm.EPOCH_MS,
            "string", StoredForm.STRING);

    private final Problems problems;

    ColumnReader(Problems problems) {
        this.problems = problems;
    }

    /** The column; one with something wrong comes back with what could be read, so that others can refer to it. */
    ColumnDeclaration read(String name, JsonValue.Member member) {
        if (!name.matches(NAME_PATTERN)) {
            problems.add(
                    member.place(),
                    "\"" + name + "\" cannot be a column name; expected letters, digits, _ and $, beginning with a"
                            + " letter or _ (physical names go into attr)");
        }
        JsonValue value = member.value();
        if (value instanceof JsonValue.Text text) {
            DeclaredType type = type(text);
            return plain(name, value.place(), type);
        }
        if (!(value instanceof JsonValue.Obj)) {
            problems.add(
                    value.place(),
                    "expected a type, or an object with type, attr, default ..., found " + value.describe());
            return plain(name, value.place(), DeclaredType.STRING);
        }
        return Members.of(value, "a column", KEYS, problems)
                .map(members -> read(name, members))
                .orElseGet(() -> plain(name, value.place(), DeclaredType.STRING));
    }

    private static ColumnDeclaration plain(String name, Place place, DeclaredType type) {
        return new ColumnDeclaration(
                name,
                place,
                type.type(),
                type.notNull(),
                null,
                StoredForm.NATIVE,
                false,
                null,
                null,
                null,
                null,
                false,
                false,
                false,
                null);
    }

    private ColumnDeclaration read(String name, Members members) {
        DeclaredType type = members.get("type").map(this::type).orElse(DeclaredType.STRING);
        SqlType sqlType = type.type();
        StoredForm form = form(members, sqlType);
        boolean key = members.flag("key");
        AttributePath attr = attr(members, key);
        Long version = version(members, sqlType, key);
        DefaultCheck defaults = new DefaultCheck(sqlType, problems);
        String defaultSql = defaultText(members, "default", defaults);
        String onUpdateSql = defaultText(members, "onUpdate", defaults);
        if (version != null && (defaultSql != null || onUpdateSql != null)) {
            problems.add(members.place(), "a version column takes no default and no onUpdate; the driver counts it");
        }
        return new ColumnDeclaration(
                name,
                members.place(),
                sqlType,
                type.notNull(),
                attr,
                form,
                key,
                defaultSql,
                onUpdateSql,
                version,
                zone(members, sqlType, form),
                members.flag("hidden"),
                members.flag("readOnly"),
                storesNull(members, type.notNull(), key),
                members.text("remarks", "remarks").orElse(null));
    }

    private record DeclaredType(SqlType type, boolean notNull) {
        static final DeclaredType STRING = new DeclaredType(SqlType.STRING, false);
    }

    private DeclaredType type(JsonValue value) {
        Optional<String> text = Members.text(value, "a type", problems);
        if (text.isEmpty()) {
            return DeclaredType.STRING;
        }
        boolean notNull = text.get().endsWith("!");
        String name = notNull ? text.get().substring(0, text.get().length() - 1) : text.get();
        Optional<SqlType> type = SqlTypes.parse(name);
        if (type.isEmpty()) {
            problems.add(
                    value.place(),
                    "unknown type \"" + text.get() + "\"" + Spelling.hint(name, TYPE_NAMES) + "; expected one of "
                            + TYPES + ", each with ! for NOT NULL");
        }
        return new DeclaredType(type.orElse(SqlType.STRING), notNull);
    }

    private StoredForm form(Members members, SqlType type) {
        Optional<JsonValue> value = members.get("as");
        Optional<String> text = members.text("as", "a stored form");
        if (value.isEmpty() || text.isEmpty()) {
            return StoredForm.NATIVE;
        }
        StoredForm form = FORMS.get(text.get());
        if (form == null) {
            problems.add(
                    value.get().place(),
                    "unknown stored form \"" + text.get() + "\"" + Spelling.hint(text.get(), FORMS.keySet())
                            + "; expected one of base64, base64url, json, iso, iso:3, epoch, epochms, string");
            return StoredForm.NATIVE;
        }
        Kind kind = type.kind();
        boolean fits = switch (form) {
            case NATIVE -> true;
            case BASE64, BASE64URL -> kind == Kind.BINARY;
            case JSON_TEXT -> kind == Kind.JSON || kind == Kind.SET || kind == Kind.LIST;
            case ISO -> kind.isTemporal();
            case ISO_MILLIS, EPOCH, EPOCH_MS -> kind == Kind.TIMESTAMPTZ;
            case STRING -> kind.isNumeric();
        };
        if (!fits) {
            problems.add(
                    value.get().place(),
                    "as \"" + text.get() + "\" does not fit type " + SqlTypes.render(type) + "; expected "
                            + switch (form) {
                                case BASE64, BASE64URL -> "binary";
                                case JSON_TEXT -> "json, a set or a list";
                                case ISO -> "date, time, timestamp or timestamptz";
                                case ISO_MILLIS, EPOCH, EPOCH_MS -> "timestamptz";
                                case STRING, NATIVE -> "a number type";
                            });
            return StoredForm.NATIVE;
        }
        return form;
    }

    private @Nullable AttributePath attr(Members members, boolean key) {
        Optional<String> text = members.text("attr", "a path");
        if (text.isEmpty()) {
            return null;
        }
        Place place = members.get("attr").map(JsonValue::place).orElse(members.place());
        if (key) {
            problems.add(place, "a column with key lives only in the key templates; take out attr or key");
            return null;
        }
        Optional<AttributePath> path = AttributePathReader.read(text.get());
        if (path.isEmpty()) {
            problems.add(place, "\"" + text.get() + "\" is no path; expected " + AttributePathReader.EXPECTED);
        }
        return path.orElse(null);
    }

    private @Nullable Long version(Members members, SqlType type, boolean key) {
        Optional<JsonValue> value = members.get("version");
        if (value.isEmpty() || value.get() instanceof JsonValue.Bool bool && !bool.value()) {
            return null;
        }
        Place place = value.get().place();
        if (type.kind() != Kind.INT && type.kind() != Kind.LONG) {
            problems.add(place, "a version column must be int or long, not " + SqlTypes.render(type));
        }
        if (key) {
            problems.add(place, "a version column cannot have key; its value changes with every write");
        }
        if (value.get() instanceof JsonValue.Bool) {
            return 1L;
        }
        if (!(value.get() instanceof JsonValue.Obj)) {
            problems.add(
                    place,
                    "expected true or {\"start\": number}, found " + value.get().describe());
            return null;
        }
        Optional<JsonValue> start =
                Members.of(value.get(), "a version", List.of("start"), problems).flatMap(object -> object.get("start"));
        if (start.isPresent()
                && start.get() instanceof JsonValue.Num number
                && number.number().signum() >= 0
                && number.number().compareTo(MOST_START) <= 0
                && number.number().stripTrailingZeros().scale() <= 0) {
            return number.number().longValueExact();
        }
        problems.add(start.map(JsonValue::place).orElse(place), "expected start, a whole number from 0");
        return null;
    }

    private boolean storesNull(Members members, boolean notNull, boolean key) {
        boolean storesNull = members.flag("storeNull");
        if (storesNull && (notNull || key || members.flag("readOnly"))) {
            problems.add(
                    members.get("storeNull").map(JsonValue::place).orElse(members.place()),
                    "storeNull is for columns that can be assigned NULL; take it out, or !, key and readOnly");
        }
        return storesNull;
    }

    private @Nullable ZoneId zone(Members members, SqlType type, StoredForm form) {
        Optional<String> text = members.text("zone", "a time zone");
        if (text.isEmpty()) {
            return null;
        }
        Place place = members.get("zone").map(JsonValue::place).orElse(members.place());
        if (type.kind() != Kind.TIMESTAMPTZ || form.isEpoch()) {
            problems.add(place, "zone is for timestamptz columns that are stored as ISO text");
        }
        try {
            return ZoneId.of(text.get());
        } catch (DateTimeException e) {
            problems.add(
                    place, "unknown time zone \"" + text.get() + "\"; expected such as UTC, +02:00, Europe/Berlin");
            return null;
        }
    }

    private @Nullable String defaultText(Members members, String key, DefaultCheck check) {
        Optional<String> text = members.text(key, "SQL text such as 'new', 0, now()");
        text.ifPresent(
                sql -> check.check(sql, members.get(key).map(JsonValue::place).orElse(members.place())));
        return text.orElse(null);
    }
}
