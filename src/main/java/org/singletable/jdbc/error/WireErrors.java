package org.singletable.jdbc.error;

import java.nio.file.Path;

/** Messages about connections, the embedded engine and DynamoDB's answers. */
public final class WireErrors {
    private static final String ENGINE = "com.amazonaws:DynamoDBLocal:2.6.1";

    private WireErrors() {}

    public static DriverException engineMissing(Throwable cause) {
        return cannotConnect(
                "the embedded engine is DynamoDB Local, which is not on the class path; add the Maven artifact "
                        + ENGINE,
                cause);
    }

    public static DriverException engineVersion(Throwable cause) {
        return cannotConnect(
                "the embedded engine does not work with the version of DynamoDB Local on the class path; use " + ENGINE,
                cause);
    }

    public static DriverException engineFailed(Throwable cause) {
        return cannotConnect("the embedded engine could not be started: " + cause.getMessage(), cause);
    }

    public static DriverException engineFolder(Path folder, Throwable cause) {
        return cannotConnect("the folder of the embedded engine cannot be used: " + folder + ": " + cause, cause);
    }

    private static DriverException cannotConnect(String message, Throwable cause) {
        return new DriverException(SqlState.CANNOT_CONNECT, message, cause);
    }
}
