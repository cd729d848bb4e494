package org.singletable.jdbc.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;

/** The files that a release consists of. */
class ArtifactsIT {
    private static final long MOST_BYTES_OF_ALL = 16_000_000;

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    @Test
    void theThinJarHasTheDriverAlone() throws IOException {
        List<String> names = names(Artifacts.file("\\.jar"));
        assertThat(names)
                .contains("META-INF/services/java.sql.Driver", "META-INF/LICENSE", "mapping-examples/quickstart.json");
        assertThat(names)
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("org/singletable/jdbc/"));
        try (JarFile jar = new JarFile(Artifacts.file("\\.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("org.singletable.jdbc");
        }
    }

    @Test
    void thereAreSourcesAndDocumentation() throws IOException {
        assertThat(names(Artifacts.file("-sources\\.jar"))).contains("org/singletable/jdbc/SingleTableDriver.java");
        assertThat(names(Artifacts.file("-javadoc\\.jar"))).contains("org/singletable/jdbc/SingleTableDriver.html");
    }

    @Test
    void theBillOfMaterialsNamesWhatTheDriverNeeds() throws IOException {
        JsonNode bill =
                new ObjectMapper().readTree(Artifacts.TARGET.resolve("bom.json").toFile());
        assertThat(bill.path("bomFormat").textValue()).isEqualTo("CycloneDX");
        List<String> components = new ArrayList<>();
        bill.path("components")
                .forEach(component -> components.add(component.path("name").textValue()));
        assertThat(components)
                .contains("dynamodb", "jsqlparser", "jackson-databind")
                .doesNotContain("assertj-core");
    }

    /** All its classes are under a package of the driver, so that it meets no other library of the tool that loads it. */
    @Test
    void theJarForToolsHasAllOfItsDependenciesRelocated() throws IOException {
        Path jar = Artifacts.file("-all\\.jar");
        assertThat(Files.size(jar)).isLessThan(MOST_BYTES_OF_ALL);
        assertThat(names(jar))
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("org/singletable/jdbc/"));
        assertThat(names(jar))
                .filteredOn(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                .contains("META-INF/services/java.sql.Driver")
                .allMatch(name -> name.equals("META-INF/services/java.sql.Driver")
                        || name.equals("META-INF/services/org.hibernate.engine.jdbc.dialect.spi.DialectResolver")
                        || name.startsWith("META-INF/services/org.singletable.jdbc.all."));
    }

    /** As a tool does: nothing but the JDK and the jar is there. */
    @Test
    void theJarForToolsConnectsByItself() throws IOException, SQLException {
        try (ProxiedEngine engine = new ProxiedEngine();
                URLClassLoader loader = new URLClassLoader(
                        new URL[] {Artifacts.file("-all\\.jar").toUri().toURL()},
                        ClassLoader.getPlatformClassLoader())) {
            List<Driver> drivers = new ArrayList<>();
            ServiceLoader.load(Driver.class, loader).forEach(drivers::add);
            assertThat(drivers)
                    .singleElement()
                    .satisfies(driver ->
                            assertThat(driver.getClass().getClassLoader()).isSameAs(loader));
            String url = engine.url("mapping-examples/quickstart.json", "all");
            try (Connection connection = drivers.get(0).connect(url, new Properties())) {
                Sql.update(connection, "INSERT INTO customer (username, email) VALUES ('ann', 'ann@example.com')");
                assertThat(Sql.rows(connection, "SELECT username, email FROM customer"))
                        .containsExactly("ann|ann@example.com");
            }
        }
    }
}
