package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the text of a template. */
final class TemplateParser {
    private static final String ENTITY = "$entity";

    /** Characters: a key of DynamoDB has at most as many bytes. */
    private static final int MAX_LENGTH = 2048;

    private final String source;
    private final @Nullable String entity;
    private int at;

    TemplateParser(String source, @Nullable String entity) {
        this.source = source;
        this.entity = entity;
    }

    TemplateSyntax parse() {
        if (source.length() > MAX_LENGTH) {
            throw new TemplateSyntaxException("the template has more than " + MAX_LENGTH + " characters");
        }
        List<TemplateSyntax.Piece> pieces = pieces(false);
        if (pieces.isEmpty()) {
            throw new TemplateSyntaxException("the template is empty; expected text or {column}");
        }
        return new TemplateSyntax(source, pieces);
    }

    private List<TemplateSyntax.Piece> pieces(boolean inBracket) {
        List<TemplateSyntax.Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (at < source.length() && source.charAt(at) != ']') {
            char c = source.charAt(at);
            switch (c) {
                case '\\' -> text.append(escaped());
                case '{' -> {
                    TemplateSyntax.Piece reference = reference();
                    if (reference instanceof TemplateSyntax.Literal literal) {
                        text.append(literal.text());
                    } else {
                        flush(text, pieces);
                        pieces.add(reference);
                    }
                }
                case '[' -> {
                    flush(text, pieces);
                    pieces.add(bracket());
                }
                case '}', '|' -> throw error("unexpected " + c + ", write \\" + c + " for the character itself");
                default -> {
                    text.append(c);
                    at++;
                }
            }
        }
        if (!inBracket && at < source.length()) {
            throw error("] without [, write \\] for the character itself");
        }
        flush(text, pieces);
        return pieces;
    }

    private static void flush(StringBuilder text, List<TemplateSyntax.Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new TemplateSyntax.Literal(text.toString()));
            text.setLength(0);
        }
    }

    private char escaped() {
        if (at + 1 >= source.length() || TemplateSyntax.SPECIAL.indexOf(source.charAt(at + 1)) < 0) {
            throw error("\\ must be followed by one of { } [ ] | \\");
        }
        at += 2;
        return source.charAt(at - 1);
    }

    private TemplateSyntax.Piece bracket() {
        int start = at++;
        List<TemplateSyntax.Piece> pieces = pieces(true);
        if (at >= source.length()) {
            at = start;
            throw error("[ without ]");
        }
        at++;
        if (pieces.stream()
                .noneMatch(
                        piece -> piece instanceof TemplateSyntax.Reference || piece instanceof TemplateSyntax.Shard)) {
            throw error("a bracket needs a column directly in it, whose null leaves it out");
        }
        return new TemplateSyntax.Optional(pieces);
    }

    private TemplateSyntax.Piece reference() {
        int start = at++;
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        while (at < source.length() && source.charAt(at) != '}') {
            char c = source.charAt(at);
            if (c == '\\') {
                word.append(escaped());
            } else if (c == '|') {
                words.add(word.toString());
                word.setLength(0);
                at++;
            } else if (c == '{' || c == '[' || c == ']') {
                throw error("expected } after a column and its formats");
            } else {
                word.append(c);
                at++;
            }
        }
        if (at >= source.length()) {
            at = start;
            throw error("{ without }");
        }
        at++;
        words.add(word.toString());
        return reference(words);
    }

    private TemplateSyntax.Piece reference(List<String> words) {
        String name = words.get(0);
        List<String> formats = words.subList(1, words.size());
        if (name.equals(ENTITY)) {
            return new TemplateSyntax.Literal(entityText(formats));
        }
        if (!formats.isEmpty()) {
            OptionalInt shards = FormatReader.shards(formats.get(formats.size() - 1));
            if (shards.isPresent()) {
                List<Format> before = formats.subList(0, formats.size() - 1).stream()
                        .map(FormatReader::read)
                        .toList();
                return new TemplateSyntax.Shard(List.of(name.split("#", -1)), before, shards.getAsInt());
            }
        }
        return new TemplateSyntax.Reference(
                name, formats.stream().map(FormatReader::read).toList());
    }

    private String entityText(List<String> formats) {
        if (entity == null) {
            throw error("{$entity} stands for nothing here");
        }
        String text = entity;
        for (String format : formats) {
            Format read = FormatReader.read(format);
            if (read instanceof Format.Lower) {
                text = text.toLowerCase(Locale.ROOT);
            } else if (read instanceof Format.Upper) {
                text = text.toUpperCase(Locale.ROOT);
            } else {
                throw error("{$entity} takes only the formats lower and upper");
            }
        }
        return text;
    }

    private TemplateSyntaxException error(String message) {
        return new TemplateSyntaxException("template \"" + source + "\", character " + (at + 1) + ": " + message);
    }
}
