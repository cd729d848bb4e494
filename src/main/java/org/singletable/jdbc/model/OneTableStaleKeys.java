package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys of indexes that the library leaves as they were: an update makes a template's attribute anew only where it gives all values that
 * are in it.
 */
final class OneTableStaleKeys {
    private final OneTableSchema schema;
    private final String model;
    private final Map<String, OneTableTemplate> templates;
    private final Collection<OneTableColumn> columns;
    private final Set<String> keyColumns;
    private final ImportReport report;

    /**
     * @param templates by attribute
     * @param keyColumns names of those in the table's keys, which an update always gives
     */
    OneTableStaleKeys(
            OneTableSchema schema,
            String model,
            Map<String, OneTableTemplate> templates,
            Collection<OneTableColumn> columns,
            Set<String> keyColumns,
            ImportReport report) {
        this.schema = schema;
        this.model = model;
        this.templates = templates;
        this.columns = columns;
        this.keyColumns = keyColumns;
        this.report = report;
    }

    /** The indexes that have such keys, of which it tells. */
    List<String> indexes() {
        List<String> stale = new ArrayList<>();
        for (OneTableSchema.Index index : schema.secondary()) {
            Set<String> parts = new LinkedHashSet<>();
            index.keys().stream()
                    .filter(key -> !schema.primary().keys().contains(key))
                    .forEach(key -> parts.addAll(changingParts(key)));
            if (!parts.isEmpty()) {
                stale.add(index.name());
                report.note(
                        model,
                        "the library leaves keys of " + index.name()
                                + " as they were where an update leaves out or removes one of "
                                + String.join(", ", parts) + ", and queries then miss rows: CALL singletable_verify('"
                                + model + "') tells, \"stale\": [\"" + index.name() + "\"] keeps queries off it");
            }
        }
        return stale;
    }

    /** Columns of a key which an update can leave out or remove. */
    private Set<String> changingParts(String attribute) {
        OneTableTemplate template = templates.get(attribute);
        if (template == null) {
            return Set.of();
        }
        Set<String> parts = new LinkedHashSet<>(template.columns());
        parts.removeAll(keyColumns);
        boolean removable = columns.stream().anyMatch(column -> parts.contains(column.name()) && !column.notNull());
        return parts.size() > 1 || removable ? parts : Set.of();
    }
}
