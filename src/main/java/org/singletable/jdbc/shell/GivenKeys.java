package org.singletable.jdbc.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;

/** The keys of a table as arguments of a tool tell them, for mappings that leave them to DescribeTable. */
final class GivenKeys {
    private static final String KEYS = "--keys";
    private static final String INDEX = "--index";

    private final List<KeyAttribute> keys;
    private final List<String> indexes;

    /**
     * @param keys the partition key and perhaps the sort key, null where they are not given
     * @param indexes a name and {@code :} each, the index's keys, and perhaps what it holds
     * @throws UsageException there is not one key, nor two
     */
    GivenKeys(@Nullable String keys, List<String> indexes) throws UsageException {
        this.keys = keys == null ? List.of() : attributes(KEYS, words(keys));
        this.indexes = List.copyOf(indexes);
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    /** A table with these keys and indexes. */
    TableSchema table(String name) throws UsageException {
        return withIndexes(new TableSchema(name, keys.get(0), second(keys), List.of(), null));
    }

    /** The table with these indexes, which replace those of the same names. */
    TableSchema withIndexes(TableSchema table) throws UsageException {
        Map<String, IndexSchema> all = new LinkedHashMap<>();
        table.indexes().forEach(index -> all.put(index.name(), index));
        for (String text : indexes) {
            IndexSchema index = index(text, table.hashKey());
            all.put(index.name(), index);
        }
        return new TableSchema(
                table.name(), table.hashKey(), table.rangeKey(), List.copyOf(all.values()), table.ttlAttribute());
    }

    private static IndexSchema index(String text, KeyAttribute tableHash) throws UsageException {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new UsageException("Option " + INDEX + ": expected \"NAME: KEYS\", found \"" + text + "\"");
        }
        List<String> words = words(text.substring(colon + 1));
        IndexSchema.Projection projection = IndexSchema.Projection.ALL;
        Set<String> held = new LinkedHashSet<>();
        for (IndexSchema.Projection possible : IndexSchema.Projection.values()) {
            int at = words.indexOf(possible.name());
            if (at > 0) {
                projection = possible;
                held.addAll(words.subList(at + 1, words.size()));
                words = words.subList(0, at);
            }
        }
        if (projection != IndexSchema.Projection.INCLUDE && !held.isEmpty()) {
            throw new UsageException("Option " + INDEX + ": only INCLUDE names attributes, in \"" + text + "\"");
        }
        List<KeyAttribute> keys = attributes(INDEX, words);
        KeyAttribute range = second(keys);
        boolean local = range != null && keys.get(0).equals(tableHash);
        return new IndexSchema(text.substring(0, colon).strip(), local, keys.get(0), range, projection, held);
    }

    private static @Nullable KeyAttribute second(List<KeyAttribute> keys) {
        return keys.size() > 1 ? keys.get(1) : null;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static List<KeyAttribute> attributes(String option, List<String> words) throws UsageException {
        if (words.isEmpty() || words.size() > 2) {
            throw new UsageException("Option " + option + ": expected a partition key and perhaps a sort key, found \""
                    + String.join(" ", words) + "\"");
        }
        List<KeyAttribute> keys = new ArrayList<>();
        words.forEach(word -> keys.add(attribute(word)));
        return keys;
    }

    /** A String, unless {@code :N} or {@code :B} follows its name. */
    private static KeyAttribute attribute(String word) {
        for (AttributeType type : AttributeType.values()) {
            String suffix = ":" + type.name();
            if (word.endsWith(suffix) && word.length() > suffix.length()) {
                return new KeyAttribute(word.substring(0, word.length() - suffix.length()), type);
            }
        }
        return new KeyAttribute(word, AttributeType.S);
    }
}
