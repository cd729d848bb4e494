package org.singletable.jdbc.settings;

import static org.singletable.jdbc.error.SettingErrors.badUrl;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;

/**
 * A connection URL taken apart; its values are percent-decoded but not yet checked.
 *
 * <pre>
 * jdbc:singletable://eu-west-1/shop?mapping=...      AWS, by region
 * jdbc:singletable://localhost:8000/shop?mapping=... an http endpoint
 * jdbc:singletable:mem:shop?mapping=...              embedded, in memory
 * jdbc:singletable:file:./data/shop?mapping=...      embedded, in a folder
 * </pre>
 *
 * @param location the part before the question mark
 * @param parameters the part behind it, in order
 */
public record ConnectionUrl(Location location, List<Parameter> parameters) {
    public static final String PREFIX = "jdbc:singletable:";

    private static final String MEMORY = "mem:";
    private static final String FILE = "file:";

    public ConnectionUrl {
        parameters = List.copyOf(parameters);
    }

    /** Where a URL leads. */
    public sealed interface Location {}

    /**
     * {@code //authority/table}.
     *
     * @param authority a region, or a host and its port
     * @param table null where the URL has none
     */
    public record Network(String authority, @Nullable String table) implements Location {}

    /** {@code mem:name}. */
    public record Memory(String name) implements Location {}

    /** {@code file:path}. */
    public record Folder(String path) implements Location {}

    /** {@code key=value}. */
    public record Parameter(String key, String value) {
        @Override
        public String toString() {
            return key;
        }
    }

    /** Whether a URL is this driver's, good or bad: only the prefix counts. */
    public static boolean isOwn(@Nullable String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /**
     * Takes a URL apart.
     *
     * @throws DriverException 08001 for a URL of another shape
     */
    public static ConnectionUrl parse(String url) {
        if (!isOwn(url)) {
            throw badUrl("it does not begin with " + PREFIX);
        }
        String rest = url.substring(PREFIX.length());
        int question = rest.indexOf('?');
        String location = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? "" : rest.substring(question + 1);
        return new ConnectionUrl(parseLocation(location), parseQuery(query));
    }

    /** The URL without its secrets, for metadata and messages. */
    public static String withoutSecrets(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return url;
        }
        String query = segments(url.substring(question + 1)).stream()
                .filter(segment -> !isSecret(segment))
                .collect(Collectors.joining("&"));
        return url.substring(0, question) + (query.isEmpty() ? "" : "?" + query);
    }

    private static boolean isSecret(String segment) {
        int equals = segment.indexOf('=');
        return ConnectionProperty.find(equals < 0 ? segment : segment.substring(0, equals))
                .map(ConnectionProperty::isSecret)
                .orElse(true);
    }

    private static Location parseLocation(String text) {
        if (text.startsWith("//")) {
            int slash = text.indexOf('/', 2);
            String authority = decode(text.substring(2, slash < 0 ? text.length() : slash), "the host or region");
            String table = slash < 0 ? "" : decode(text.substring(slash + 1), "the table");
            if (authority.contains("@")) {
                throw badUrl("it has user information before '@'; use the properties user and password");
            }
            return new Network(authority, table.isEmpty() ? null : table);
        }
        if (text.startsWith(MEMORY)) {
            String name = decode(text.substring(MEMORY.length()), "the name after mem:");
            if (name.isEmpty()) {
                throw badUrl("mem: needs the name of a table, such as mem:shop");
            }
            return new Memory(name);
        }
        if (text.startsWith(FILE)) {
            String path = decode(text.substring(FILE.length()), "the path after file:");
            if (path.isEmpty()) {
                throw badUrl("file: needs the path of a folder, such as file:./data/shop");
            }
            return new Folder(path);
        }
        throw badUrl("after " + PREFIX + " it goes on with none of //, mem: and file:");
    }

    private static List<Parameter> parseQuery(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (String segment : segments(query)) {
            int equals = segment.indexOf('=');
            if (equals <= 0) {
                throw badUrl("parameter " + (parameters.size() + 1)
                        + " is not name=value (an & inside a value is written %26)");
            }
            String key = decode(segment.substring(0, equals), "a parameter's name");
            parameters.add(new Parameter(key, decode(segment.substring(equals + 1), "parameter " + key)));
        }
        return parameters;
    }

    private static List<String> segments(String query) {
        return query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    private static String decode(String text, String what) {
        try {
            // URLDecoder reads forms, in which + is a space; in a URL it is itself.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badUrl(what + " is not percent-encoded properly (a % itself is written %25)");
        }
    }

    /** The parameters as a map, the last of a name winning: for showing, not for connecting. */
    public Map<String, String> parameterMap() {
        return parameters.stream().collect(Collectors.toMap(Parameter::key, Parameter::value, (first, last) -> last));
    }
}
