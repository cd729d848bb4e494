package org.singletable.jdbc.bench;

/** A way to DynamoDB that is measured. */
public enum Subject {
    /** A program with the SDK's {@code DynamoDbClient}. */
    SDK,

    /** A program with the SDK's Enhanced Client and static table schemas, the kind that is ready soonest. */
    ENHANCED,

    /** A program with this driver. */
    DRIVER;

    /** As reports call it. */
    String title() {
        return switch (this) {
            case SDK -> "SDK";
            case ENHANCED -> "Enhanced Client";
            case DRIVER -> "driver";
        };
    }
}
