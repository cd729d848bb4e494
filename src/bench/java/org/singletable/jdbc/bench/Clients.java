package org.singletable.jdbc.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.singletable.jdbc.TransportConnections;
import org.singletable.jdbc.dynamo.SharedClients;
import org.singletable.jdbc.dynamo.TransportClients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the threads of one program share: a client of the SDK, made here or by the driver, of the same HTTP client, region and
 * credentials. Gives each thread its {@link Orders}.
 */
final class Clients implements AutoCloseable {
    /** Requests that a batch sends at a time: the driver's default {@code writeConcurrency}. */
    static final int CONCURRENCY = 16;

    /** The driver's default {@code maxConnections}. */
    private static final int MAX_CONNECTIONS = 50;

    private static final String CREDENTIAL = "singletable";

    private interface Opener {
        Orders open() throws SQLException;
    }

    private final Opener opener;
    private final Runnable end;

    private Clients(Opener opener, Runnable end) {
        this.opener = opener;
        this.end = end;
    }

    /** Clients whose requests go to a server. */
    static Clients to(URI endpoint, Subject subject) {
        if (subject == Subject.DRIVER) {
            String url = url(endpoint);
            return new Clients(() -> new DriverOrders(DriverManager.getConnection(url, properties())), () -> {});
        }
        SdkHttpClient http =
                Apache5HttpClient.builder().maxConnections(MAX_CONNECTIONS).build();
        return of(subject, sdk(endpoint, http));
    }

    /** Clients whose requests are answered from memory. */
    static Clients over(SdkHttpClient http, Subject subject) {
        if (subject == Subject.DRIVER) {
            SharedClients shared = TransportClients.over(http);
            return new Clients(() -> new DriverOrders(connection(shared, properties())), () -> {});
        }
        return of(subject, sdk(nowhere(), http));
    }

    private static Clients of(Subject subject, DynamoDbClient client) {
        return new Clients(
                () -> subject == Subject.SDK ? new SdkOrders(client) : new EnhancedOrders(client), client::close);
    }

    /** A connection whose requests are answered from memory. */
    static Connection connection(SharedClients clients, Properties properties) {
        return TransportConnections.open(url(nowhere()), properties, clients);
    }

    /** The driver's properties; all that are not here are at their defaults. */
    static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mappingJson", Shop.MAPPING);
        properties.setProperty("user", CREDENTIAL);
        properties.setProperty("password", CREDENTIAL);
        return properties;
    }

    static String url(URI endpoint) {
        return "jdbc:singletable://%s:%d/%s".formatted(endpoint.getHost(), endpoint.getPort(), Shop.TABLE);
    }

    private static URI nowhere() {
        return URI.create("http://127.0.0.1:1");
    }

    private static DynamoDbClient sdk(URI endpoint, SdkHttpClient http) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(CREDENTIAL, CREDENTIAL)))
                .httpClient(http)
                .build();
    }

    /** For the calling thread; to be closed before this. */
    Orders orders() throws SQLException {
        return opener.open();
    }

    @Override
    public void close() {
        end.run();
    }
}
