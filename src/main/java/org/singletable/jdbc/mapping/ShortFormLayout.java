package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.mapping.MappingDeclaration.TemplateSource;

/** Writes the templates of one entity of the short form: its row of the layout table of docs/mapping.md. */
final class ShortFormLayout {
    /** What no entity's key begins with, as entity names do not. */
    private static final String SENTINEL = "!";

    private static final int FIRST_NAMED_INDEX = 2;

    private final EntityDeclaration entity;
    private final EntityDeclaration.Layout layout;
    private final String root;
    private final int rootKeys;
    private final List<String> own;
    private final List<String> key;
    private final Problems problems;

    /**
     * @param root the name at the top of the entity's chain of parents
     * @param rootKeys how many of the key columns are the root's
     * @param own the entity's own key columns
     * @param key all of its key columns
     */
    ShortFormLayout(
            EntityDeclaration entity,
            EntityDeclaration.Layout layout,
            String root,
            int rootKeys,
            List<String> own,
            List<String> key,
            Problems problems) {
        this.entity = entity;
        this.layout = layout;
        this.root = root;
        this.rootKeys = rootKeys;
        this.own = own;
        this.key = key;
        this.problems = problems;
    }

    Map<String, TemplateSource> item() {
        Map<String, TemplateSource> item = new LinkedHashMap<>();
        put(item, ShortForm.HASH_KEY, hashKey());
        put(item, ShortForm.RANGE_KEY, rangeKey());
        put(item, ShortForm.DISCRIMINATOR, entity.name());
        list(item);
        indexes(item);
        return item;
    }

    private String hashKey() {
        return root + "#" + parts(key.subList(0, Math.min(rootKeys, key.size())));
    }

    private String rangeKey() {
        return layout.parent() == null
                ? root
                : entity.name() + "#" + parts(key.subList(Math.min(rootKeys, key.size()), key.size()));
    }

    private void list(Map<String, TemplateSource> item) {
        EntityDeclaration.Listing listing = layout.listing();
        if (!listing.listed()) {
            return;
        }
        StringBuilder hash = new StringBuilder(entity.name());
        for (Named by : listing.by()) {
            hash.append('#').append(part(by.name()));
            known(by, "list");
        }
        if (listing.shards() > 0) {
            hash.append("#{")
                    .append(String.join("#", own))
                    .append("|key|shard:")
                    .append(listing.shards())
                    .append('}');
        }
        List<String> range = new ArrayList<>(own);
        range.addAll(key.subList(0, key.size() - own.size()));
        put(item, ShortForm.indexHashKey(ShortForm.LIST_INDEX), hash.toString());
        put(item, ShortForm.indexRangeKey(ShortForm.LIST_INDEX), parts(range));
    }

    private void indexes(Map<String, TemplateSource> item) {
        int number = FIRST_NAMED_INDEX;
        for (Map.Entry<String, EntityDeclaration.Index> index : layout.indexes().entrySet()) {
            String physical = ShortForm.indexName(number++);
            List<String> columns = Named.names(index.getValue().columns());
            index.getValue().columns().forEach(column -> known(column, "index " + index.getKey()));
            List<String> range = new ArrayList<>(columns.subList(1, columns.size()));
            key.stream().filter(column -> !columns.contains(column)).forEach(range::add);
            if (range.isEmpty()) {
                problems.add(
                        index.getValue().place(),
                        "index " + index.getKey()
                                + " has only the primary key's column, which finds the row without it;"
                                + " take it out");
                continue;
            }
            Place place = index.getValue().place();
            put(
                    item,
                    ShortForm.indexHashKey(physical),
                    entity.name() + "." + index.getKey() + "#" + part(columns.get(0)),
                    place);
            put(item, ShortForm.indexRangeKey(physical), parts(range), place);
        }
    }

    Map<String, String> indexNames() {
        Map<String, String> names = new LinkedHashMap<>();
        int number = FIRST_NAMED_INDEX;
        for (String name : layout.indexes().keySet()) {
            names.put(ShortForm.indexName(number++), name);
        }
        return names;
    }

    EntityDeclaration.Unique unique(EntityDeclaration.Unique unique) {
        if (!unique.item().isEmpty() || unique.entity() != null) {
            return unique;
        }
        List<String> columns = Named.names(unique.columns());
        Map<String, TemplateSource> item = new LinkedHashMap<>();
        String hash = SENTINEL + entity.name() + "." + String.join(".", columns) + "#" + parts(columns);
        put(item, ShortForm.HASH_KEY, hash, unique.place());
        put(item, ShortForm.RANGE_KEY, SENTINEL, unique.place());
        put(item, "owner_" + ShortForm.HASH_KEY, hashKey(), unique.place());
        put(item, "owner_" + ShortForm.RANGE_KEY, rangeKey(), unique.place());
        return new EntityDeclaration.Unique(unique.place(), unique.columns(), item, null);
    }

    private void known(Named column, String where) {
        List<String> names = new ArrayList<>(key);
        entity.columnNames().stream().filter(name -> !names.contains(name)).forEach(names::add);
        if (!names.contains(column.name())) {
            problems.add(
                    column.place(),
                    where + " names the column \"" + column.name() + "\", which " + entity.name() + " does not have"
                            + Spelling.hint(column.name(), names) + "; its columns are "
                            + String.join(", ", names));
        }
    }

    private static String parts(List<String> columns) {
        return columns.stream().map(ShortFormLayout::part).collect(Collectors.joining("#"));
    }

    private static String part(String column) {
        return "{" + column + "|key}";
    }

    private void put(Map<String, TemplateSource> item, String attribute, String template) {
        put(item, attribute, template, entity.place());
    }

    private void put(Map<String, TemplateSource> item, String attribute, String template, Place place) {
        try {
            item.put(attribute, new TemplateSource(TemplateSyntax.parse(template, entity.name()), place));
        } catch (TemplateSyntaxException e) {
            // Only a name with characters that names cannot have makes such a template.
            problems.add(place, e.getMessage());
        }
    }
}
