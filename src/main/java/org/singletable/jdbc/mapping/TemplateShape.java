package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way a template's text can look, with each of its brackets either there or left out: text and runs of columns by
 * turns. Reads such a text in one pass: a column extends to the first occurrence of the text after it, or to the end.
 *
 * @param segments never two texts in a row, never two runs in a row
 * @param absent columns of brackets that are left out
 */
record TemplateShape(List<Segment> segments, Set<Column> absent) {
    TemplateShape {
        segments = List.copyOf(segments);
        absent = Set.copyOf(absent);
    }

    sealed interface Segment {}

    record Text(String text) implements Segment {}

    /**
     * Columns with no text between them; only a run of one can be read.
     *
     * @param steps each a {@link TemplateStep.OfColumn} or a {@link TemplateStep.OfShard}
     * @param nonEmpty whether an empty text means that the bracket around was left out
     */
    record Run(List<TemplateStep> steps, boolean nonEmpty) implements Segment {
        Run {
            steps = List.copyOf(steps);
        }

        Optional<ColumnText> single() {
            return steps.size() == 1 && steps.get(0) instanceof TemplateStep.OfColumn only
                    ? Optional.of(only.text())
                    : Optional.empty();
        }

        /** The text of its only column, where that can be read back; else null. */
        @Nullable
        ColumnText reversible() {
            return single().filter(text -> text.traits().reversible()).orElse(null);
        }
    }

    /**
     * A text taken apart.
     *
     * @param values of the columns that could be read; null for those of left-out brackets
     * @param runs the text of each run, in order
     */
    record Match(TemplateShape shape, Map<Column, @Nullable Object> values, List<String> runs) {}

    /** The shapes of a template, those with the most brackets there first. */
    static List<TemplateShape> of(List<TemplateStep> steps) {
        List<Draft> drafts = List.of(new Draft(List.of(), Set.of()));
        for (TemplateStep step : steps) {
            drafts = extended(drafts, step, false);
        }
        return drafts.stream().map(Draft::finish).toList();
    }

    private record Placed(TemplateStep step, boolean nonEmpty) {}

    private record Draft(List<Placed> steps, Set<Column> absent) {
        Draft with(TemplateStep step, boolean nonEmpty) {
            List<Placed> longer = new ArrayList<>(steps);
            longer.add(new Placed(step, nonEmpty));
            return new Draft(longer, absent);
        }

        Draft without(Set<Column> columns) {
            Set<Column> more = new LinkedHashSet<>(absent);
            more.addAll(columns);
            return new Draft(steps, more);
        }

        TemplateShape finish() {
            List<Segment> segments = new ArrayList<>();
            for (Placed placed : steps) {
                Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
                if (placed.step() instanceof TemplateStep.OfText text) {
                    if (last instanceof Text before) {
                        segments.set(segments.size() - 1, new Text(before.text() + text.text()));
                    } else {
                        segments.add(new Text(text.text()));
                    }
                } else if (last instanceof Run run) {
                    List<TemplateStep> together = new ArrayList<>(run.steps());
                    together.add(placed.step());
                    segments.set(segments.size() - 1, new Run(together, run.nonEmpty() && placed.nonEmpty()));
                } else {
                    segments.add(new Run(List.of(placed.step()), placed.nonEmpty()));
                }
            }
            return new TemplateShape(segments, absent);
        }
    }

    private static List<Draft> extended(List<Draft> drafts, TemplateStep step, boolean nonEmpty) {
        List<Draft> longer = new ArrayList<>();
        for (Draft draft : drafts) {
            if (step instanceof TemplateStep.OfBracket bracket) {
                boolean bare = bracket.steps().size() == 1;
                List<Draft> inside = List.of(draft);
                for (TemplateStep inner : bracket.steps()) {
                    inside = extended(inside, inner, bare);
                }
                longer.addAll(inside);
                longer.add(draft.without(TemplateStep.columns(bracket.steps())));
            } else {
                longer.add(draft.with(step, nonEmpty));
            }
        }
        return longer;
    }

    /** Takes a text apart; empty where it does not have this shape. */
    Optional<Match> match(String text) {
        Map<Column, @Nullable Object> values = new LinkedHashMap<>();
        List<String> runs = new ArrayList<>();
        boolean matches = scan(text, (run, part) -> {
            runs.add(part);
            ColumnText column = run.reversible();
            if (column == null) {
                return true;
            }
            Optional<Object> value = column.parse(part);
            if (value.isEmpty()) {
                return false;
            }
            Object before = values.put(column.column(), value.get());
            return before == null || before.equals(value.get());
        });
        if (!matches) {
            return Optional.empty();
        }
        for (Column column : absent) {
            values.putIfAbsent(column, null);
        }
        return Optional.of(new Match(this, values, runs));
    }

    /**
     * Takes a text apart into a row, in the order of the entity's columns: what {@link #match} does for a shape that is not
     * {@linkplain #isRepeating repeating}, without the maps that reading thousands of keys would fill the memory with.
     *
     * @return whether the text has this shape; else the row may have values of some columns
     */
    boolean read(String text, @Nullable Object[] row) {
        return scan(text, (run, part) -> {
            ColumnText column = run.reversible();
            if (column == null) {
                return true;
            }
            Optional<Object> value = column.parse(part);
            value.ifPresent(read -> row[column.column().ordinal()] = read);
            return value.isPresent();
        });
    }

    /** Takes the text of one run; whether it can be one. */
    private interface RunReader {
        boolean take(Run run, String text);
    }

    private boolean scan(String text, RunReader reader) {
        int at = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment instanceof Text fixed) {
                if (!text.startsWith(fixed.text(), at)) {
                    return false;
                }
                at += fixed.text().length();
            } else if (segment instanceof Run run) {
                int end = i + 1 < segments.size() && segments.get(i + 1) instanceof Text next
                        ? text.indexOf(next.text(), at)
                        : text.length();
                if (end < 0 || run.nonEmpty() && end == at || !reader.take(run, text.substring(at, end))) {
                    return false;
                }
                at = end;
            }
        }
        return at == text.length();
    }

    /** Whether a column is in it twice. */
    boolean isRepeating() {
        List<Column> columns = runs().stream()
                .flatMap(run -> run.steps().stream())
                .flatMap(step -> TemplateStep.columns(List.of(step)).stream())
                .toList();
        return Set.copyOf(columns).size() < columns.size();
    }

    /** The runs, in order. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment instanceof Run run) {
                runs.add(run);
            }
        }
        return runs;
    }
}
