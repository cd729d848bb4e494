package org.singletable.jdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.SingleTableDriver;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.settings.ConnectionProperty;
import org.singletable.jdbc.settings.ConnectionUrl;
import org.singletable.jdbc.settings.SettingsParser;

/** URLs and properties. Only those that are refused before anything is opened are also connected with. */
class UrlFuzzTest {
    private static final int INPUTS = Fuzzing.number(4_000);

    private static final List<String> LOCATIONS = List.of(
            "//eu-west-1/shop",
            "//localhost:8000/shop",
            "//[::1]:8000/shop",
            "mem:shop",
            "file:./data/shop",
            "//",
            "mem:",
            "file:",
            "///",
            "//@/",
            "//user:pass@host/t",
            "//:8000/x",
            "//host:99999/shop",
            "//host:-1/shop",
            "//\0/\0",
            "//%00/%00",
            "//[/]",
            "//a b/c",
            "mem:%",
            "mem:\ud83d",
            "file:\0",
            "//eu-west-1/shop/more",
            "//x:0/abc",
            "//xn--\u00fc:80/abc",
            "//1.2.3.4.5:80/abc",
            "//host:8000:9000/abc");

    private static final List<String> VALUES = List.of(
            "",
            "x",
            "true",
            "TRUE",
            "on",
            "0",
            "-1",
            "1",
            "99999999999999999999",
            "2147483648",
            "1e3",
            "0x10",
            "5s",
            "5 s",
            "-5s",
            "999999999m",
            "99999999999m",
            "ms",
            "http://",
            "https://h:1/",
            "http://h/?q",
            "ftp://h",
            "http://h:99999",
            "http://[::1",
            "jar:file:/x!/y",
            "classpath:",
            "classpath:mappings/shop.json",
            "/dev/null",
            "\0",
            "..",
            "${jndi:ldap://x}",
            "{",
            "{}",
            "[",
            "\ud83d",
            "a,b,,c",
            ",",
            "PROVISIONED",
            "warn",
            "%41",
            "+",
            "\n",
            "\u0660",
            "null");

    private static final String CHARACTERS = "?&=%+#/:@[]{}\\;,.- \0\n\ud83d\udc00\u00e9aZ09";

    @Test
    void onlySqlExceptionsComeOut() {
        SingleTableDriver driver = new SingleTableDriver();
        Fuzzing fuzzing = Fuzzing.run("UrlFuzzTest", INPUTS, (random, description) -> {
            String url = url(random);
            Properties properties = properties(random);
            description.is(url + " " + properties);
            return () -> {
                driver.acceptsURL(url);
                driver.getPropertyInfo(url, properties);
                ConnectionUrl.withoutSecrets(url);
                SingleTableDataSource source = new SingleTableDataSource();
                source.setUrl(url);
                assertThat(source.toString()).doesNotContain("secret-of-");
                boolean refused;
                try {
                    SettingsParser.parse(url, properties);
                    refused = !url.startsWith(ConnectionUrl.PREFIX);
                } catch (DriverException e) {
                    refused = true;
                }
                if (refused) {
                    DriverManager.getConnection(url, properties).close();
                }
            };
        });
        assertThat(fuzzing.ended("08001")).as("refused").isPositive();
        assertThat(fuzzing.ended("no error")).as("taken").isPositive();
    }

    private static String url(Random random) {
        StringBuilder url = new StringBuilder(ConnectionUrl.PREFIX).append(any(LOCATIONS, random));
        char separator = '?';
        for (int i = random.nextInt(4); i > 0; i--) {
            url.append(separator).append(name(random)).append('=').append(any(VALUES, random));
            separator = '&';
        }
        for (int i = random.nextInt(8) / 5; i > 0; i--) {
            int at = random.nextInt(url.length());
            char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> url.insert(at, c);
                case 1 -> url.setCharAt(at, c);
                default -> url.deleteCharAt(at);
            }
        }
        return url.toString();
    }

    private static Properties properties(Random random) {
        Properties properties = new Properties();
        for (int i = random.nextInt(3); i > 0; i--) {
            properties.setProperty(name(random), any(VALUES, random));
        }
        if (random.nextInt(20) == 0) {
            properties.put("retries", 3);
        }
        if (random.nextInt(20) == 0) {
            properties.put(5, new Object());
        }
        return properties;
    }

    private static String name(Random random) {
        List<String> names = new ArrayList<>(ConnectionProperty.keys());
        names.addAll(List.of("bind.tenant", "bind.", "nothing", "", "Mapping", "mapping ", "m%61pping"));
        return any(names, random);
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
