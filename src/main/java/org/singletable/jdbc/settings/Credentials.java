package org.singletable.jdbc.settings;

import org.jspecify.annotations.Nullable;

/** Who signs the requests. {@code toString} never shows a secret. */
public sealed interface Credentials {
    /** The SDK's default chain: environment, system properties, profile files, container and instance roles. */
    record DefaultChain() implements Credentials {}

    /** Properties {@code user}, {@code password} and {@code sessionToken}. */
    record Keys(
            String accessKey, String secretKey, @Nullable String sessionToken) implements Credentials {
        @Override
        public String toString() {
            return "Keys[accessKey=" + accessKey + "]";
        }
    }

    /** A profile of the shared configuration files. */
    record Profile(String name) implements Credentials {}

    /** A role to assume, with the credentials of {@code base}. */
    record Role(String roleArn, Credentials base) implements Credentials {}
}
