package org.singletable.jdbc.type;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Type names in the mapping file's spelling. */
public final class SqlTypes {
    private static final int MAX_PRECISION = 38;

    private static final String NUMBER = "number";

    /** A name with an element type or with one or two limits. */
    private static final Pattern PARAMETERIZED = Pattern.compile(
            "(?<name>[a-z]+)\\s*(<(?<element>.+)>|\\(\\s*(?<first>\\d{1,9})\\s*(,\\s*(?<second>\\d{1,9})\\s*)?\\))");

    private static final Map<String, SqlType> SCALARS = Arrays.stream(Kind.values())
            .filter(kind -> !kind.isArray())
            .map(kind -> new SqlType(kind, 0, 0, null))
            .collect(Collectors.toUnmodifiableMap(type -> type.kind().mappingName(), Function.identity()));

    /** The element types of DynamoDB's SS, NS and BS. */
    private static final Set<SqlType> SET_ELEMENTS = Set.of(SqlType.STRING, SqlType.DECIMAL, SqlType.BINARY);

    private SqlTypes() {}

    /**
     * {@code string}, {@code string(20)}, {@code decimal(18,2)}, {@code number}, {@code set<string>}, {@code
     * list<long>} ...; empty for an unknown one.
     */
    public static Optional<SqlType> parse(String text) {
        String name = text.strip();
        if (name.equals(NUMBER)) {
            return Optional.of(SqlType.DECIMAL);
        }
        SqlType scalar = SCALARS.get(name);
        if (scalar != null) {
            return Optional.of(scalar);
        }
        Matcher matcher = PARAMETERIZED.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String element = matcher.group("element");
        return element != null
                ? array(matcher.group("name"), element)
                : limited(matcher.group("name"), matcher.group("first"), Optional.ofNullable(matcher.group("second")));
    }

    private static Optional<SqlType> array(String name, String elementText) {
        Optional<SqlType> element = parse(elementText);
        return switch (name) {
            case "set" -> element.filter(SET_ELEMENTS::contains).map(SqlType::set);
            case "list" -> element.filter(type -> type.kind() != Kind.SET).map(SqlType::list);
            default -> Optional.empty();
        };
    }

    private static Optional<SqlType> limited(String name, String first, Optional<String> second) {
        int limit = Integer.parseInt(first);
        if (name.equals(Kind.STRING.mappingName()) && second.isEmpty()) {
            return limit >= 1 ? Optional.of(SqlType.string(limit)) : Optional.empty();
        }
        if (!name.equals(Kind.DECIMAL.mappingName()) && !name.equals(NUMBER)) {
            return Optional.empty();
        }
        return second.map(Integer::parseInt)
                .filter(scale -> limit >= 1 && limit <= MAX_PRECISION && scale <= limit)
                .map(scale -> SqlType.decimal(limit, scale));
    }

    /** The spelling that {@link #parse} reads. */
    public static String render(SqlType type) {
        String name = type.kind().mappingName();
        SqlType element = type.element();
        if (element != null) {
            boolean numbers = type.kind() == Kind.SET && element.kind() == Kind.DECIMAL;
            return name + '<' + (numbers ? NUMBER : render(element)) + '>';
        }
        if (!type.isLimited()) {
            return name;
        }
        return type.kind() == Kind.DECIMAL
                ? name + '(' + type.length() + ',' + type.scale() + ')'
                : name + '(' + type.length() + ')';
    }
}
