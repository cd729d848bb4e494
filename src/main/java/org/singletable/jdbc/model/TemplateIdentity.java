package org.singletable.jdbc.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Format;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.mapping.WriteCondition;
import org.singletable.jdbc.type.Kind;

/**
 * What an entity's templates write, as texts that are equal where what is written is: both columns of a pair have the same name, and
 * literal texts are what they are, not how the file writes them.
 */
final class TemplateIdentity {
    private final Entity entity;
    private final Map<Column, String> names;

    /** @param names of all its columns */
    TemplateIdentity(Entity entity, Map<Column, String> names) {
        this.entity = entity;
        this.names = Map.copyOf(names);
    }

    String of(Template template) {
        return parts(template.parts());
    }

    /** Of a key attribute, which may hold a column as it is stored. */
    String of(KeyTemplate key) {
        boolean made =
                entity.derived().stream().anyMatch(attribute -> attribute.name().equals(key.name()));
        StoredForm form =
                made ? StoredForm.NATIVE : key.template().columns().get(0).form();
        return key.attribute().type() + " " + form + " " + of(key.template());
    }

    String of(DerivedAttribute attribute) {
        return attribute.type() + " " + of(attribute.template());
    }

    /** Of the sentinels of a unique constraint. */
    String of(Map<String, Template> item) {
        return item.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(attribute -> attribute.getKey() + "=" + of(attribute.getValue()))
                .collect(Collectors.joining(" "));
    }

    String of(WriteCondition condition) {
        Map<String, Object> equal = new TreeMap<>();
        condition.equal().forEach((column, value) -> equal.put(name(column), value));
        TreeSet<String> any = new TreeSet<>();
        condition.any().forEach(column -> any.add(name(column)));
        return equal + " " + any;
    }

    String name(Column column) {
        return Objects.requireNonNull(names.get(column), column.name());
    }

    private String parts(List<TemplatePart> parts) {
        StringBuilder text = new StringBuilder();
        for (TemplatePart part : parts) {
            if (part instanceof TemplatePart.Text literal) {
                text.append('"').append(literal.text()).append('"');
            } else if (part instanceof TemplatePart.ColumnPart value) {
                text.append(value(value.column(), value.formats()));
            } else if (part instanceof TemplatePart.Shard shard) {
                text.append("shard ").append(shard.shards());
                shard.columns().forEach(column -> text.append(value(column, shard.formats())));
            } else if (part instanceof TemplatePart.Bracket bracket) {
                text.append('[').append(parts(bracket.parts())).append(']');
            }
        }
        return text.toString();
    }

    private String value(Column column, List<Format> formats) {
        String formatted = formats.stream().map(Format::source).collect(Collectors.joining("|"));
        return "{" + name(column) + "|" + formatted + "|" + family(column.type().kind(), formats) + "}";
    }

    /** Types whose values have the same text here. */
    private static String family(Kind kind, List<Format> formats) {
        boolean plainNumber = kind == Kind.INT || kind == Kind.LONG || kind == Kind.DECIMAL;
        return plainNumber && !formats.contains(new Format.Key()) ? "number" : kind.toString();
    }
}
