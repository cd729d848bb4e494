package org.singletable.jdbc.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/**
 * A DynamoDB that integration tests run against.
 *
 * <p>What a driver must do on each engine alike is an abstract test class, named {@code ...Contract}, that takes an engine in its
 * constructor. It has a subclass for each engine: one that passes {@link EmbeddedEngine}, and one that is annotated with
 * {@link RequiresDocker} and passes the {@link DynamoDbLocalContainer} its own constructor is given.
 *
 * <p>An engine serves the whole test run: tests that must not see each other's rows use tables of different names.
 */
public interface Engine {
    /**
     * The JDBC URL of a physical table on this engine. The table is created by the first connection, where it does not exist.
     *
     * @param mapping location of the mapping, as property {@code mapping} takes it
     * @param table name of the physical table
     */
    String url(String mapping, String table);

    /** A property's value as it stands in a URL: percent-encoded, a space too, which {@link URLEncoder} alone makes a plus sign. */
    static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
