package org.singletable.jdbc.settings;

import static org.singletable.jdbc.settings.ConnectionProperty.*;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SettingErrors;

/** Makes {@link Settings} of a URL and its properties. */
public final class SettingsParser {
    /** Names of AWS regions in all partitions, {@code eu-west-1} or {@code us-gov-east-1}. */
    private static final Pattern AWS_REGION = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+");

    private static final Pattern ANY_REGION = Pattern.compile("[A-Za-z0-9-]{1,50}");

    /** <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">DynamoDB's rule</a>. */
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    private static final Duration AT_LEAST_ONE_MILLISECOND = Duration.ofMillis(1);

    private final ConnectionUrl url;
    private final PropertyValues values;

    private SettingsParser(ConnectionUrl url, PropertyValues values) {
        this.url = url;
        this.values = values;
    }

    /**
     * Parses and checks everything that can be checked without connecting.
     *
     * @throws DriverException 08001 saying which part of the URL or which property is wrong and what it may be
     */
    public static Settings parse(String url, Properties info) {
        ConnectionUrl parsed = ConnectionUrl.parse(url);
        return new SettingsParser(parsed, new PropertyValues(parsed, info)).settings();
    }

    private Settings settings() {
        Target target = target();
        if (target.isEmbedded()) {
            refuseForEmbedded(REGION, ENDPOINT, USER, PASSWORD, SESSION_TOKEN, PROFILE, ROLE_ARN);
        }
        if (values.is(DROP, "onClose") && !(target instanceof Target.Memory)) {
            throw SettingErrors.meaningless(DROP.key(), "only an engine in memory (mem:) ends with its connections");
        }
        if (values.isGiven(MAPPING) && values.isGiven(MAPPING_JSON)) {
            throw SettingErrors.exclude(MAPPING.key(), MAPPING_JSON.key());
        }
        return new Settings(clientSettings(target), values.session(), values.duration(LOGIN_TIMEOUT, Duration.ZERO));
    }

    private Settings.ClientSettings clientSettings(Target target) {
        return new Settings.ClientSettings(
                target,
                credentials(),
                table(),
                values.text(MAPPING).orElse(null),
                values.text(MAPPING_JSON).orElse(null),
                values.flag(ENSURE_TABLE, target.isEmbedded()),
                values.is(BILLING_MODE, "PROVISIONED"),
                values.duration(CONNECT_TIMEOUT, AT_LEAST_ONE_MILLISECOND),
                values.duration(SOCKET_TIMEOUT, AT_LEAST_ONE_MILLISECOND),
                values.integer(MAX_CONNECTIONS, 1, 10_000),
                values.integer(RETRIES, 0, 100),
                values.integer(PLAN_CACHE_SIZE, 0, 1_000_000),
                values.integer(PLAN_CACHE_MAX_LENGTH, 0, Integer.MAX_VALUE),
                values.duration(LINGER, Duration.ZERO),
                values.is(DROP, "onClose"));
    }

    private Target target() {
        if (url.location() instanceof ConnectionUrl.Memory memory) {
            return new Target.Memory(memory.name());
        }
        if (url.location() instanceof ConnectionUrl.Folder folder) {
            return new Target.Folder(folder(folder.path()));
        }
        String authority = ((ConnectionUrl.Network) url.location()).authority();
        boolean isHost = authority.contains(":");
        Optional<String> property = values.text(ENDPOINT);
        if (isHost && property.isPresent()) {
            throw SettingErrors.exclude("the host in the URL", ENDPOINT.key());
        }
        String region = isHost || authority.isEmpty() ? values.text(REGION).orElse(null) : regionOf(authority);
        if (region != null && !ANY_REGION.matcher(region).matches()) {
            throw SettingErrors.badValue(REGION.key(), region, "letters, digits and hyphens, such as eu-west-1");
        }
        if (isHost) {
            return new Target.Endpoint(endpoint("http://" + authority, "the host in the URL"), region);
        }
        if (property.isPresent()) {
            return new Target.Endpoint(endpoint(property.get(), ENDPOINT.key()), region);
        }
        if (region == null) {
            throw SettingErrors.badUrl(
                    "it names neither a region (//eu-west-1/shop) nor a host (//localhost:8000/shop)");
        }
        if (!AWS_REGION.matcher(region).matches()) {
            throw SettingErrors.badUrl("'" + region + "' is no AWS region such as eu-west-1, and a host needs its port,"
                    + " such as //localhost:8000/shop");
        }
        return new Target.Region(region);
    }

    private String regionOf(String authority) {
        Optional<String> property = values.text(REGION);
        if (property.isPresent() && !property.get().equals(authority)) {
            throw SettingErrors.twoValues(REGION.key());
        }
        return authority;
    }

    private static Path folder(String path) {
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw SettingErrors.badUrl("the path after file: is not one of this system: " + e.getReason());
        }
    }

    private static URI endpoint(String text, String where) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean isBare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            if (isHttp && isBare && uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw SettingErrors.badEndpoint(where, e);
        }
        throw SettingErrors.badEndpoint(where, null);
    }

    /** The table of the URL or of the property. A folder's name is no table's: see {@link Target.Folder}. */
    private @Nullable String table() {
        Optional<String> property = values.text(TABLE);
        String inUrl = url.location() instanceof ConnectionUrl.Network network
                ? network.table()
                : url.location() instanceof ConnectionUrl.Memory memory ? memory.name() : null;
        if (inUrl != null && property.isPresent() && !property.get().equals(inUrl)) {
            throw SettingErrors.twoValues(TABLE.key());
        }
        String table = inUrl != null ? inUrl : property.orElse(null);
        if (table != null && !TABLE_NAME.matcher(table).matches()) {
            throw SettingErrors.badValue(TABLE.key(), table, "3 to 255 of the characters a-z, A-Z, 0-9, _, - and .");
        }
        return table;
    }

    private Credentials credentials() {
        Optional<String> user = values.text(USER);
        Optional<String> password = values.text(PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw SettingErrors.needs(
                    user.isPresent() ? USER.key() : PASSWORD.key(), user.isPresent() ? PASSWORD.key() : USER.key());
        }
        if (values.isGiven(SESSION_TOKEN) && user.isEmpty()) {
            throw SettingErrors.needs(SESSION_TOKEN.key(), USER.key() + " and " + PASSWORD.key());
        }
        if (values.isGiven(PROFILE) && user.isPresent()) {
            throw SettingErrors.exclude(PROFILE.key(), USER.key());
        }
        Credentials own = user.<Credentials>map(key -> new Credentials.Keys(
                        key, password.orElseThrow(), values.text(SESSION_TOKEN).orElse(null)))
                .or(() -> values.text(PROFILE).map(Credentials.Profile::new))
                .orElseGet(Credentials.DefaultChain::new);
        return values.text(ROLE_ARN)
                .<Credentials>map(role -> new Credentials.Role(role, own))
                .orElse(own);
    }

    private void refuseForEmbedded(ConnectionProperty... properties) {
        for (ConnectionProperty property : properties) {
            if (values.isGiven(property)) {
                throw SettingErrors.meaningless(property.key(), "the embedded engine has neither regions nor users");
            }
        }
    }
}
