package org.singletable.jdbc.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors in a connection's URL and properties. None shows the value of a secret. */
public final class SettingErrors {
    private static final String FORMS = "; a URL is one of jdbc:singletable://<region>/<table>,"
            + " jdbc:singletable://<host>:<port>/<table>, jdbc:singletable:mem:<table> and jdbc:singletable:file:<folder>,"
            + " followed by ?name=value&name=value";

    private SettingErrors() {}

    /** A warning, no error: it is what the URL says. */
    public static String notEncrypted(String place) {
        return "the connection to " + place
                + " is not encrypted: others on the way can read rows and session tokens; give"
                + " an endpoint with https";
    }

    public static DriverException badUrl(String problem) {
        return error("the connection URL is wrong: " + problem + FORMS);
    }

    public static DriverException badEndpoint(String where, @Nullable Throwable cause) {
        return new DriverException(
                SqlState.CANNOT_CONNECT,
                where
                        + " is no endpoint; it has to be a host and a port from 1 to 65535, in property endpoint a URL such"
                        + " as https://host:8443",
                cause);
    }

    public static DriverException unknownProperty(String key, List<String> known) {
        return error("unknown connection property \"" + key + "\"" + Spelling.hint(key, known) + "; the properties are "
                + String.join(", ", known));
    }

    public static DriverException badValue(String key, String value, String expected) {
        return error("connection property " + key + " cannot be '" + value + "'; it has to be " + expected);
    }

    /** A value that {@code SET} gives. */
    public static DriverException badSetting(String key, String value, String expected) {
        return new DriverException(
                SqlState.INVALID_VALUE, "setting " + key + " cannot be '" + value + "'; it has to be " + expected);
    }

    public static DriverException unknownSetting(String name, List<String> settable) {
        return new DriverException(
                SqlState.UNDEFINED_OBJECT,
                "there is no setting \"" + name + "\"" + Spelling.hint(name, settable) + "; SET changes "
                        + String.join(", ", settable));
    }

    /** A connection property that {@code SET} does not change. */
    public static DriverException fixedSetting(String key, String reason, List<String> settable) {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "SET cannot change " + key + ": " + reason + "; SET changes " + String.join(", ", settable));
    }

    public static DriverException twoValues(String key) {
        return error(
                "connection property " + key
                        + " is given twice with different values, in the URL and in the properties or twice in the URL; give it once");
    }

    public static DriverException emptyBinding(String key) {
        return error("connection property " + key + " names no column or has no value; write bind.<column>=<value>");
    }

    public static DriverException exclude(String one, String other) {
        return error("connection properties: " + one + " and " + other + " exclude each other; give one of them");
    }

    public static DriverException needs(String given, String missing) {
        return error("connection property " + given + " is given without " + missing + "; give both or neither");
    }

    public static DriverException meaningless(String key, String reason) {
        return error("connection property " + key + " has no meaning here: " + reason + "; leave it out");
    }

    private static DriverException error(String message) {
        return new DriverException(SqlState.CANNOT_CONNECT, message);
    }
}
