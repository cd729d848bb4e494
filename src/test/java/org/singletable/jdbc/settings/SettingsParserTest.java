package org.singletable.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

class SettingsParserTest {
    private static final String MEMORY = "jdbc:singletable:mem:shop";

    private static Settings parse(String url, String... keysAndValues) {
        Properties info = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            info.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SettingsParser.parse(url, info);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                target("//eu-west-1/shop", new Target.Region("eu-west-1"), "shop"),
                target("//us-gov-west-1/shop", new Target.Region("us-gov-west-1"), "shop"),
                target("//eu-west-1", new Target.Region("eu-west-1"), null),
                target("//eu-west-1/", new Target.Region("eu-west-1"), null),
                target("//eu-west-1/?table=shop", new Target.Region("eu-west-1"), "shop"),
                target("//eu-west-1/shop?table=shop&region=eu-west-1", new Target.Region("eu-west-1"), "shop"),
                target("///shop?region=eu-west-1", new Target.Region("eu-west-1"), "shop"),
                target("//localhost:8000/shop", endpoint("http://localhost:8000", null), "shop"),
                target("//[::1]:8000/shop", endpoint("http://[::1]:8000", null), "shop"),
                target("//localhost:8000/shop?region=eu", endpoint("http://localhost:8000", "eu"), "shop"),
                target("//eu-west-1/shop?endpoint=https://h:1", endpoint("https://h:1", "eu-west-1"), "shop"),
                target("//eu-west-1/shop?endpoint=https%3A%2F%2Fh%2Fp", endpoint("https://h/p", "eu-west-1"), "shop"),
                target("///shop?endpoint=http://h:1", endpoint("http://h:1", null), "shop"),
                target("mem:shop", new Target.Memory("shop"), "shop"),
                target("mem:my%2Dshop", new Target.Memory("my-shop"), "my-shop"),
                target("file:/data/shop", new Target.Folder(Path.of("/data/shop")), null),
                target("file:/data/a%20b+c/../d", new Target.Folder(Path.of("/data/d")), null),
                target(
                        "file:data/shop?table=other",
                        new Target.Folder(Path.of("data/shop").toAbsolutePath()),
                        "other"));
    }

    private static Arguments target(String rest, Target target, @Nullable String table) {
        return Arguments.of(rest, target, table);
    }

    private static Target endpoint(String uri, @Nullable String region) {
        return new Target.Endpoint(URI.create(uri), region);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void urlsLeadToTargetsAndTables(String rest, Target target, @Nullable String table) {
        Settings.ClientSettings client = parse("jdbc:singletable:" + rest).client();

        assertThat(client.target()).isEqualTo(target);
        assertThat(client.table()).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    jdbc:other:mem:shop                           | does not begin with jdbc:singletable:
                    jdbc:singletable:shop                         | none of //, mem: and file:
                    jdbc:singletable:mem:                         | needs the name of a table
                    jdbc:singletable:mem:x                        | property table cannot be 'x'
                    jdbc:singletable:mem:a/b                      | property table cannot be 'a/b'
                    jdbc:singletable:file:                        | needs the path of a folder
                    jdbc:singletable:///shop                      | neither a region
                    jdbc:singletable://localhost/shop             | 'localhost' is no AWS region such as eu-west-1
                    jdbc:singletable://localhost:port/shop        | the host in the URL is no endpoint
                    jdbc:singletable://localhost:99999/shop       | the host in the URL is no endpoint
                    jdbc:singletable://localhost:0/shop           | the host in the URL is no endpoint
                    jdbc:singletable://:8000/shop                 | the host in the URL is no endpoint
                    jdbc:singletable://me:pw@host:8000/shop       | use the properties user and password
                    jdbc:singletable://h:1/shop?endpoint=http://h | the host in the URL and endpoint exclude each other
                    jdbc:singletable://eu-west-1/shop?endpoint=h  | endpoint is no endpoint
                    jdbc:singletable://eu-west-1/shop?endpoint=ftp://h:1 | endpoint is no endpoint
                    jdbc:singletable://eu-west-1/shop?region=us-east-1 | region is given twice
                    jdbc:singletable://eu-west-1/shop?table=other | table is given twice
                    jdbc:singletable:mem:shop?table=other         | table is given twice
                    jdbc:singletable:mem:shop?mapping             | parameter 1 is not name=value
                    jdbc:singletable:mem:shop?mapping=m&=x        | parameter 2 is not name=value
                    jdbc:singletable:mem:shop?mapping=%zz         | parameter mapping is not percent-encoded
                    jdbc:singletable:mem:shop?mapping=a&mapping=b | mapping is given twice
                    jdbc:singletable:mem:shop?mapping=a&mappingJson={} | exclude each other
                    jdbc:singletable:mem:shop?maping=a            | unknown connection property "maping"; did you mean "mapping"?
                    jdbc:singletable:mem:shop?PAGESIZE=1          | did you mean "pageSize"?
                    jdbc:singletable:mem:shop?entirelyUnknown=1   | the properties are mapping, mappingJson, table
                    jdbc:singletable:mem:shop?readOnly=yes        | readOnly cannot be 'yes'; it has to be one of true, false
                    jdbc:singletable:mem:shop?consistentRead=no   | one of true, false, strict
                    jdbc:singletable:mem:shop?pageSize=-1         | a whole number from 0
                    jdbc:singletable:mem:shop?pageSize=99999999999 | a whole number from 0
                    jdbc:singletable:mem:shop?maxConnections=0    | a whole number from 1
                    jdbc:singletable:mem:shop?linger=soon         | a time such as 500ms, 30s or 2m
                    jdbc:singletable:mem:shop?socketTimeout=0     | of at least 1ms
                    jdbc:singletable:mem:shop?region=eu-west-1    | region has no meaning here
                    jdbc:singletable:mem:shop?user=a&password=b   | user has no meaning here
                    jdbc:singletable:file:/d?drop=onClose         | drop has no meaning here
                    jdbc:singletable://eu-west-1/shop?user=a      | user is given without password
                    jdbc:singletable://eu-west-1/shop?password=a  | password is given without user
                    jdbc:singletable://eu-west-1/shop?sessionToken=a | sessionToken is given without user and password
                    jdbc:singletable://eu-west-1/shop?user=a&password=b&profile=p | profile and user exclude each other
                    jdbc:singletable:mem:shop?scan=never          | scan cannot be 'never'; it has to be one of warn, allow, forbid
                    jdbc:singletable:mem:shop?prefetch=17         | a whole number from 0 to 16
                    jdbc:singletable:mem:shop?scanSegments=1000001 | a whole number from 0 to 1000000
                    jdbc:singletable:mem:shop?maxMemoryBytes=0    | a whole number from 1
                    jdbc:singletable:mem:shop?maxMemoryBytes=1G   | a whole number from 1
                    jdbc:singletable:mem:shop?maxReadUnits=9223372036854775808 | from 0 to 9223372036854775807
                    jdbc:singletable:mem:shop?maxReadUnits=-1     | a whole number from 0
                    jdbc:singletable:mem:shop?hideExpired=yes     | hideExpired cannot be 'yes'; it has to be one of true, false
                    jdbc:singletable:mem:shop?bind.tenant=        | bind.tenant names no column or has no value
                    jdbc:singletable:mem:shop?slowStatementMillis=-1 | a whole number from 0
                    jdbc:singletable:mem:shop?logValues=yes       | one of true, false
                    """)
    void badUrlsSayWhatIsWrong(String url, String expected) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> parse(url))
                .withMessageContaining(expected)
                .extracting(DriverException::state)
                .isEqualTo(SqlState.CANNOT_CONNECT);
    }

    @Test
    void aPropertyMayStandInTheUrlAndInThePropertiesWithOneValueOnly() {
        assertThat(parse(MEMORY + "?pageSize=5", "pageSize", "5").session().pageSize())
                .isEqualTo(5);
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> parse(MEMORY + "?pageSize=5", "pageSize", "6"))
                .withMessageContaining("pageSize is given twice");
    }

    @Test
    void emptyValuesCountAsNotGiven() {
        assertThat(parse(MEMORY + "?pageSize=", "user", "", "password", "")).isEqualTo(parse(MEMORY));
    }

    @Test
    void defaultsOfPropertiesObjectsCount() {
        Properties defaults = new Properties();
        defaults.setProperty("pageSize", "7");

        assertThat(SettingsParser.parse(MEMORY, new Properties(defaults))
                        .session()
                        .pageSize())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(ConnectionProperty.class)
    void propertiesTakeTheirDefault(ConnectionProperty property) {
        String value = property.defaultValue().orElse("");

        assertThat(parse(MEMORY, property.key(), value)).isEqualTo(parse(MEMORY));
    }

    @Test
    void defaults() {
        Settings settings = parse(MEMORY);

        assertThat(settings.session())
                .isEqualTo(new Settings.SessionSettings(false, true, false, 0, Settings.ReadLimits.defaults()));
        assertThat(settings.client())
                .isEqualTo(new Settings.ClientSettings(
                        new Target.Memory("shop"),
                        new Credentials.DefaultChain(),
                        "shop",
                        null,
                        null,
                        true,
                        false,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        50,
                        8,
                        256,
                        16_384,
                        Duration.ofSeconds(60),
                        false));
        assertThat(settings.loginTimeout()).isZero();
    }

    @Test
    void everyPropertyReachesItsSetting() {
        Settings settings = parse("jdbc:singletable:mem:shop?mapping=m.json&ensureTable=false&billingMode=PROVISIONED"
                + "&consistentRead=strict&readOnly=true&pageSize=10&retries=1&connectTimeout=500ms"
                + "&socketTimeout=2m&loginTimeout=3&maxConnections=4&linger=0&drop=onClose&planCacheSize=5"
                + "&planCacheMaxLength=6&scan=forbid&prefetch=16&scanSegments=8&maxReadUnits=9223372036854775807"
                + "&maxMemoryBytes=1000000");

        assertThat(settings)
                .isEqualTo(new Settings(
                        new Settings.ClientSettings(
                                new Target.Memory("shop"),
                                new Credentials.DefaultChain(),
                                "shop",
                                "m.json",
                                null,
                                false,
                                true,
                                Duration.ofMillis(500),
                                Duration.ofMinutes(2),
                                4,
                                1,
                                5,
                                6,
                                Duration.ZERO,
                                true),
                        new Settings.SessionSettings(
                                true,
                                true,
                                true,
                                10,
                                new Settings.ReadLimits(Settings.ScanPolicy.FORBID, 16, 8, 1_000_000, Long.MAX_VALUE)),
                        Duration.ofSeconds(3)));
    }

    static Stream<Arguments> credentials() {
        Credentials keys = new Credentials.Keys("AKIA", "s3cret", null);
        return Stream.of(
                Arguments.of("", new Credentials.DefaultChain()),
                Arguments.of("user=AKIA&password=s3cret", keys),
                Arguments.of("user=AKIA&password=s3cret&sessionToken=t", new Credentials.Keys("AKIA", "s3cret", "t")),
                Arguments.of("profile=dev", new Credentials.Profile("dev")),
                Arguments.of("roleArn=arn", new Credentials.Role("arn", new Credentials.DefaultChain())),
                Arguments.of("user=AKIA&password=s3cret&roleArn=arn", new Credentials.Role("arn", keys)));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void credentialsComeFromKeysProfileOrRole(String query, Credentials expected) {
        assertThat(parse("jdbc:singletable://eu-west-1/shop?" + query).client().credentials())
                .isEqualTo(expected);
    }

    @Test
    void onlyWhatDecidesTheClientMakesClientsDiffer() {
        assertThat(parse(MEMORY + "?readOnly=true&pageSize=3&loginTimeout=9").client())
                .isEqualTo(parse(MEMORY).client());
        assertThat(parse(MEMORY + "?retries=3").client())
                .isNotEqualTo(parse(MEMORY).client());
    }

    @Test
    void aFolderIsATablesNameWhereNothingElseIs() {
        assertThat(parse("jdbc:singletable:file:./data/shop").client().fallbackTable())
                .contains("shop");
        assertThat(parse(MEMORY).client().fallbackTable()).isEmpty();
    }

    @Test
    void secretsAreInNoText() {
        String url = "jdbc:singletable://eu-west-1/shop?user=AKIA&password=s3cret&sessionToken=t0ken";

        assertThat(parse(url).toString()).doesNotContain("s3cret", "t0ken");
        assertThat(ConnectionUrl.parse(url).toString()).doesNotContain("s3cret", "t0ken");
        assertThat(ConnectionUrl.withoutSecrets(url + "&mapping=m"))
                .isEqualTo("jdbc:singletable://eu-west-1/shop?user=AKIA&mapping=m");
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> parse(url + "&pasword=s3cret"))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
    }

    @Test
    void readmeTableHasEveryProperty() {
        String[] lines = ConnectionProperty.toMarkdown().split("\n", -1);

        assertThat(lines).contains("| `drop` | `never`, `onClose` | " + ConnectionProperty.DROP.description() + " |");
        assertThat(Arrays.stream(lines).filter(line -> line.startsWith("| `")))
                .hasSize(ConnectionProperty.values().length);
    }
}
