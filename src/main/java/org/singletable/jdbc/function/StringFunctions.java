package org.singletable.jdbc.function;

import static org.singletable.jdbc.function.Take.TEXT;
import static org.singletable.jdbc.function.Take.WHOLE;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * Functions of texts. Positions and lengths count code points from 1, as {@code string(n)} does; H2 counts a character above
 * U+FFFF as two.
 */
final class StringFunctions {
    private static final String BLANK = " ";

    private StringFunctions() {}

    static List<Definition> all() {
        return List.of(
                new Definition(
                        Category.OPERATOR,
                        List.of("||"),
                        "string || string, or binary || binary",
                        2,
                        2,
                        (position, arguments) -> arguments.contains(SqlType.BINARY) ? SqlType.BINARY : SqlType.STRING,
                        StringFunctions::concatenation),
                new Definition(
                        Category.STRING,
                        List.of("concat"),
                        "CONCAT(string, string ...)",
                        2,
                        Definition.ANY_NUMBER,
                        (position, arguments) -> SqlType.STRING,
                        StringFunctions::concat),
                text("upper", "ucase", "UPPER(string)", text -> text.toUpperCase(Locale.ROOT)),
                text("lower", "lcase", "LOWER(string)", text -> text.toLowerCase(Locale.ROOT)),
                new Definition(
                        Category.STRING,
                        List.of("length"),
                        "LENGTH(string or binary)",
                        1,
                        1,
                        (position, arguments) -> SqlType.STRING,
                        StringFunctions::length),
                fixed(
                        List.of("char_length", "character_length"),
                        "CHAR_LENGTH(string)",
                        SqlType.LONG,
                        1,
                        List.of(TEXT),
                        arguments -> (long) CodePoints.length(arguments.text(0))),
                new Definition(
                        Category.STRING,
                        List.of("substring", "substr"),
                        "SUBSTRING(string or binary, start [, length])",
                        2,
                        3,
                        (position, arguments) -> position == 0 ? SqlType.STRING : SqlType.INT,
                        StringFunctions::substring),
                trim("trim", true, true),
                trim("btrim", true, true),
                trim("ltrim", true, false),
                trim("rtrim", false, true),
                fixed(
                        List.of("replace"),
                        "REPLACE(string, search [, replacement])",
                        SqlType.STRING,
                        2,
                        List.of(TEXT, TEXT, TEXT),
                        StringFunctions::replace),
                fixed(
                        List.of("position"),
                        "POSITION(search, string)",
                        SqlType.INT,
                        2,
                        List.of(TEXT, TEXT),
                        StringFunctions::locate),
                fixed(
                        List.of("locate"),
                        "LOCATE(search, string [, start])",
                        SqlType.INT,
                        2,
                        List.of(TEXT, TEXT, WHOLE),
                        StringFunctions::locate),
                fixed(
                        List.of("starts_with"),
                        "STARTS_WITH(string, prefix)",
                        SqlType.BOOLEAN,
                        2,
                        List.of(TEXT, TEXT),
                        arguments -> arguments.text(0).startsWith(arguments.text(1))));
    }

    private static Definition fixed(
            List<String> names, String usage, SqlType type, int required, List<Take> takes, Choice.Body body) {
        return Definition.fixed(Category.STRING, names, usage, type, required, takes, body);
    }

    private static Definition text(
            String name, String alias, String usage, java.util.function.UnaryOperator<String> function) {
        return fixed(
                List.of(name, alias),
                usage,
                SqlType.STRING,
                1,
                List.of(TEXT),
                arguments -> function.apply(arguments.text(0)));
    }

    private static Optional<Choice> concatenation(List<SqlType> arguments) {
        if (arguments.stream().allMatch(type -> type.kind() == Kind.BINARY)) {
            return Optional.of(new Choice(SqlType.BINARY, arguments, StringFunctions::joinBytes));
        }
        return texts(arguments)
                ? Optional.of(new Choice(SqlType.STRING, List.of(SqlType.STRING, SqlType.STRING), given -> {
                    Growth.check(
                            "||", (long) given.text(0).length() + given.text(1).length());
                    return given.text(0).concat(given.text(1));
                }))
                : Optional.empty();
    }

    private static boolean texts(List<SqlType> arguments) {
        return arguments.stream().allMatch(type -> TEXT.accepts(type.kind()));
    }

    private static Object joinBytes(Arguments arguments) {
        byte[] left = ((Bytes) arguments.value(0)).toArray();
        byte[] right = ((Bytes) arguments.value(1)).toArray();
        Growth.check("||", (long) left.length + right.length);
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return Bytes.of(joined);
    }

