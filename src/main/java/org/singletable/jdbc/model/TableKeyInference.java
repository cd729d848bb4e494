package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.model.InferredTemplate.Piece;
import org.singletable.jdbc.model.InferredTemplate.Ref;
import org.singletable.jdbc.model.InferredTemplate.Text;

/** Finds out how the keys of the table are made from the columns of an entity, or which columns live in them alone. */
final class TableKeyInference {
    private static final String DELIMITERS = "[#|~]";

    private final SampledTable table;
    private final @Nullable String discriminator;
    private final InferredEntity entity;
    private final List<ObjectNode> items;

    /** @param discriminator the attribute that names the entity, null for none */
    TableKeyInference(SampledTable table, @Nullable String discriminator, InferredEntity entity) {
        this.table = table;
        this.discriminator = discriminator;
        this.entity = entity;
        this.items = entity.items();
    }

    void infer() {
        for (String key : table.tableKeys()) {
            if (entity.templates.containsKey(key)) {
                continue;
            }
            List<Optional<String>> texts = entity.texts(key);
            if (texts.stream().anyMatch(Optional::isEmpty)) {
                // Numbers and binary keys are columns.
                entity.addColumn(key, true, item -> SampledTable.value(item, key));
                continue;
            }
            Optional<TemplateInference.Fit> fit = new TemplateInference(items, entity.columns).best(texts);
            if (fit.isPresent() && fit.get().isPerfect()) {
                entity.use(key, fit.get().template());
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
        String text = entity.template(key).render(items.get(0)).orElseThrow();
        entity.templates.remove(key);
        int end = Math.max(text.lastIndexOf('#'), text.lastIndexOf('|')) + 1;
        if (end == 0) {
            entity.addColumn(key, true, item -> SampledTable.value(item, key));
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

    /** A key of which no attribute tells: part by part, each a column of its own where it varies. */
    private void segments(String key, List<String> texts) {
        List<List<String>> parts = texts.stream()
                .map(text -> List.of(text.split("(?=" + DELIMITERS + ")|(?<=" + DELIMITERS + ")", -1)))
                .toList();
        int count = parts.get(0).size();
        boolean same = parts.stream().allMatch(each -> each.size() == count);
        if (!same || count == 1) {
            entity.addColumn(key, true, item -> SampledTable.value(item, key));
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
        entity.use(key, new InferredTemplate(pieces));
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
        String name = MappingNames.column(wanted, entity.columnNames());
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
}
