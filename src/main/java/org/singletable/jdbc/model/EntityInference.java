package org.singletable.jdbc.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.model.InferredTemplate.Piece;
import org.singletable.jdbc.model.InferredTemplate.Ref;
import org.singletable.jdbc.model.InferredTemplate.Text;

/** Finds out what the items of one entity have in common: columns, and how its key attributes are made of them. */
final class EntityInference {
    /** Python writes NaN and infinities as they are. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final Pattern VERSION_NAME = Pattern.compile("_?(version|rev|revision|v|ver|vn)");

    /** Of the items that have an attribute, so many must be explained by its template. */
    private static final double ENOUGH = 0.8;

    private static final String DELIMITERS = "[#|~]";
    private static final int MOST_CONSTANTS = 5;

    private final SampledTable table;
    private final @Nullable String discriminator;
    private final InferredEntity entity;
    private final List<ObjectNode> items;

    private EntityInference(SampledTable table, @Nullable String discriminator, InferredEntity entity) {
        this.table = table;
        this.discriminator = discriminator;
        this.entity = entity;
        this.items = entity.items();
    }

    /** @param discriminator the attribute that names the entity, null for none */
    static InferredEntity of(
            SampledTable table, @Nullable String discriminator, String name, String group, List<ObjectNode> items) {
        InferredEntity entity = new InferredEntity(name, group, items);
        EntityInference inference = new EntityInference(table, discriminator, entity);
        inference.constants();
        inference.columns();
        inference.tableKeys();
        inference.indexKeys();
        return entity;
    }

    /** What each item says of itself in the same words. */
    private void constants() {
        if (discriminator != null) {
            entity.templates.put(discriminator, InferredTemplate.constant(entity.groupName()));
        }
        Set<String> keys = new HashSet<>(table.indexKeys());
        keys.addAll(table.tableKeys());
        for (String attribute : SampledTable.attributes(items)) {
            Set<String> texts = SampledTable.texts(items, attribute);
            boolean everywhere = items.stream()
                    .allMatch(item -> SampledTable.text(item, attribute).isPresent());
            if (attribute.startsWith("_") && everywhere && texts.size() == 1 && !keys.contains(attribute)) {
                entity.templates.putIfAbsent(
                        attribute, InferredTemplate.constant(texts.iterator().next()));
            }
        }
    }

    private void columns() {
        Set<String> attributes = SampledTable.attributes(items);
        attributes.removeAll(table.tableKeys());
        attributes.removeAll(table.indexKeys());
        attributes.removeAll(entity.templates.keySet());
        for (String attribute : attributes) {
            Optional<List<JsonNode>> documents = documents(attribute);
            if (documents.isPresent() && entity.container().isEmpty()) {
                container(attribute, documents.get());
            } else {
                addColumn(attribute, true, item -> value(item, attribute));
            }
        }
    }

