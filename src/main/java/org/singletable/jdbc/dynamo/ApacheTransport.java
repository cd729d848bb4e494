package org.singletable.jdbc.dynamo;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The network, by Apache's HTTP client. */
final class ApacheTransport implements Transport {
    /** Shorter than the idle timeouts of DynamoDB and DynamoDB Local, so that no request meets a closing connection. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(20);

    /** A request waits for a connection as long as another one may keep it: more requests than connections is no failure. */
    @Override
    public SdkHttpClient open(ClientSettings settings, @Nullable URI engine) {
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .connectionTimeout(settings.connectTimeout())
                .connectionAcquisitionTimeout(settings.connectTimeout().plus(settings.socketTimeout()))
                .socketTimeout(settings.socketTimeout())
                .maxConnections(settings.maxConnections())
                .connectionMaxIdleTime(MAX_IDLE);
        if (engine != null) {
            // A proxy of the environment cannot reach this machine's loopback address.
            builder.proxyConfiguration(ProxyConfiguration.builder()
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariableValues(false)
                    .build());
        }
        return builder.build();
    }
}
