package org.singletable.jdbc.dynamo;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.settings.Credentials;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import org.singletable.jdbc.settings.Target;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Makes the SDK's client and all it needs, for one configuration. */
final class ClientFactory {
    private static final AwsCredentialsProvider DUMMY = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(EmbeddedEngine.CREDENTIAL, EmbeddedEngine.CREDENTIAL));

    private final ClientSettings settings;
    private final @Nullable MetricPublisher metrics;
    private final @Nullable URI engine;
    private final Transport transport;
    private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();

    /**
     * @param engine where the embedded engine listens, null for other targets
     * @param transport makes what the requests go over
     */
    ClientFactory(ClientConfiguration configuration, @Nullable URI engine, Transport transport) {
        this.settings = configuration.settings();
        this.metrics = configuration.metrics();
        this.engine = engine;
        this.transport = transport;
    }

    /**
     * The client with its HTTP client.
     *
     * @param owned everything to be closed, in this order
     */
    record Clients(DynamoDbClient dynamo, TrackedHttpClient http, RequestPool pool, Deque<SdkAutoCloseable> owned) {
        void close() {
            pool.close();
            owned.forEach(SdkAutoCloseable::close);
        }
    }

    /** @throws org.singletable.jdbc.error.DriverException 08001 where the SDK does not take the settings */
    Clients create() {
        try {
            TrackedHttpClient http = own(new TrackedHttpClient(new CheckedAnswers(transport.open(settings, engine))));
            DynamoDbClientBuilder builder = DynamoDbClient.builder()
                    .region(region())
                    .httpClient(http)
                    .credentialsProvider(credentials())
                    .overrideConfiguration(this::configure);
            URI endpoint = endpoint();
            if (endpoint != null) {
                builder.endpointOverride(endpoint);
            }
            return new Clients(own(builder.build()), http, new RequestPool(settings.maxConnections()), opened);
        } catch (RuntimeException e) { // a border: the SDK's builders throw exceptions of many kinds
            opened.forEach(SdkAutoCloseable::close);
            throw WireErrors.notConnected(settings.target().place(), e);
        }
    }

    private void configure(ClientOverrideConfiguration.Builder options) {
        options.retryStrategy(AwsRetryStrategy.doNotRetry());
        if (metrics != null) {
            options.addMetricPublisher(metrics);
        }
    }

    private @Nullable URI endpoint() {
        return settings.target() instanceof Target.Endpoint other ? other.uri() : engine;
    }

    private Region region() {
        if (settings.target() instanceof Target.Region aws) {
            return Region.of(aws.region());
        }
        if (settings.target() instanceof Target.Endpoint other && other.region() != null) {
            return Region.of(other.region());
        }
        return Region.of(EmbeddedEngine.REGION);
    }

    private AwsCredentialsProvider credentials() {
        if (settings.target().isEmbedded()) {
            return DUMMY;
        }
        if (settings.target() instanceof Target.Endpoint other
                && other.region() == null
                && settings.credentials() instanceof Credentials.DefaultChain) {
            return localChain();
        }
        return provider(settings.credentials());
    }

    /**
     * Engines without a region are development engines, most of which take any credentials: those of the environment are
     * used where there are some, else dummy ones. Instance roles are left out, as asking for them takes seconds.
     */
    private AwsCredentialsProvider localChain() {
        return own(AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                DUMMY));
    }

    private AwsCredentialsProvider provider(Credentials credentials) {
        if (credentials instanceof Credentials.Keys keys) {
            String token = keys.sessionToken();
            return StaticCredentialsProvider.create(
                    token == null
                            ? AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())
                            : AwsSessionCredentials.create(keys.accessKey(), keys.secretKey(), token));
        }
        if (credentials instanceof Credentials.Profile profile) {
            return own(ProfileCredentialsProvider.create(profile.name()));
        }
        if (credentials instanceof Credentials.Role role) {
            return assumed(role);
        }
        return own(DefaultCredentialsProvider.builder().build());
    }

    private AwsCredentialsProvider assumed(Credentials.Role role) {
        StsClient sts = own(StsClient.builder()
                .region(region())
                .credentialsProvider(provider(role.base()))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.socketTimeout()))
                .build());
        return own(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.roleArn()).roleSessionName("singletable-jdbc"))
                .build());
    }

    private <T extends SdkAutoCloseable> T own(T thing) {
        opened.push(thing);
        return thing;
    }
}
