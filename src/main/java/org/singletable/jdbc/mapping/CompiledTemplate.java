package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.MappingErrors;

/** A template of text, compiled once to a renderer and a parser. */
final class CompiledTemplate implements Template {
    private final String attribute;
    private final boolean key;
    private final String source;
    private final List<TemplateStep> steps;
    private final List<TemplateShape> shapes;
    private final List<TemplatePart> parts;
    private final List<Column> columns;
    private final Set<Column> reversible;
    private final Set<Column> required;
    private final boolean canonical;
    /** Whether a column is in it twice, so that both its texts have to say the same. */
    private final boolean repeating;
    /** Empty where it has no shard. */
    private final List<Template> shards;

    /** @param key whether the attribute is a key of the table or an index, which cannot be empty */
    CompiledTemplate(String attribute, boolean key, String source, List<TemplateStep> steps) {
        this.attribute = attribute;
        this.key = key;
        this.source = source;
        this.steps = List.copyOf(steps);
        this.shapes = TemplateShape.of(steps);
        this.parts = steps.stream().map(TemplateStep::part).toList();
        this.columns = List.copyOf(TemplateStep.columns(steps));
        this.required = Set.copyOf(TemplateStep.required(steps));
        this.canonical = canonical(steps);
        this.repeating = shapes.stream().anyMatch(TemplateShape::isRepeating);
        this.shards = shards(attribute, key, source, this.steps);
        Set<Column> readable = new LinkedHashSet<>();
        for (Column column : columns) {
            if (shapes.stream().allMatch(shape -> shape.absent().contains(column) || reads(shape, column))) {
                readable.add(column);
            }
        }
        this.reversible = Set.copyOf(readable);
    }

    private static List<Template> shards(String attribute, boolean key, String source, List<TemplateStep> steps) {
        List<TemplateStep.OfShard> all = steps.stream()
                .filter(TemplateStep.OfShard.class::isInstance)
                .map(TemplateStep.OfShard.class::cast)
                .toList();
        if (all.size() != 1) {
            return List.of();
        }
        List<Template> shards = new ArrayList<>();
        for (int number = 0; number < all.get(0).part().shards(); number++) {
            List<TemplateStep> numbered = new ArrayList<>(steps);
            numbered.set(steps.indexOf(all.get(0)), new TemplateStep.OfText(String.valueOf(number)));
            shards.add(new CompiledTemplate(attribute, key, source, numbered));
        }
        return List.copyOf(shards);
    }

    private static boolean reads(TemplateShape shape, Column column) {
        return shape.runs().stream()
                .flatMap(run -> run.single().stream())
                .anyMatch(text -> text.column().equals(column) && text.traits().reversible());
    }

    private static boolean canonical(List<TemplateStep> steps) {
        return steps.stream().allMatch(step -> {
            if (step instanceof TemplateStep.OfColumn column) {
                return column.text().traits().canonical();
            } else if (step instanceof TemplateStep.OfShard shard) {
                return shard.texts().stream().allMatch(text -> text.traits().canonical());
            }
            return !(step instanceof TemplateStep.OfBracket bracket) || canonical(bracket.steps());
        });
    }