    /** Unlike {@code ||}, it leaves NULLs out, as in H2. */
    private static Optional<Choice> concat(List<SqlType> arguments) {
        if (!texts(arguments)) {
            return Optional.empty();
        }
        return Optional.of(new Choice(
                SqlType.STRING, Collections.nCopies(arguments.size(), SqlType.STRING), true, given -> {
                    StringBuilder joined = new StringBuilder();
                    for (int i = 0; i < given.size(); i++) {
                        if (!given.isNull(i)) {
                            Growth.check(
                                    "concat",
                                    (long) joined.length() + given.text(i).length());
                            joined.append(given.text(i));
                        }
                    }
                    return joined.toString();
                }));
    }

    private static Optional<Choice> length(List<SqlType> arguments) {
        if (arguments.get(0).kind() == Kind.BINARY) {
            return Optional.of(new Choice(SqlType.LONG, arguments, given -> (long) ((Bytes) given.value(0)).length()));
        }
        return texts(arguments)
                ? Optional.of(new Choice(
                        SqlType.LONG, List.of(SqlType.STRING), given -> (long) CodePoints.length(given.text(0))))
                : Optional.empty();
    }

    private static Optional<Choice> substring(List<SqlType> arguments) {
        boolean bytes = arguments.get(0).kind() == Kind.BINARY;
        boolean taken = (bytes || TEXT.accepts(arguments.get(0).kind()))
                && arguments.stream().skip(1).allMatch(type -> WHOLE.accepts(type.kind()));
        if (!taken) {
            return Optional.empty();
        }
        SqlType type = bytes ? SqlType.BINARY : SqlType.STRING;
        List<SqlType> takes = List.of(type, SqlType.INT, SqlType.INT).subList(0, arguments.size());
        return Optional.of(new Choice(type, takes, bytes ? StringFunctions::bytes : StringFunctions::characters));
    }

    private static Object characters(Arguments arguments) {
        String text = arguments.text(0);
        Range range = range(arguments, CodePoints.length(text));
        return CodePoints.substring(text, range.from(), range.to());
    }

    private static Object bytes(Arguments arguments) {
        byte[] bytes = ((Bytes) arguments.value(0)).toArray();
        Range range = range(arguments, bytes.length);
        return Bytes.of(Arrays.copyOfRange(bytes, range.from(), range.to()));
    }

    /** From, inclusive, to, exclusive, counted from 0. */
    private record Range(int from, int to) {}

    /** As in H2, a start of 0 is 1 and a negative one counts from the end, perhaps to before the beginning. */
    private static Range range(Arguments arguments, int available) {
        long start = arguments.whole(1);
        long from = start > 0 ? start - 1 : start == 0 ? 0 : available + start;
        long to = arguments.size() == 3 ? Math.min(from + arguments.whole(2), available) : available;
        from = Math.max(from, 0);
        return from < to ? new Range((int) from, (int) to) : new Range(0, 0);
    }

    private static Definition trim(String name, boolean leading, boolean trailing) {
        return fixed(
                List.of(name),
                name.toUpperCase(Locale.ROOT) + "(string [, characters])",
                SqlType.STRING,
                1,
                List.of(TEXT, TEXT),
                arguments -> {
                    // As in H2, no characters are a blank.
                    boolean blank = arguments.size() == 1 || arguments.text(1).isEmpty();
                    return CodePoints.trim(arguments.text(0), blank ? BLANK : arguments.text(1), leading, trailing);
                });
    }

    private static Object replace(Arguments arguments) {
        String search = arguments.text(1);
        String replacement = arguments.size() == 3 ? arguments.text(2) : "";
        String text = arguments.text(0);
        if (search.isEmpty()) {
            return text;
        }
        if (replacement.length() > search.length()) {
            long found = 0;
            for (int at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + search.length())) {
                found++;
            }
            Growth.check("replace", text.length() + found * (replacement.length() - search.length()));
        }
        return text.replace(search, replacement);
    }

    /** As in H2, a negative start counts from the end, and the search then goes backwards. */
    private static @Nullable Object locate(Arguments arguments) {
        String search = arguments.text(0);
        String text = arguments.text(1);
        int start = arguments.size() == 3 ? arguments.whole(2) : 1;
        int length = CodePoints.length(text);
        int found;
        if (start >= 0) {
            int from = Math.min(Math.max(start - 1, 0), length);
            found = text.indexOf(search, text.offsetByCodePoints(0, from));
        } else {
            int from = length + start;
            found = from < 0 ? -1 : text.lastIndexOf(search, text.offsetByCodePoints(0, from));
        }
        return found < 0 ? 0 : text.codePointCount(0, found) + 1;
    }
}
