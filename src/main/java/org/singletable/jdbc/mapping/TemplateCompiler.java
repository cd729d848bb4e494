package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.type.Kind;

/** Compiles templates against the columns of an entity. */
final class TemplateCompiler {
    /** A template with more brackets has too many shapes to try one after the other. */
    private static final int MAX_BRACKETS = 6;

    private final List<Column> columns;
    private final String entity;
    private final Set<String> neverEmpty;

    /** @param entity the entity's name, for messages */
    TemplateCompiler(String entity, List<Column> columns) {
        this(entity, columns, Set.of());
    }

    /** @param columns as the table's keys ask for them */
    TemplateCompiler(EntityDeclaration entity, List<Column> columns) {
        this(entity.name(), columns, entity.neverEmpty());
    }

    private TemplateCompiler(String entity, List<Column> columns, Set<String> neverEmpty) {
        this.entity = entity;
        this.columns = columns;
        this.neverEmpty = neverEmpty;
    }

    /**
     * Compiles the template of an attribute.
     *
     * @param type the attribute's type
     * @param key whether it is a key of the table or an index
     * @throws TemplateSyntaxException where it names an unknown column, its formats do not fit, or the attribute cannot
     *     hold it
     */
    Template compile(String attribute, AttributeType type, boolean key, TemplateSyntax syntax) {
        if (type != AttributeType.S) {
            return alone(attribute, type, syntax);
        }
        if (brackets(syntax.pieces()) > MAX_BRACKETS) {
            throw new TemplateSyntaxException("more than " + MAX_BRACKETS + " brackets in one template");
        }
        return new CompiledTemplate(attribute, key, syntax.source(), steps(syntax.pieces(), Following.END, false));
    }

    /** Whether the template could stand on a Binary attribute. */
    boolean fitsBinary(String attribute, TemplateSyntax syntax) {
        try {
            compile(attribute, AttributeType.B, true, syntax);
            return true;
        } catch (TemplateSyntaxException e) {
            // Then the caller reports why it does not fit a String attribute either.
            return false;
        }
    }

    /** A column stored directly in a key attribute. */
    static Template direct(Column column, AttributeType type) {
        return new DirectTemplate(column, column.form(), type, List.of());
    }

    private Template alone(String attribute, AttributeType type, TemplateSyntax syntax) {
        if (syntax.pieces().size() == 1 && syntax.pieces().get(0) instanceof TemplateSyntax.Reference reference) {
            Column column = column(reference.column());
            Optional<StoredForm> form = formAlone(column, reference.formats());
            if (form.isPresent()
                    && DirectTemplate.storedType(column.type(), form.get()).equals(Optional.of(type))) {
                return new DirectTemplate(column, form.get(), type, reference.formats());
            }
        }
        throw new TemplateSyntaxException("attribute " + attribute + " is a key of type " + type
                + "; its template must be one column alone whose value is a "
                + (type == AttributeType.N ? "number" : "binary") + ", found \"" + syntax.source() + "\"");
    }

    private static Optional<StoredForm> formAlone(Column column, List<Format> formats) {
        if (formats.isEmpty()) {
            return Optional.of(StoredForm.NATIVE);
        }
        boolean instant = column.type().kind() == Kind.TIMESTAMPTZ && formats.size() == 1;
        if (instant && formats.get(0) instanceof Format.Epoch) {
            return Optional.of(StoredForm.EPOCH);
        }
        return instant && formats.get(0) instanceof Format.EpochMillis
                ? Optional.of(StoredForm.EPOCH_MS)
                : Optional.empty();
    }

    private static int brackets(List<TemplateSyntax.Piece> pieces) {
        return pieces.stream()
                .mapToInt(
                        piece -> piece instanceof TemplateSyntax.Optional bracket ? 1 + brackets(bracket.pieces()) : 0)
                .sum();
    }

    /** What can come right after a piece. */
    private enum Following {
        END,
        DELIMITER,
        /** The end or the delimiter {@code #}. */
        END_OR_DELIMITER,
        OTHER;

        boolean endsKey() {
            return this != OTHER;
        }

        Following or(Following other) {
            if (this == OTHER || other == OTHER) {
                return OTHER;
            }
            return this == other ? this : END_OR_DELIMITER;
        }
    }

    private List<TemplateStep> steps(List<TemplateSyntax.Piece> pieces, Following after, boolean inBracket) {
        List<TemplateStep> steps = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Following next = following(pieces.subList(i + 1, pieces.size()), after);
            boolean alone = pieces.size() == 1;
            TemplateSyntax.Piece piece = pieces.get(i);
            if (piece instanceof TemplateSyntax.Literal literal) {
                steps.add(new TemplateStep.OfText(literal.text()));
            } else if (piece instanceof TemplateSyntax.Reference reference) {
                steps.add(column(reference, next, inBracket, alone));
            } else if (piece instanceof TemplateSyntax.Shard shard) {
                steps.add(shard(shard));
            } else if (piece instanceof TemplateSyntax.Optional bracket) {
                steps.add(new TemplateStep.OfBracket(steps(bracket.pieces(), next, true)));
            }
        }
        return steps;
    }

    private static Following following(List<TemplateSyntax.Piece> rest, Following after) {
        if (rest.isEmpty()) {
            return after;
        }
        TemplateSyntax.Piece next = rest.get(0);
        if (next instanceof TemplateSyntax.Literal literal) {
            return literal.text().startsWith("#") ? Following.DELIMITER : Following.OTHER;
        }
        if (next instanceof TemplateSyntax.Optional bracket) {
            Following without = following(rest.subList(1, rest.size()), after);
            return following(bracket.pieces(), without).or(without);
        }
        return Following.OTHER;
    }

    private TemplateStep column(TemplateSyntax.Reference reference, Following next, boolean inBracket, boolean alone) {
        ColumnText text = text(reference.column(), reference.formats());
        Column column = text.column();
        if (reference.formats().contains(new Format.Key()) && !next.endsKey()) {
            throw new TemplateSyntaxException(
                    "{" + column.name() + "|key} must be followed by # or end the template, or ranges would be wrong");
        }
        boolean ordered = switch (text.traits().order()) {
            case ANYWHERE -> true;
            case AT_END -> next == Following.END;
            case IN_RANGE, NONE -> false;
        };
        boolean orderedInBracket = alone && next.endsKey() && column.type().kind() != Kind.STRING;
        return new TemplateStep.OfColumn(
                text,
                new TemplatePart.ColumnPart(
                        column,
                        reference.formats(),
                        text.traits().reversible(),
                        ordered && (!inBracket || orderedInBracket),
                        text.traits().canonical()));
    }

    private TemplateStep shard(TemplateSyntax.Shard shard) {
        List<ColumnText> texts = shard.columns().stream()
                .map(name -> text(name, shard.formats()))
                .toList();
        return new TemplateStep.OfShard(
                texts,
                new TemplatePart.Shard(
                        texts.stream().map(ColumnText::column).toList(), shard.formats(), shard.shards()));
    }

    private ColumnText text(String name, List<Format> formats) {
        Column column = column(name);
        FormatTraits.check(column.type(), formats).ifPresent(wrong -> {
            throw new TemplateSyntaxException("{" + name + "}: " + wrong);
        });
        return new ColumnText(column, formats, neverEmpty.contains(name));
    }

    private Column column(String name) {
        List<String> names = columns.stream().map(Column::name).toList();
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TemplateSyntaxException("the template names the column \"" + name
                        + "\", which entity " + entity + " does not have" + Spelling.hint(name, names)
                        + "; its columns are " + String.join(", ", names)));
    }
}
