package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Bytes;

/**
 * A DynamoDB attribute value. Immutable, and small: an answer of DynamoDB has thousands of them, for which the SDK's own
 * class, with a field for each type, takes several times the memory.
 */
public final class StoredValue {
    /** The stored NULL, which is not a missing attribute. */
    public static final StoredValue NULL = new StoredValue(Type.NUL, true);

    private static final StoredValue TRUE = new StoredValue(Type.BOOL, true);
    private static final StoredValue FALSE = new StoredValue(Type.BOOL, false);
    private static final StoredValue UNKNOWN = new StoredValue(Type.UNKNOWN, true);

    private final Type type;
    private final Object value;

    /** DynamoDB's types by their descriptors. */
    enum Type {
        S,
        N,
        B,
        SS,
        NS,
        BS,
        L,
        M,
        BOOL,
        NUL,
        /** A type that is newer than this driver. */
        UNKNOWN
    }

    private StoredValue(Type type, Object value) {
        this.type = type;
        this.value = value;
    }

    public static StoredValue string(String text) {
        return new StoredValue(Type.S, text);
    }

    /** @throws org.singletable.jdbc.error.DriverException 22003 where DynamoDB has no such number */
    public static StoredValue number(BigDecimal number) {
        return number(AttributeCodec.numberText(number));
    }

    public static StoredValue binary(Bytes bytes) {
        return new StoredValue(Type.B, bytes);
    }

    /** @param text of a number that DynamoDB holds */
    static StoredValue number(String text) {
        return new StoredValue(Type.N, text);
    }

    static StoredValue truth(boolean value) {
        return value ? TRUE : FALSE;
    }

    static StoredValue strings(List<String> elements) {
        return new StoredValue(Type.SS, List.copyOf(elements));
    }

    /** @param elements the texts of numbers */
    static StoredValue numbers(List<String> elements) {
        return new StoredValue(Type.NS, List.copyOf(elements));
    }

    static StoredValue binaries(List<Bytes> elements) {
        return new StoredValue(Type.BS, List.copyOf(elements));
    }

    static StoredValue list(List<StoredValue> elements) {
        return new StoredValue(Type.L, List.copyOf(elements));
    }

    /** @param members in their order, which is kept */
    static StoredValue map(Map<String, StoredValue> members) {
        return new StoredValue(Type.M, Collections.unmodifiableMap(new LinkedHashMap<>(members)));
    }

    /** A value of a type that this driver does not know. */
    static StoredValue unknown() {
        return UNKNOWN;
    }

    Type type() {
        return type;
    }

    boolean isNull() {
        return type == Type.NUL;
    }

    public boolean isNumber() {
        return type == Type.N;
    }

    /** The text of an {@link Type#S}; as the others, only for values of its type. */
    String s() {
        return get(Type.S, String.class);
    }

    /** The text of a number as DynamoDB writes it. */
    String n() {
        return get(Type.N, String.class);
    }

    Bytes b() {
        return get(Type.B, Bytes.class);
    }

    boolean bool() {
        return get(Type.BOOL, Boolean.class);
    }

    @SuppressWarnings("unchecked") // the factory put it there
    List<String> ss() {
        return (List<String>) get(Type.SS, List.class);
    }

    @SuppressWarnings("unchecked")
    List<String> ns() {
        return (List<String>) get(Type.NS, List.class);
    }

    @SuppressWarnings("unchecked")
    List<Bytes> bs() {
        return (List<Bytes>) get(Type.BS, List.class);
    }

    @SuppressWarnings("unchecked")
    List<StoredValue> l() {
        return (List<StoredValue>) get(Type.L, List.class);
    }

    @SuppressWarnings("unchecked")
    Map<String, StoredValue> m() {
        return (Map<String, StoredValue>) get(Type.M, Map.class);
    }

    private <T> T get(Type wanted, Class<T> javaType) {
        if (type != wanted) {
            throw new IllegalStateException("a value of type " + type + " is taken for one of type " + wanted);
        }
        return javaType.cast(value);
    }

    /** A string, number or binary in its value class: {@code String}, {@code BigDecimal}, {@code Bytes}; else empty. */
    public Optional<Object> scalar() {
        return Optional.ofNullable(scalarOrNull());
    }

    /** As {@link #scalar}, null for what is none. */
    @Nullable
    Object scalarOrNull() {
        return switch (type) {
            case S, B -> value;
            case N -> new BigDecimal(n());
            default -> null;
        };
    }

    /** Equality as DynamoDB sees it: numbers by value, sets without order. */
    public boolean isSameAs(StoredValue other) {
        return StoredEquality.same(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredValue that && type == that.type && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + value.hashCode();
    }

    /** The type alone: values do not belong into logs and messages. */
    @Override
    public String toString() {
        return type.toString();
    }
}
