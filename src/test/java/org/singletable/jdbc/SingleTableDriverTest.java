package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleTableDriverTest {
    private static final String URL =
            "jdbc:singletable:mem:driver-test?mapping=mapping-examples/quickstart.json&drop=onClose";

    private final Driver driver = new SingleTableDriver();

    @Test
    void driverManagerFindsTheDriver() throws SQLException {
        assertThat(DriverManager.getDriver("jdbc:singletable:anything")).isInstanceOf(SingleTableDriver.class);
    }

    @Test
    void foreignUrlsAreLeftAlone() throws SQLException {
        assertThat(driver.acceptsURL("jdbc:h2:mem:shop")).isFalse();
        assertThat(driver.acceptsURL("jdbc:singletable")).isFalse();
        assertThat(driver.connect("jdbc:h2:mem:shop", new Properties())).isNull();
        assertThat(driver.acceptsURL("jdbc:singletable:nonsense")).isTrue();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> driver.acceptsURL(null));
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> driver.connect(null, null));
    }

    @Test
    void anOwnUrlThatIsBadIsAnError() {
        assertThatExceptionOfType(SQLNonTransientConnectionException.class)
                .isThrownBy(() -> driver.connect("jdbc:singletable:nonsense", new Properties()))
                .withMessageContaining("jdbc:singletable:mem:<table>")
                .extracting(SQLException::getSQLState)
                .isEqualTo("08001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:singletable:", "jdbc:singletable://", "jdbc:singletable:mem:a?mapping", "x", ""})
    void propertiesAreToldForUnfinishedUrls(String url) throws SQLException {
        assertThat(driver.getPropertyInfo(url, new Properties()))
                .extracting(info -> info.name)
                .contains("mapping", "user", "password", "readOnly", "slowStatementMillis");
    }

    @Test
    void propertiesHaveTheirValuesButNotTheirSecrets() throws SQLException {
        Properties info = new Properties();
        info.setProperty("password", "s3cret");
        info.setProperty("pageSize", "7");

        DriverPropertyInfo[] properties =
                driver.getPropertyInfo("jdbc:singletable:mem:shop?mapping=m.json&sessionToken=t0ken", info);

        assertThat(property(properties, "mapping").value).isEqualTo("m.json");
        assertThat(property(properties, "pageSize").value).isEqualTo("7");
        assertThat(property(properties, "consistentRead").value).isEqualTo("true");
        assertThat(property(properties, "consistentRead").choices).containsExactly("true", "false", "strict");
        assertThat(property(properties, "password").value).isNull();
        assertThat(property(properties, "sessionToken").value).isNull();
        assertThat(driver.getPropertyInfo(null, null)).hasSameSizeAs(properties);
    }

    private static DriverPropertyInfo property(DriverPropertyInfo[] properties, String name) {
        return Arrays.stream(properties)
                .filter(property -> property.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDataSourceConnectsAndSurvivesSerialization() throws Exception {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl("jdbc:singletable:mem:driver-test?drop=onClose&loginTimeout=2m");
        source.setMapping("mapping-examples/quickstart.json");
        source.setLoginTimeout(60);

        SingleTableDataSource copy = copy(source);

        assertThat(copy.getMapping()).isEqualTo("mapping-examples/quickstart.json");
        assertThat(copy.getLoginTimeout()).isEqualTo(60);
        assertThat(copy.unwrap(DataSource.class)).isSameAs(copy);
        try (Connection connection = copy.getConnection()) {
            assertThat(connection.getSchema()).isEqualTo("driver-test");
        }
        copy.setMapping(null);
        assertThat(copy.getMapping()).isNull();
    }

    private static SingleTableDataSource copy(SingleTableDataSource source) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(source);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (SingleTableDataSource) in.readObject();
        }
    }

    @Test
    void aDataSourceNeedsItsUrl() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> new SingleTableDataSource().getConnection())
                .withMessageContaining("url");
    }

    @Test
    void credentialsOfGetConnectionAreUsed() {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl(URL);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> source.getConnection("key", "s3cret"))
                .withMessageContaining("user has no meaning here")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
    }

    @Test
    void aLoginTimeoutEndsTheWait() {
        // TEST-NET-1 (RFC 5737): nothing answers there, and the other timeouts are longer.
        String url = "jdbc:singletable://192.0.2.1:8000/shop?mapping=mapping-examples/quickstart.json"
                + "&user=a&password=b&connectTimeout=60s&loginTimeout=50ms";

        assertThatExceptionOfType(SQLNonTransientConnectionException.class)
                .isThrownBy(() -> DriverManager.getConnection(url))
                .withMessageContaining("login timeout of 50 ms");
    }
}