    private static Optional<JsonNode> value(ObjectNode item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).filter(value -> !value.isNull());
    }

    private void addColumn(String attribute, boolean topLevel, Function<ObjectNode, Optional<JsonNode>> reader) {
        List<JsonNode> values = new ArrayList<>();
        long nulls = 0;
        for (ObjectNode item : items) {
            reader.apply(item).ifPresent(values::add);
            nulls += item.has(attribute) && item.get(attribute).isNull() ? 1 : 0;
        }
        String name = MappingNames.column(attribute, taken());
        InferredType type = InferredType.of(attribute, values, items.size() - values.size() - nulls, nulls);
        InferredColumn column =
                new InferredColumn(name, name.equals(attribute) ? null : attribute, topLevel, type, reader);
        entity.columns.add(column);
        if (type.remark() != null) {
            entity.remark(name + " is taken for " + type.sql() + ": " + type.remark());
        }
        if (type.sql().equals("int") && VERSION_NAME.matcher(name).matches()) {
            entity.remark(name + " may count the writes of a row: if its writers do so, give it \"version\": true");
        }
    }

    private Set<String> taken() {
        return entity.columns.stream().map(InferredColumn::name).collect(Collectors.toSet());
    }

    /** The JSON objects that an attribute holds as text, one for each item; empty where it does not in all of them. */
    private Optional<List<JsonNode>> documents(String attribute) {
        List<JsonNode> documents = new ArrayList<>();
        for (ObjectNode item : items) {
            String text = SampledTable.text(item, attribute).orElse("");
            if (!text.startsWith("{")) {
                return Optional.empty();
            }
            try {
                documents.add(JSON.readTree(text));
            } catch (JsonProcessingException e) {
                // Text that only looks like JSON is text.
                return Optional.empty();
            }
        }
        return Optional.of(documents);
    }

    private void container(String attribute, List<JsonNode> documents) {
        boolean spaced = items.stream()
                .anyMatch(item -> SampledTable.text(item, attribute).orElse("").contains("\": "));
        entity.setContainer(new InferredEntity.Container(attribute, spaced ? "python" : "compact"));
        Map<ObjectNode, JsonNode> byItem = new IdentityHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byItem.put(items.get(i), documents.get(i));
        }
        Set<String> members = new LinkedHashSet<>();
        documents.forEach(document -> document.fieldNames().forEachRemaining(members::add));
        for (String member : members) {
            addColumn(
                    member,
                    false,
                    item -> Optional.ofNullable(byItem.get(item))
                            .map(document -> document.get(member))
                            .filter(value -> !value.isNull()));
        }
        entity.remark("its columns are members of the JSON text in " + attribute);
    }

    private List<Optional<String>> texts(String attribute) {
        return items.stream().map(item -> SampledTable.text(item, attribute)).toList();
    }

    private void tableKeys() {
        for (String key : table.tableKeys()) {
            if (entity.templates.containsKey(key)) {
                continue;
            }
            List<Optional<String>> texts = texts(key);
            if (texts.stream().anyMatch(Optional::isEmpty)) {
                // Numbers and binary keys are columns.
                addColumn(key, true, item -> value(item, key));
                continue;
            }
            Optional<TemplateInference.Fit> fit = new TemplateInference(items, entity.columns).best(texts);
            if (fit.isPresent() && fit.get().isPerfect()) {
                use(key, fit.get().template());
            } else {
                segments(key, texts.stream().map(Optional::orElseThrow).toList());
            }
        }
        if (entity.primaryKey(table.tableKeys()).isEmpty()) {
            lastKeyAsColumn();
        }
    }

    /** So few items that nothing varies: the end of the last key is what would. */
    private void lastKeyAsColumn() {
        List<String> constant = table.tableKeys().stream()
                .filter(key -> !key.equals(discriminator))
                .toList();
        if (constant.isEmpty()) {
            return;
        }
        String key = constant.get(constant.size() - 1);
        String text = template(key).render(items.get(0)).orElseThrow();
        entity.templates.remove(key);
        int end = Math.max(text.lastIndexOf('#'), text.lastIndexOf('|')) + 1;
        if (end == 0) {
            addColumn(key, true, item -> value(item, key));
        } else {
            List<Piece> pieces = new ArrayList<>(List.of(new Text(text.substring(0, end))));
            Map<String, String> byKey = new HashMap<>();
            items.forEach(item -> byKey.put(identity(item), text.substring(end)));
            pieces.add(keyColumn(key + "_part", byKey));
            entity.templates.put(key, new InferredTemplate(pieces));
        }
        entity.remark("its " + items.size() + " items do not tell what varies in their keys: the end of " + key
                + " is taken for a column");
    }

    private void use(String attribute, InferredTemplate template) {
        template.refs().stream()
                .filter(ref -> ref.form().asText())
                .forEach(ref -> ref.column().keepAsText());
        entity.templates.put(attribute, template);
        if (template.refs().isEmpty() && items.size() == 1) {
            entity.remark(
                    attribute + " is \"" + template.source() + "\" in the only item of the sample: is it always?");
        }
    }

    /** A key of which no attribute tells: part by part, each a column of its own where it varies. */
    private void segments(String key, List<String> texts) {
        List<List<String>> parts = texts.stream()
                .map(text -> List.of(text.split("(?=" + DELIMITERS + ")|(?<=" + DELIMITERS + ")", -1)))
                .toList();
        int count = parts.get(0).size();
        boolean same = parts.stream().allMatch(each -> each.size() == count);
        if (!same || count == 1) {
            addColumn(key, true, item -> value(item, key));
            return;
        }
        List<Piece> pieces = new ArrayList<>();
        String word = "";
        for (int i = 0; i < count; i++) {
            int part = i;
            List<String> values =
                    parts.stream().map(each -> each.get(part)).distinct().toList();
            if (values.size() == 1) {
                pieces.add(new Text(values.get(0)));
                word = values.get(0).matches("\\w+") ? values.get(0) : word;
            } else {
                pieces.add(segment(key, word, part, parts));
            }
        }
        use(key, new InferredTemplate(pieces));
    }

    private Piece segment(String key, String word, int part, List<List<String>> parts) {
        List<Optional<String>> texts =
                parts.stream().map(each -> Optional.of(each.get(part))).toList();
        Optional<Ref> ref = new TemplateInference(items, entity.columns)
                .best(texts)
                .filter(TemplateInference.Fit::isPerfect)
                .map(TemplateInference.Fit::template)
                .filter(template -> template.pieces().size() == 1)
                .flatMap(template -> template.refs().stream().findFirst());
        if (ref.isPresent()) {
            return ref.get();
        }
        Map<String, String> byKey = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byKey.put(identity(items.get(i)), parts.get(i).get(part));
        }
        return keyColumn(word.isEmpty() ? key + "_part" : word, byKey);
    }

    /** A column that lives in the key only. */
    private Ref keyColumn(String wanted, Map<String, String> byKey) {
        String name = MappingNames.column(wanted, taken());
        InferredColumn column = new InferredColumn(
                name,
                null,
                true,
                InferredType.inKey(),
                item -> Optional.ofNullable(byKey.get(identity(item))).map(JsonNodeFactory.instance::textNode));
        entity.columns.add(column);
        entity.remark(name + ": " + column.type().remark());
        return new Ref(column, TextForm.of(column.type()).get(0));
    }

    private String identity(ObjectNode item) {
        return table.tableKeys().stream()
                .map(key -> String.valueOf(item.get(key)))
                .collect(Collectors.joining(" "));
    }

    private void indexKeys() {
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
                .best(texts(key))
                .filter(found -> found.share() >= ENOUGH && !isWholeText(found.template(), with));
        if (fit.isPresent()) {
            use(key, fit.get().template());
        } else {
            addColumn(key, true, item -> value(item, key));
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
            addColumn(key, true, item -> value(item, key));
        }
    }

    private InferredTemplate template(String key) {
        return Objects.requireNonNull(entity.templates.get(key));
    }

    /** Items without the attribute, of which its template would make one. */
    private List<ObjectNode> lacking(String key) {
        return items.stream()
                .filter(item ->
                        !item.hasNonNull(key) && template(key).render(item).isPresent())
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
                        && !SampledTable.text(item, key).equals(template(key).render(item)))
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
