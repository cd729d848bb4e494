package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A template as it may be: texts, columns, and brackets. */
record InferredTemplate(List<Piece> pieces) {
    /** A part of it. */
    sealed interface Piece {}

    record Text(String text) implements Piece {}

    record Ref(InferredColumn column, TextForm form) implements Piece {}

    record Bracket(List<Piece> pieces) implements Piece {}

    static InferredTemplate constant(String text) {
        return new InferredTemplate(List.of(new Text(text)));
    }

    /** What it makes of an item; empty where a column outside of brackets is null. */
    Optional<String> render(ObjectNode item) {
        return render(pieces, item);
    }

    private static Optional<String> render(List<Piece> pieces, ObjectNode item) {
        StringBuilder rendered = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Text text) {
                rendered.append(text.text());
            } else if (piece instanceof Ref ref) {
                Optional<String> text =
                        ref.column().value(item).flatMap(ref.form().text());
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                rendered.append(text.get());
            } else {
                render(((Bracket) piece).pieces(), item).ifPresent(rendered::append);
            }
        }
        return Optional.of(rendered.toString());
    }

    /** As the mapping file has it. */
    String source() {
        return source(pieces);
    }

    private static String source(List<Piece> pieces) {
        StringBuilder source = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Text text) {
                source.append(text.text().replaceAll("[{}\\[\\]|\\\\]", "\\\\$0"));
            } else if (piece instanceof Ref ref) {
                source.append('{')
                        .append(ref.column().name())
                        .append(ref.form().formats())
                        .append('}');
            } else {
                source.append('[').append(source(((Bracket) piece).pieces())).append(']');
            }
        }
        return source.toString();
    }

    List<Ref> refs() {
        List<Ref> refs = new ArrayList<>();
        collect(pieces, refs);
        return refs;
    }

    private static void collect(List<Piece> pieces, List<Ref> refs) {
        for (Piece piece : pieces) {
            if (piece instanceof Ref ref) {
                refs.add(ref);
            } else if (piece instanceof Bracket bracket) {
                collect(bracket.pieces(), refs);
            }
        }
    }

    Set<InferredColumn> columns() {
        Set<InferredColumn> columns = new LinkedHashSet<>();
        refs().forEach(ref -> columns.add(ref.column()));
        return columns;
    }

    /** How far it is from a text alone: the simpler of two that explain as much is right. */
    int complexity() {
        return refs().size() * 10
                + (int) refs().stream()
                        .filter(ref -> !ref.form().formats().isEmpty())
                        .count();
    }

    /** With brackets around each column that may be null; and with all behind the first of them left out together with it. */
    List<InferredTemplate> bracketed() {
        List<Piece> single = new ArrayList<>();
        for (Piece piece : pieces) {
            single.add(mayBeNull(piece) ? new Bracket(List.of(piece)) : piece);
        }
        return List.of(new InferredTemplate(single), new InferredTemplate(nested(pieces)));
    }

    private static List<Piece> nested(List<Piece> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            if (mayBeNull(pieces.get(i))) {
                List<Piece> outer = new ArrayList<>(pieces.subList(0, i));
                List<Piece> inner = new ArrayList<>();
                inner.add(pieces.get(i));
                inner.addAll(nested(pieces.subList(i + 1, pieces.size())));
                outer.add(new Bracket(inner));
                return outer;
            }
        }
        return pieces;
    }

    private static boolean mayBeNull(Piece piece) {
        return piece instanceof Ref ref && !ref.column().type().notNull();
    }
}
