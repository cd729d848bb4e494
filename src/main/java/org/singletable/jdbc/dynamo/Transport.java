package org.singletable.jdbc.dynamo;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import software.amazon.awssdk.http.SdkHttpClient;

/** Makes the HTTP clients that requests to DynamoDB go over. */
interface Transport {
    /**
     * An HTTP client of its own for one client; who asks for it closes it.
     *
     * @param engine where the embedded engine listens, null for other targets
     */
    SdkHttpClient open(ClientSettings settings, @Nullable URI engine);
}
