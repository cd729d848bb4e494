package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What tells the entities of a table apart.
 *
 * @param attribute whose value names the entity, null where the beginnings of the keys tell
 * @param groups the items of each entity by its name
 */
record Discriminator(@Nullable String attribute, Map<String, List<ObjectNode>> groups) {
    /** As libraries call it: a tie is decided by these. */
    private static final List<String> USUAL = List.of(
            "_type",
            "__edb_e__",
            "_et",
            "entity",
            "entitytype",
            "entity_type",
            "type",
            "__typename",
            "_entity",
            "kind",
            "model",
            "_tp",
            "item_type",
            "itemtype",
            "table_name");

    /** More kinds of items than this are no entities. */
    private static final int MOST_ENTITIES = 100;

    private static final double NEARLY_ALL = 0.95;
    private static final String DELIMITERS = "#|:/~";

    static Discriminator of(SampledTable table) {
        Set<String> candidates = new LinkedHashSet<>(SampledTable.attributes(table.items()));
        candidates.removeAll(table.indexKeys());
        if (table.rangeKey() != null) {
            candidates.remove(table.rangeKey());
        }
        Optional<String> best = candidates.stream()
                .filter(attribute -> tells(table, attribute))
                .min(Comparator.comparingInt(Discriminator::rank)
                        .thenComparing(attribute -> -shapesToldApart(table, attribute))
                        .thenComparing(Comparator.naturalOrder()));
        return best.map(attribute -> new Discriminator(attribute, byValue(table, attribute)))
                .orElseGet(() -> new Discriminator(null, byShape(table)));
    }

    private static int rank(String attribute) {
        int usual = USUAL.indexOf(attribute.toLowerCase(Locale.ROOT));
        return usual < 0 ? USUAL.size() : usual;
    }

    /** Nearly all items have it, it has few values, and items with the same value have keys of the same shape. */
    private static boolean tells(SampledTable table, String attribute) {
        List<ObjectNode> items = table.items();
        long with = items.stream()
                .filter(item -> SampledTable.text(item, attribute).isPresent())
                .count();
        Set<String> values = SampledTable.texts(items, attribute);
        boolean few = values.size() <= MOST_ENTITIES && values.size() * 2 <= Math.max(2, items.size());
        if (with < NEARLY_ALL * items.size() || !few) {
            return false;
        }
        if (rank(attribute) < USUAL.size()) {
            return true;
        }
        // An unusual name must tell at least what the keys tell.
        Map<String, Set<String>> shapes = new LinkedHashMap<>();
        items.forEach(item -> SampledTable.text(item, attribute)
                .ifPresent(value -> shapes.computeIfAbsent(value, key -> new LinkedHashSet<>())
                        .add(shape(table, item))));
        Set<String> all = new LinkedHashSet<>();
        shapes.values().forEach(all::addAll);
        return values.size() > 1
                && shapes.values().stream().allMatch(each -> each.size() == 1)
                && all.size() == values.size();
    }

    private static long shapesToldApart(SampledTable table, String attribute) {
        return SampledTable.texts(table.items(), attribute).size();
    }

    private static Map<String, List<ObjectNode>> byValue(SampledTable table, String attribute) {
        Map<String, List<ObjectNode>> groups = new LinkedHashMap<>();
        for (ObjectNode item : table.items()) {
            SampledTable.text(item, attribute)
                    .ifPresent(value -> groups.computeIfAbsent(value, key -> new ArrayList<>())
                            .add(item));
        }
        return groups;
    }

    private static Map<String, List<ObjectNode>> byShape(SampledTable table) {
        Map<String, List<ObjectNode>> groups = new LinkedHashMap<>();
        for (ObjectNode item : table.items()) {
            groups.computeIfAbsent(shape(table, item), key -> new ArrayList<>()).add(item);
        }
        return named(groups);
    }

    /** The last word of a shape, or all words of those that would have the same name. */
    private static Map<String, List<ObjectNode>> named(Map<String, List<ObjectNode>> byShape) {
        Map<String, Long> lastWords = byShape.keySet().stream()
                .collect(Collectors.groupingBy(Discriminator::lastWord, Collectors.counting()));
        Map<String, List<ObjectNode>> named = new LinkedHashMap<>();
        byShape.forEach((shape, items) -> {
            String last = lastWord(shape);
            boolean unique = !last.isEmpty() && lastWords.getOrDefault(last, 0L) == 1;
            named.put(unique ? last : shape.isBlank() ? "item" : shape, items);
        });
        return named;
    }

    private static String lastWord(String shape) {
        String[] words = shape.strip().split("\\s+");
        return words[words.length - 1];
    }

    /** The words that the keys begin with: what is before the first delimiter of each. */
    private static String shape(SampledTable table, ObjectNode item) {
        List<String> words = new ArrayList<>();
        for (String key : table.tableKeys()) {
            String text = SampledTable.text(item, key).orElse("");
            int end = 0;
            while (end < text.length() && DELIMITERS.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            boolean word = end < text.length() || text.chars().allMatch(Character::isLetter);
            words.add(word ? text.substring(0, end) : "");
        }
        return String.join(" ", words).strip();
    }
}
