package org.singletable.jdbc.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the physical table is: the forms of the URL. */
public sealed interface Target {
    /** AWS, by region. */
    record Region(String region) implements Target {
        @Override
        public String place() {
            return "DynamoDB in " + region;
        }
    }

    /**
     * Any HTTP endpoint: DynamoDB Local, ScyllaDB Alternator, a proxy.
     *
     * @param region the region requests are signed for; null for the engine's dummy one
     */
    record Endpoint(URI uri, @Nullable String region) implements Target {
        private static final Pattern LOOPBACK =
                Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

        /** Whether others on the way can read what is sent: http to another host. Names are not looked up. */
        public boolean isReadable() {
            return "http".equalsIgnoreCase(uri.getScheme())
                    && !LOOPBACK.matcher(uri.getHost()).matches();
        }

        @Override
        public String place() {
            return uri.toString();
        }
    }

    /** The embedded engine in memory. Engines are told apart by name, which is the table's. */
    record Memory(String name) implements Target {
        @Override
        public String place() {
            return "the embedded engine mem:" + name;
        }
    }

    /**
     * The embedded engine on a folder; {@code folder} is absolute and normal. Its last element is a table's name only
     * where neither property {@code table} nor the mapping names one ({@link Settings.ClientSettings#fallbackTable}).
     */
    record Folder(Path folder) implements Target {
        @Override
        public String place() {
            return "the embedded engine on " + folder;
        }
    }

    /** Where it is, as a message names it. */
    String place();

    default boolean isEmbedded() {
        return this instanceof Memory || this instanceof Folder;
    }
}
