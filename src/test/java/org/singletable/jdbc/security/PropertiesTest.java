package org.singletable.jdbc.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import org.singletable.jdbc.settings.ConnectionProperty;
import org.singletable.jdbc.settings.ConnectionProperty.Type;
import org.singletable.jdbc.settings.Settings;
import org.singletable.jdbc.settings.SettingsParser;
import org.singletable.jdbc.settings.Target;

/** What someone can do who may choose properties, and what not. */
class PropertiesTest {
    private static final AtomicInteger LOADED = new AtomicInteger();

    /** Named in properties; whoever loads it is counted. */
    static final class Bait {
        static {
            LOADED.incrementAndGet();
        }

        private Bait() {}
    }

    /** A new property that takes any text has to be looked at here. */
    @Test
    void onlyThesePropertiesTakeText() {
        Set<String> texts = Stream.of(ConnectionProperty.values())
                .filter(property -> property.type() == Type.TEXT || property.type() == Type.SECRET)
                .map(ConnectionProperty::key)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(texts)
                .containsExactly(
                        "bind.<column>",
                        "bind.except",
                        "endpoint",
                        "mapping",
                        "mappingJson",
                        "password",
                        "profile",
                        "region",
                        "roleArn",
                        "sessionToken",
                        "table",
                        "user");
    }

    @ParameterizedTest
    @EnumSource(ConnectionProperty.class)
    void noPropertyLoadsAClassOrWritesAFile(ConnectionProperty property, @TempDir Path folder) throws IOException {
        String bait = "org.singletable.jdbc.security.PropertiesTest$Bait";
        String key = property == ConnectionProperty.BIND ? "bind.tenant" : property.key();
        for (String value : List.of(
                bait,
                "class:" + bait,
                "java:" + bait,
                "${jndi:ldap://127.0.0.1:1/x}",
                folder.resolve("new").toString(),
                folder.resolve("new").toUri().toString(),
                "jar:" + folder.resolve("new.jar").toUri() + "!/x",
                "http://127.0.0.1:1/x",
                "../../" + folder.getFileName(),
                "\0",
                "a\r\nHost: b")) {
            Properties properties = new Properties();
            properties.setProperty(key, value);
            if (property != ConnectionProperty.MAPPING && property != ConnectionProperty.MAPPING_JSON) {
                properties.setProperty("mapping", "mapping-examples/quickstart.json");
            }
            // Nobody listens there: what can be done without a table is done.
            try (Connection connection = DriverManager.getConnection(
                    "jdbc:singletable://127.0.0.1:1/properties?linger=0&retries=0&connectTimeout=200ms", properties)) {
                throw new AssertionError("connected with " + key + "=" + value + " as " + connection);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(key + "=" + value + ": " + e).isIn("08001", "28000");
            }
        }
        assertThat(LOADED.get()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** A device gives bytes for ever. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aMappingThatDoesNotEndIsRefused() {
        try {
            DriverManager.getConnection("jdbc:singletable:mem:zero?mapping=/dev/zero")
                    .close();
            throw new AssertionError("taken");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("08001");
            assertThat(e.getMessage()).contains("16777216 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "//localhost:8000/shop, false",
        "//127.0.0.1:8000/shop, false",
        "//[::1]:8000/shop, false",
        "//dynamo.example:8000/shop, true",
        "//eu-west-1/shop?endpoint=http://10.0.0.1:8000, true",
        "//eu-west-1/shop?endpoint=https://10.0.0.1:8000, false",
        "//localhost.example:8000/shop, true",
    })
    void httpToAnotherHostIsToldAsReadable(String location, boolean readable) {
        Settings settings = SettingsParser.parse("jdbc:singletable:" + location, new Properties());

        assertThat(((Target.Endpoint) settings.client().target()).isReadable()).isEqualTo(readable);
    }

    /** An address of this machine that does not look like one. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aConnectionThatOthersCanReadHasAWarning() throws SQLException {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            for (String host : List.of("0.0.0.0", "127.0.0.1")) {
                String url = "jdbc:singletable://%s:%d/readable?linger=0&ensureTable=true&user=u&password=p"
                        .formatted(host, engine.endpoint().getPort());
                try (Connection connection =
                        DriverManager.getConnection(url + "&mapping=mapping-examples/quickstart.json")) {
                    assertThat(String.valueOf(connection.getWarnings()).contains("is not encrypted"))
                            .as(host)
                            .isEqualTo(host.equals("0.0.0.0"));
                }
            }
        }
    }

    @Test
    void aRegionIsReachedByHttps() {
        Settings settings = SettingsParser.parse("jdbc:singletable://eu-west-1/shop", new Properties());

        assertThat(settings.client().target()).isEqualTo(new Target.Region("eu-west-1"));
        assertThat(Stream.of(ConnectionProperty.values()).map(ConnectionProperty::key))
                .noneMatch(key ->
                        key.toLowerCase(java.util.Locale.ROOT).matches(".*(ssl|tls|trust|verify|certificate).*"));
    }
}
