package org.singletable.jdbc.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A compiled part of a template: appends its text to a key. */
sealed interface TemplateStep {
    /** The part as others see it. */
    TemplatePart part();

    /** Appends the text; false where a column outside brackets is null. */
    boolean append(StringBuilder key, ColumnValues values);

    record OfText(String text) implements TemplateStep {
        @Override
        public TemplatePart part() {
            return new TemplatePart.Text(text);
        }

        @Override
        public boolean append(StringBuilder key, ColumnValues values) {
            key.append(text);
            return true;
        }
    }

    record OfColumn(ColumnText text, TemplatePart.ColumnPart part) implements TemplateStep {
        @Override
        public boolean append(StringBuilder key, ColumnValues values) {
            Object value = values.get(text.column());
            if (value == null) {
                return false;
            }
            key.append(text.render(value));
            return true;
        }
    }

    record OfShard(List<ColumnText> texts, TemplatePart.Shard part) implements TemplateStep {
        @Override
        public boolean append(StringBuilder key, ColumnValues values) {
            StringBuilder ids = new StringBuilder();
            for (ColumnText text : texts) {
                Object value = values.get(text.column());
                if (value == null) {
                    return false;
                }
                if (!ids.isEmpty()) {
                    ids.append('#');
                }
                ids.append(text.render(value));
            }
            CRC32 crc = new CRC32();
            crc.update(ids.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            key.append(crc.getValue() % part.shards());
            return true;
        }
    }

    record OfBracket(List<TemplateStep> steps) implements TemplateStep {
        public OfBracket {
            steps = List.copyOf(steps);
        }

        @Override
        public TemplatePart part() {
            return new TemplatePart.Bracket(
                    steps.stream().map(TemplateStep::part).toList());
        }

        @Override
        public boolean append(StringBuilder key, ColumnValues values) {
            int before = key.length();
            for (TemplateStep step : steps) {
                if (!step.append(key, values)) {
                    key.setLength(before);
                    return true;
                }
            }
            return true;
        }
    }

    /** Every column of these steps, those in brackets too. */
    static Set<Column> columns(List<TemplateStep> steps) {
        Set<Column> columns = new LinkedHashSet<>();
        for (TemplateStep step : steps) {
            if (step instanceof OfColumn column) {
                columns.add(column.text().column());
            } else if (step instanceof OfShard shard) {
                columns.addAll(shard.part().columns());
            } else if (step instanceof OfBracket bracket) {
                columns.addAll(columns(bracket.steps()));
            }
        }
        return columns;
    }

    /** The columns of these steps that are in no bracket. */
    static Set<Column> required(List<TemplateStep> steps) {
        return columns(
                steps.stream().filter(step -> !(step instanceof OfBracket)).toList());
    }

    /** The plain column of a step; empty for any other step. */
    static Optional<Column> plainColumn(@Nullable TemplateStep step) {
        return step instanceof OfColumn column ? Optional.of(column.text().column()) : Optional.empty();
    }
}
