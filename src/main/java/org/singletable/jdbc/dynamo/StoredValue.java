package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.util.Optional;
import org.singletable.jdbc.type.Bytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A DynamoDB attribute value, as other rooms may hold it. */
public final class StoredValue {
    private final AttributeValue value;

    StoredValue(AttributeValue value) {
        this.value = value;
    }

    public static StoredValue string(String text) {
        return new StoredValue(AttributeValue.fromS(text));
    }

    /** @throws org.singletable.jdbc.error.DriverException 22003 where DynamoDB has no such number */
    public static StoredValue number(BigDecimal number) {
        return new StoredValue(AttributeValue.fromN(AttributeCodec.numberText(number)));
    }

    public static StoredValue binary(Bytes bytes) {
        return new StoredValue(AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes.toArray())));
    }

    public boolean isNumber() {
        return value.type() == AttributeValue.Type.N;
    }

    /** A string, number or binary in its value class: {@code String}, {@code BigDecimal}, {@code Bytes}; else empty. */
    public Optional<Object> scalar() {
        return KeyCodec.plain(this);
    }

    /** Equality as DynamoDB sees it: numbers by value, sets without order. */
    public boolean isSameAs(StoredValue other) {
        return StoredEquality.same(value, other.value);
    }

    AttributeValue sdk() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredValue that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
