package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.singletable.jdbc.model.InferredTemplate.Bracket;
import org.singletable.jdbc.model.InferredTemplate.Piece;
import org.singletable.jdbc.model.InferredTemplate.Ref;

/**
 * Whether a table's keys are all written in small or in capital letters, as some libraries do. Of values that the sample has
 * in such letters only, nothing else tells.
 */
final class LetterCase {
    private static final String LOWER = "|lower";
    private static final String UPPER = "|upper";

    private final List<InferredEntity> entities;

    LetterCase(List<InferredEntity> entities) {
        this.entities = entities;
    }

    /** Has all templates write their texts as those do of which it is sure; nothing where these differ. */
    void settle(List<String> remarks) {
        boolean lower = isUsed(LOWER);
        boolean upper = isUsed(UPPER);
        if (lower == upper || isMixedAnywhere()) {
            return;
        }
        String format = lower ? LOWER : UPPER;
        remarks.add("keys are taken to be in " + (lower ? "small" : "capital")
                + " letters, as they are wherever that can be told: format " + format.substring(1));
        for (InferredEntity entity : entities) {
            entity.templates.replaceAll(
                    (attribute, template) -> new InferredTemplate(settled(template.pieces(), format)));
        }
    }

    private boolean isUsed(String format) {
        return refs().anyMatch(ref -> ref.form().formats().equals(format));
    }

    private Stream<Ref> refs() {
        return entities.stream()
                .flatMap(entity -> entity.templates.values().stream())
                .flatMap(template -> template.refs().stream());
    }

    /** Whether a template writes small and capital letters as they are. */
    private boolean isMixedAnywhere() {
        return entities.stream()
                .anyMatch(entity -> entity.templates.values().stream()
                        .flatMap(template -> template.refs().stream())
                        .filter(LetterCase::isPlainText)
                        .anyMatch(ref -> entity.items().stream()
                                .flatMap(item -> ref.column().value(item).stream())
                                .map(value -> value.asText())
                                .anyMatch(text -> !text.equals(text.toLowerCase(Locale.ROOT))
                                        && !text.equals(text.toUpperCase(Locale.ROOT)))));
    }

    private static boolean isPlainText(Ref ref) {
        return ref.form().formats().isEmpty() && ref.column().type().sql().equals("string");
    }

    private static List<Piece> settled(List<Piece> pieces, String format) {
        List<Piece> settled = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Bracket bracket) {
                settled.add(new Bracket(settled(bracket.pieces(), format)));
            } else if (piece instanceof Ref ref
                    && isPlainText(ref)
                    && !ref.column().type().keyOnly()) {
                Optional<TextForm> form = TextForm.of(ref.column().type()).stream()
                        .filter(each -> each.formats().equals(format))
                        .findFirst();
                settled.add(form.isPresent() ? new Ref(ref.column(), form.get()) : ref);
            } else {
                settled.add(piece);
            }
        }
        return settled;
    }
}
