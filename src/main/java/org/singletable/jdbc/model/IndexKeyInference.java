package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.singletable.jdbc.model.InferredTemplate.Ref;

/** Finds out how the keys of indexes are made from the columns of an entity, on which conditions, and whether they are kept. */
final class IndexKeyInference {
    /** Of the items that have an attribute, so many must be explained by its template. */
    private static final double ENOUGH = 0.8;

    private static final int MOST_CONSTANTS = 5;

    private final SampledTable table;
    private final InferredEntity entity;
    private final List<ObjectNode> items;

    IndexKeyInference(SampledTable table, InferredEntity entity) {
        this.table = table;
        this.entity = entity;
        this.items = entity.items();
    }

    void infer() {
        for (SampledTable.Index index : table.indexes()) {
            Set<InferredColumn> columns = new LinkedHashSet<>();
            for (String key : index.keys()) {
                if (!table.tableKeys().contains(key) && !entity.templates.containsKey(key)) {
                    indexKey(index, key);
                }
                Optional.ofNullable(entity.templates.get(key))
                        .ifPresent(template -> columns.addAll(template.columns()));
            }
            List<String> own = index.keys().stream()
                    .filter(key -> !table.tableKeys().contains(key) && entity.templates.containsKey(key))
                    .toList();
            own.forEach(key -> sparse(key, columns));
            own.forEach(key -> sparseAsOther(key, own));
            own.forEach(key -> stale(index, key));
        }
    }

    private void indexKey(SampledTable.Index index, String key) {
        List<ObjectNode> with = SampledTable.with(items, key);
        boolean known = entity.columns.stream()
                .anyMatch(column -> column.attribute().orElse(column.name()).equals(key));
        if (with.isEmpty() || known) {
            return;
        }
        if (with.stream().allMatch(item -> item.get(key).isNumber())) {
            numberKey(key, with);
            return;
        }
        Optional<TemplateInference.Fit> fit = new TemplateInference(items, entity.columns)
                .best(entity.texts(key))
                .filter(found -> found.share() >= ENOUGH && !isWholeText(found.template(), with));
        if (fit.isPresent()) {
            entity.use(key, fit.get().template());
        } else {
            entity.addColumn(key, true, item -> SampledTable.value(item, key));
            entity.remark(
                    key + ", a key of index " + index.name() + ", is taken for a column: no other columns make it");
        }
    }

    /** Of a few items a text that is the same in all need not be always the same. */
    private static boolean isWholeText(InferredTemplate template, List<ObjectNode> with) {
        return template.refs().isEmpty() && with.size() == 1;
    }

    /** A number is another column's, or a column. */
    private void numberKey(String key, List<ObjectNode> with) {
        Optional<InferredColumn> same = entity.columns.stream()
                .filter(column -> with.stream()
                        .allMatch(item -> column.value(item)
                                .filter(value -> value.isNumber() && Double.isFinite(value.doubleValue()))
                                .filter(value -> value.decimalValue()
                                                .compareTo(item.get(key).decimalValue())
                                        == 0)
                                .isPresent()))
                .findFirst();
        if (same.isPresent() && with.size() > 1) {
            entity.templates.put(
                    key,
                    new InferredTemplate(List.of(
                            new Ref(same.get(), TextForm.of(same.get().type()).get(0)))));
        } else {
            entity.addColumn(key, true, item -> SampledTable.value(item, key));
        }
    }

    /** Items without the attribute, of which its template would make one. */
    private List<ObjectNode> lacking(String key) {
        return items.stream()
                .filter(item -> !item.hasNonNull(key)
                        && entity.template(key).render(item).isPresent())
                .toList();
    }

    private void sparse(String key, Set<InferredColumn> columns) {
        List<ObjectNode> lacking = lacking(key);
        if (!lacking.isEmpty()) {
            condition(lacking, SampledTable.with(items, key), columns).ifPresent(found -> entity.where.put(key, found));
        }
    }

    /** A library writes both keys of an index on one condition: an item that lacks but one of them was not kept up to date. */
    private void sparseAsOther(String key, List<String> keys) {
        for (String other : keys) {
            ObjectNode where = entity.where.get(other);
            boolean wouldLeaveOut = where != null
                    && !lacking(key).isEmpty()
                    && SampledTable.with(items, key).stream().allMatch(item -> item.hasNonNull(other));
            if (wouldLeaveOut) {
                entity.where.putIfAbsent(key, where);
            }
        }
    }

    /** Whether all items have what the template makes, or none where it makes none; else nobody kept it up to date. */
    private void stale(SampledTable.Index index, String key) {
        long wrong = SampledTable.with(items, key).stream()
                .filter(item -> SampledTable.text(item, key).isPresent()
                        && !SampledTable.text(item, key)
                                .equals(entity.template(key).render(item)))
                .count();
        ObjectNode where = entity.where.get(key);
        long missing = lacking(key).stream()
                .filter(item -> where == null || holds(where, item))
                .count();
        if (wrong + missing > 0) {
            entity.stale.add(index.name());
            entity.remark("index " + index.name() + " is called stale: of " + items.size() + " items " + wrong
                    + " have another " + key + " than its template makes, " + missing + " have none");
        }
    }

    private boolean holds(ObjectNode where, ObjectNode item) {
        JsonNode any = where.get("any");
        if (any != null) {
            for (JsonNode name : any) {
                if (entity.column(name.textValue())
                        .flatMap(column -> column.value(item))
                        .isPresent()) {
                    return true;
                }
            }
            return false;
        }
        return where.properties().stream()
                .allMatch(member -> entity.column(member.getKey())
                        .flatMap(column -> column.value(item))
                        .filter(member.getValue()::equals)
                        .isPresent());
    }

    private Optional<ObjectNode> condition(
            List<ObjectNode> lacking, List<ObjectNode> having, Set<InferredColumn> columns) {
        boolean anyOf = !columns.isEmpty()
                && lacking.stream()
                        .allMatch(item -> columns.stream()
                                .allMatch(column -> column.value(item).isEmpty()))
                && having.stream()
                        .allMatch(item -> columns.stream()
                                .anyMatch(column -> column.value(item).isPresent()));
        if (anyOf) {
            ObjectNode where = JsonNodeFactory.instance.objectNode();
            columns.forEach(column -> where.withArray("any").add(column.name()));
            return Optional.of(where);
        }
        for (InferredColumn column : entity.columns) {
            Set<JsonNode> values =
                    having.stream().flatMap(item -> column.value(item).stream()).collect(Collectors.toSet());
            boolean simple = values.size() == 1
                    && values.stream().allMatch(value -> value.isBoolean() || value.isTextual())
                    && having.stream().allMatch(item -> column.value(item).isPresent());
            boolean apart = lacking.stream()
                    .noneMatch(
                            item -> column.value(item).filter(values::contains).isPresent());
            if (simple && apart && distinct(column) <= MOST_CONSTANTS) {
                ObjectNode where = JsonNodeFactory.instance.objectNode();
                where.set(column.name(), values.iterator().next());
                return Optional.of(where);
            }
        }
        return Optional.empty();
    }

    private long distinct(InferredColumn column) {
        return items.stream()
                .flatMap(item -> column.value(item).stream())
                .distinct()
                .count();
    }
}
