package org.singletable.jdbc.dynamo;

import software.amazon.awssdk.http.SdkHttpClient;

/** Opens the seam below the driver's client of the SDK: what its requests go over. */
public final class TransportClients {
    private TransportClients() {}

    /** Clients whose requests all go over one HTTP client, which has to outlive them. */
    public static SharedClients over(SdkHttpClient http) {
        return new SharedClients((settings, engine) -> http);
    }
}
