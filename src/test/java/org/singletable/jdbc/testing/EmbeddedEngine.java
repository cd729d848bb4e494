package org.singletable.jdbc.testing;

/** The engine inside the driver, in memory. */
public final class EmbeddedEngine implements Engine {
    @Override
    public String url(String mapping, String table) {
        return "jdbc:singletable:mem:%s?mapping=%s".formatted(table, Engine.encoded(mapping));
    }

    /** An engine that ends with the last of its connections: each of them has a score of threads. */
    public String temporaryUrl(String mapping, String table) {
        return url(mapping, table) + "&drop=onClose&linger=0";
    }
}
