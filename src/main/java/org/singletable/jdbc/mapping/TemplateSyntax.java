package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A template as written: text, columns with formats, brackets.
 *
 * @param source its text
 */
record TemplateSyntax(String source, List<Piece> pieces) {
    TemplateSyntax {
        pieces = List.copyOf(pieces);
    }

    sealed interface Piece {}

    record Literal(String text) implements Piece {}

    record Reference(String column, List<Format> formats) implements Piece {
        Reference {
            formats = List.copyOf(formats);
        }
    }

    /** {@code {a#b|key|shard:8}}: a number made from several columns. */
    record Shard(List<String> columns, List<Format> formats, int shards) implements Piece {
        Shard {
            columns = List.copyOf(columns);
            formats = List.copyOf(formats);
        }
    }

    record Optional(List<Piece> pieces) implements Piece {
        Optional {
            pieces = List.copyOf(pieces);
        }
    }

    /** The columns it names, in order, each once. */
    List<String> columnNames() {
        Set<String> names = new LinkedHashSet<>();
        collect(pieces, names, true);
        return List.copyOf(names);
    }

    /** The columns it names outside brackets. */
    List<String> requiredColumnNames() {
        Set<String> names = new LinkedHashSet<>();
        collect(pieces, names, false);
        return List.copyOf(names);
    }

    private static void collect(List<Piece> pieces, Set<String> names, boolean brackets) {
        for (Piece piece : pieces) {
            if (piece instanceof Reference reference) {
                names.add(reference.column());
            } else if (piece instanceof Shard shard) {
                names.addAll(shard.columns());
            } else if (piece instanceof Optional optional && brackets) {
                collect(optional.pieces(), names, true);
            }
        }
    }

    /** Text with the characters that mean something in a template escaped. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static final String SPECIAL = "{}[]|\\";

    /**
     * Reads a template.
     *
     * @param entity what {@code {$entity}} stands for
     * @throws TemplateSyntaxException where it cannot be read
     */
    static TemplateSyntax parse(String source, String entity) {
        return new Parser(source, entity).parse();
    }

    private static final class Parser {
        private static final String ENTITY = "$entity";

        private final String source;
        private final String entity;
        private int at;

        Parser(String source, String entity) {
            this.source = source;
            this.entity = entity;
        }

        TemplateSyntax parse() {
            List<Piece> pieces = pieces(false);
            if (pieces.isEmpty()) {
                throw new TemplateSyntaxException("the template is empty; expected text or {column}");
            }
            return new TemplateSyntax(source, pieces);
        }

        private List<Piece> pieces(boolean inBracket) {
            List<Piece> pieces = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            while (at < source.length() && source.charAt(at) != ']') {
                char c = source.charAt(at);
                switch (c) {
                    case '\\' -> text.append(escaped());
                    case '{' -> {
                        Piece reference = reference();
                        if (reference instanceof Literal literal) {
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

        private static void flush(StringBuilder text, List<Piece> pieces) {
            if (!text.isEmpty()) {
                pieces.add(new Literal(text.toString()));
                text.setLength(0);
            }
        }

        private char escaped() {
            if (at + 1 >= source.length() || SPECIAL.indexOf(source.charAt(at + 1)) < 0) {
                throw error("\\ must be followed by one of { } [ ] | \\");
            }
            at += 2;
            return source.charAt(at - 1);
        }

        private Piece bracket() {
            int start = at++;
            List<Piece> pieces = pieces(true);
            if (at >= source.length()) {
                at = start;
                throw error("[ without ]");
            }
            at++;
            if (pieces.stream().noneMatch(piece -> piece instanceof Reference || piece instanceof Shard)) {
                throw error("a bracket needs a column directly in it, whose null leaves it out");
            }
            return new Optional(pieces);
        }

        private Piece reference() {
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

        private Piece reference(List<String> words) {
            String name = words.get(0);
            List<String> formats = words.subList(1, words.size());
            if (name.equals(ENTITY)) {
                return new Literal(entityText(formats));
            }
            if (!formats.isEmpty()) {
                java.util.OptionalInt shards = FormatReader.shards(formats.get(formats.size() - 1));
                if (shards.isPresent()) {
                    List<Format> before = formats.subList(0, formats.size() - 1).stream()
                            .map(FormatReader::read)
                            .toList();
                    return new Shard(List.of(name.split("#", -1)), before, shards.getAsInt());
                }
            }
            return new Reference(name, formats.stream().map(FormatReader::read).toList());
        }

        private String entityText(List<String> formats) {
            String text = entity;
            for (String format : formats) {
                Format read = FormatReader.read(format);
                if (read instanceof Format.Lower) {
                    text = text.toLowerCase(java.util.Locale.ROOT);
                } else if (read instanceof Format.Upper) {
                    text = text.toUpperCase(java.util.Locale.ROOT);
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
}
