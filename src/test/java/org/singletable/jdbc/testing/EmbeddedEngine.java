package org.singletable.jdbc.testing;

/** The engine inside the driver, in memory. */
public final class EmbeddedEngine implements Engine {
    @Override
    public String url(String mapping, String table) {
        return "jdbc:singletable:mem:%s?mapping=%s".formatted(table, Engine.encoded(mapping));
    }
}
