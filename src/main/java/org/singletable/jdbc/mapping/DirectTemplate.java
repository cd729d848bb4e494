package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.MappingErrors;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlType;

/** One column that fills a key attribute: stored there directly, or alone in a template on a Number or Binary attribute. */
final class DirectTemplate implements Template {
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Column column;
    private final StoredForm form;
    private final AttributeType type;
    private final TemplatePart.ColumnPart part;

    /** @param form how the value is stored, of which {@link #storedType} is present */
    DirectTemplate(Column column, StoredForm form, AttributeType type, List<Format> formats) {
        this.column = column;
        this.form = form;
        this.type = type;
        boolean canonical = isCanonical(column.type().kind(), form);
        this.part = new TemplatePart.ColumnPart(column, formats, true, canonical, canonical);
    }

    /** The DynamoDB type of a value in this form; empty where no key attribute can hold it. */
    static Optional<AttributeType> storedType(SqlType type, StoredForm form) {
        return switch (form) {
            case EPOCH, EPOCH_MS -> Optional.of(AttributeType.N);
            case ISO, ISO_MILLIS, STRING, BASE64, BASE64URL -> Optional.of(AttributeType.S);
            case JSON_TEXT -> Optional.empty();
            case NATIVE ->
                switch (type.kind()) {
                    case STRING, UUID, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> Optional.of(AttributeType.S);
                    case INT, LONG, DECIMAL, DOUBLE -> Optional.of(AttributeType.N);
                    case BINARY -> Optional.of(AttributeType.B);
                    case BOOLEAN, JSON, SET, LIST -> Optional.empty();
                };
        };
    }

    private static boolean isCanonical(Kind kind, StoredForm form) {
        return switch (form) {
            case EPOCH, EPOCH_MS -> true;
            case ISO_MILLIS, STRING, BASE64, BASE64URL, JSON_TEXT -> false;
            case NATIVE, ISO -> kind != Kind.TIME && kind != Kind.TIMESTAMP && kind != Kind.TIMESTAMPTZ;
        };
    }

    @Override
    public String source() {
        StringBuilder source = new StringBuilder("{").append(column.name());
        part.formats().forEach(format -> source.append('|').append(format.source()));
        return source.append('}').toString();
    }

    @Override
    public List<TemplatePart> parts() {
        return List.of(part);
    }

    @Override
    public List<Column> columns() {
        return List.of(column);
    }

    @Override
    public Optional<String> constant() {
        return Optional.empty();
    }

    @Override
    public Optional<Object> render(ColumnValues values) {
        Object value = values.get(column);
        return value == null ? Optional.empty() : Optional.of(stored(value));
    }

    private Object stored(Object value) {
        return switch (form) {
            case EPOCH -> epoch(value, NANOS_PER_SECOND, "epoch");
            case EPOCH_MS -> epoch(value, NANOS_PER_MILLI, "epochms");
            case BASE64 -> Base64.getEncoder().encodeToString(((Bytes) value).toArray());
            case BASE64URL -> Base64.getUrlEncoder().encodeToString(((Bytes) value).toArray());
            case ISO_MILLIS ->
                PlainText.utc((OffsetDateTime) value, StoredForm.MILLI_DIGITS)
                        .orElseThrow(() -> MappingErrors.tooFine(column.name(), "iso:3"));
            case ISO, STRING, JSON_TEXT -> PlainText.render(value);
            case NATIVE ->
                switch (type) {
                    case N -> Conversions.convert(value, SqlType.DECIMAL);
                    case B -> value;
                    case S -> PlainText.render(value);
                };
        };
    }

    private BigDecimal epoch(Object value, int nanosPerUnit, String format) {
        return ColumnText.epoch((OffsetDateTime) value, nanosPerUnit)
                .map(BigDecimal::new)
                .orElseThrow(() -> MappingErrors.tooFine(column.name(), format));
    }

    @Override
    public Optional<Map<Column, @Nullable Object>> parse(Object stored) {
        boolean fits = switch (type) {
            case S -> stored instanceof String;
            case N -> stored instanceof BigDecimal;
            case B -> stored instanceof Bytes;
        };
        if (!fits) {
            return Optional.empty();
        }
        Map<Column, @Nullable Object> values = new LinkedHashMap<>();
        value(stored).ifPresent(value -> values.put(column, value));
        return Optional.of(Collections.unmodifiableMap(values));
    }

    private Optional<Object> value(Object stored) {
        try {
            return Optional.of(
                    switch (form) {
                        case EPOCH -> fromEpoch(stored, NANOS_PER_SECOND);
                        case EPOCH_MS -> fromEpoch(stored, NANOS_PER_MILLI);
                        case BASE64 -> Bytes.of(Base64.getDecoder().decode((String) stored));
                        case BASE64URL -> Bytes.of(Base64.getUrlDecoder().decode((String) stored));
                        case ISO, ISO_MILLIS, STRING, JSON_TEXT -> PlainText.parse((String) stored, column.type());
                        case NATIVE ->
                            stored instanceof String text
                                    ? PlainText.parse(text, column.type())
                                    : Conversions.convert(stored, column.type());
                    });
        } catch (DriverException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            // The attribute holds no value of the column's type; decoding the row reports it with its place.
            return Optional.empty();
        }
    }

    private static OffsetDateTime fromEpoch(Object stored, int nanosPerUnit) {
        return ColumnText.fromEpoch(((BigDecimal) stored).toBigIntegerExact(), nanosPerUnit);
    }

    @Override
    public KeyPrefix prefix(Set<Column> known, ColumnValues values) {
        Object value = known.contains(column) ? values.get(column) : null;
        return value == null || !part.canonical()
                ? new KeyPrefix("", false, column)
                : new KeyPrefix(stored(value), true, null);
    }

    @Override
    public Set<Column> leadingColumns(Set<Column> known) {
        return part.canonical() && known.contains(column) ? Set.of(column) : Set.of();
    }

    @Override
    public Set<Column> reversibleColumns() {
        return Set.of(column);
    }

    @Override
    public Set<Column> requiredColumns() {
        return Set.of(column);
    }

    @Override
    public boolean isCanonical() {
        return part.canonical();
    }

    @Override
    public Optional<Column> nonReversing(ColumnValues values) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return source();
    }
}
