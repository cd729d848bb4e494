package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * An embedded engine of a test's own that behaves as DynamoDB on AWS does where DynamoDB Local is kinder: small pages, empty
 * ones, unprocessed keys, throttling, and global indexes that lag behind. What it does follows from its seed and the order of
 * the requests.
 */
public final class AwsLikeEngine implements Engine, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsLike behaviour;
    private final ProxiedEngine engine;

    /** Does all of it often; no index lags. */
    public AwsLikeEngine(long seed) {
        this(seed, AwsLike.Settings.OFTEN);
    }

    public AwsLikeEngine(long seed, AwsLike.Settings settings) {
        behaviour = new AwsLike(seed, settings);
        engine = new ProxiedEngine(behaviour);
    }

    @Override
    public String url(String mapping, String table) {
        return engine.url(mapping, table);
    }

    /** Where clients connect, for URLs of another form. */
    public URI endpoint() {
        return engine.proxy().endpoint();
    }

    /** Records what the driver sent and was answered. */
    public RecordingProxy proxy() {
        return engine.proxy();
    }

    /**
     * From now on items are missing from a global index that were written by one of the latest writes.
     *
     * @param number how many writes the index lags behind
     */
    public void lag(String index, int number) {
        behaviour.lag().by(index, number);
    }

    /**
     * From now on an item is missing from a global index.
     *
     * @param key its key in the table, in DynamoDB's JSON; single quotes do for double ones
     */
    public void hide(String index, String key) {
        try {
            JsonNode parsed = JSON.readTree(key.replace('\'', '"'));
            behaviour.lag().hide(index, parsed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All indexes have all items. */
    public void catchUp() {
        behaviour.lag().catchUp();
    }

    @Override
    public void close() {
        engine.close();
    }
}
