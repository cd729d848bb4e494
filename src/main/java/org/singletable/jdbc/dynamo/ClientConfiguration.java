package org.singletable.jdbc.dynamo;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * What decides which client a connection uses: connections with equal ones share it.
 *
 * @param metrics is told the SDK's metrics of the client's requests, null for nobody; closing it is up to who made it
 */
public record ClientConfiguration(
        ClientSettings settings, @Nullable MetricPublisher metrics) {
    /** A client whose metrics nobody wants. */
    public static ClientConfiguration of(ClientSettings settings) {
        return new ClientConfiguration(settings, null);
    }
}