    /** The ways its text can look, for {@link TemplateOverlap}. */
    List<TemplateShape> shapes() {
        return shapes;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public List<TemplatePart> parts() {
        return parts;
    }

    @Override
    public List<Template> byShard() {
        return shards.isEmpty() ? List.of(this) : shards;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public Optional<String> constant() {
        return columns.isEmpty() ? Optional.of(text(column -> null).orElse("")) : Optional.empty();
    }

    @Override
    public Optional<Object> render(ColumnValues values) {
        Optional<String> text = text(values);
        if (key && text.isPresent() && text.get().isEmpty()) {
            throw MappingErrors.emptyKey(attribute, source);
        }
        return text.map(Object.class::cast);
    }

    private Optional<String> text(ColumnValues values) {
        StringBuilder text = new StringBuilder();
        for (TemplateStep step : steps) {
            if (!step.append(text, values)) {
                return Optional.empty();
            }
        }
        return Optional.of(text.toString());
    }

    @Override
    public Optional<Map<Column, @Nullable Object>> parse(Object stored) {
        return stored instanceof String text ? match(text).map(TemplateShape.Match::values) : Optional.empty();
    }

    @Override
    public boolean read(Object stored, @Nullable Object[] row) {
        if (repeating) {
            return Template.super.read(stored, row);
        }
        if (stored instanceof String text) {
            for (TemplateShape shape : shapes) {
                if (shape.read(text, row)) {
                    return true;
                }
                // What a shape has read before it was found to be another one.
                columns.forEach(column -> row[column.ordinal()] = null);
            }
        }
        return false;
    }

    private Optional<TemplateShape.Match> match(String text) {
        for (TemplateShape shape : shapes) {
            Optional<TemplateShape.Match> match = shape.match(text);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    @Override
    public KeyPrefix prefix(Set<Column> known, ColumnValues values) {
        StringBuilder text = new StringBuilder();
        for (TemplateStep step : steps) {
            if (!isKnown(step, known) || !step.append(text, values)) {
                return new KeyPrefix(
                        text.toString(), false, TemplateStep.plainColumn(step).orElse(null));
            }
        }
        return new KeyPrefix(text.toString(), true, null);
    }

    @Override
    public Set<Column> leadingColumns(Set<Column> known) {
        Set<Column> leading = new LinkedHashSet<>();
        for (TemplateStep step : steps) {
            if (!isKnown(step, known)) {
                break;
            }
            leading.addAll(TemplateStep.columns(List.of(step)));
        }
        return leading;
    }

    /** Whether rows that have the known values all have the same text here. */
    private static boolean isKnown(TemplateStep step, Set<Column> known) {
        return known.containsAll(TemplateStep.columns(List.of(step))) && canonical(List.of(step));
    }

    @Override
    public Set<Column> reversibleColumns() {
        return reversible;
    }

    @Override
    public Set<Column> requiredColumns() {
        return required;
    }

    @Override
    public boolean isCanonical() {
        return canonical;
    }

    @Override
    public Optional<Column> nonReversing(ColumnValues values) {
        Optional<String> text = text(values);
        if (text.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        Optional<TemplateShape.Match> match = match(text.get());
        if (match.isEmpty()) {
            return Optional.of(culprit(values));
        }
        for (Column column : columns) {
            boolean survives = !reversible.contains(column)
                    || SameValue.test(match.get().values().get(column), values.get(column));
            if (!survives) {
                return Optional.of(column);
            }
        }
        return changedRun(match.get(), values);
    }

    /** A column of a run whose text was cut elsewhere than it was joined. */
    private static Optional<Column> changedRun(TemplateShape.Match match, ColumnValues values) {
        List<TemplateShape.Run> runs = match.shape().runs();
        for (int i = 0; i < runs.size(); i++) {
            StringBuilder rendered = new StringBuilder();
            for (TemplateStep step : runs.get(i).steps()) {
                step.append(rendered, values);
            }
            boolean lossy = runs.get(i)
                    .single()
                    .filter(text -> text.traits().reversible())
                    .isEmpty();
            if (lossy && !rendered.toString().equals(match.runs().get(i))) {
                return TemplateStep.columns(runs.get(i).steps()).stream().findFirst();
            }
        }
        return Optional.empty();
    }

    /** The column whose text holds the text that should end it; the first one where none does. */
    private Column culprit(ColumnValues values) {
        for (TemplateShape shape : shapes) {
            for (int i = 0; i + 1 < shape.segments().size(); i++) {
                if (shape.segments().get(i) instanceof TemplateShape.Run run
                        && shape.segments().get(i + 1) instanceof TemplateShape.Text end) {
                    StringBuilder text = new StringBuilder();
                    run.steps().forEach(step -> step.append(text, values));
                    if (text.indexOf(end.text()) >= 0) {
                        return TemplateStep.columns(run.steps()).iterator().next();
                    }
                }
            }
        }
        return columns.get(0);
    }

    @Override
    public String toString() {
        return source;
    }
}
