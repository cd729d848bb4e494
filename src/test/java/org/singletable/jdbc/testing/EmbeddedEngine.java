package org.singletable.jdbc.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** The engine inside the driver, in memory. */
public final class EmbeddedEngine implements Engine {
    @Override
    public String url(String mapping, String table) {
        return "jdbc:singletable:mem:%s?mapping=%s".formatted(table, URLEncoder.encode(mapping, UTF_8));
    }
}
