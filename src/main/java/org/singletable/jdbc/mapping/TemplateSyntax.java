package org.singletable.jdbc.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** The characters that mean something in a template; a backslash stands before those that do not. */
    static final String SPECIAL = "{}[]|\\";

    /**
     * Reads a template.
     *
     * @param entity what {@code {$entity}} stands for; null where it stands for nothing
     * @throws TemplateSyntaxException where it cannot be read
     */
    static TemplateSyntax parse(String source, @Nullable String entity) {
        return new TemplateParser(source, entity).parse();
    }
}
