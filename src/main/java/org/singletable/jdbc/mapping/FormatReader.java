package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.singletable.jdbc.error.Spelling;

/** Reads one format of a template column. */
final class FormatReader {
    /** Every format with its arguments, for messages. */
    static final String KNOWN = "key, lower, upper, pad:N, pad:N:c, fixed:D, iso:D, iso, epoch, epochms";

    private static final List<String> NAMES =
            List.of("key", "lower", "upper", "pad", "fixed", "iso", "epoch", "epochms", "shard");

    private static final int MAX_WIDTH = 2048;
    private static final int MAX_SCALE = 38;
    private static final int MAX_FRACTION = 9;

    private FormatReader() {}

    /** @throws TemplateSyntaxException where there is no such format */
    static Format read(String source) {
        int colon = source.indexOf(':');
        String name = colon < 0 ? source : source.substring(0, colon);
        Optional<String> argument = colon < 0 ? Optional.empty() : Optional.of(source.substring(colon + 1));
        Optional<Format> format = switch (name) {
            case "key" -> plain(argument, new Format.Key());
            case "lower" -> plain(argument, new Format.Lower());
            case "upper" -> plain(argument, new Format.Upper());
            case "epoch" -> plain(argument, new Format.Epoch());
            case "epochms" -> plain(argument, new Format.EpochMillis());
            case "iso" ->
                argument.isEmpty()
                        ? Optional.of(new Format.Iso())
                        : number(argument.get(), 0, MAX_FRACTION).map(Format.IsoDigits::new);
            case "fixed" -> argument.flatMap(text -> number(text, 0, MAX_SCALE)).map(Format.Fixed::new);
            case "pad" -> argument.flatMap(FormatReader::pad);
            default -> Optional.empty();
        };
        return format.orElseThrow(() -> new TemplateSyntaxException(
                "unknown format \"" + source + "\"" + Spelling.hint(name, NAMES) + "; expected one of " + KNOWN));
    }

    /** The N of {@code shard:N}; empty for another format. */
    static OptionalInt shards(String source) {
        if (!source.startsWith("shard:")) {
            return OptionalInt.empty();
        }
        int shards = number(source.substring("shard:".length()), 1, ShortForm.MAX_SHARDS)
                .orElseThrow(() -> new TemplateSyntaxException(
                        "expected shard:N with N from 1 to " + ShortForm.MAX_SHARDS + ", found \"" + source + "\""));
        return OptionalInt.of(shards);
    }

    private static Optional<Format> plain(Optional<String> argument, Format format) {
        return argument.isEmpty() ? Optional.of(format) : Optional.empty();
    }

    private static Optional<Format> pad(String argument) {
        int colon = argument.indexOf(':');
        if (colon < 0) {
            return number(argument, 1, MAX_WIDTH).map(width -> new Format.Pad(width, '0'));
        }
        String fill = argument.substring(colon + 1);
        return fill.length() == 1 && !Character.isSurrogate(fill.charAt(0))
                ? number(argument.substring(0, colon), 1, MAX_WIDTH).map(width -> new Format.Pad(width, fill.charAt(0)))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text, int min, int max) {
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number >= min && number <= max ? Optional.of(number) : Optional.empty();
    }
}
