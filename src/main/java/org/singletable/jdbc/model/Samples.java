package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.type.Conversions;

/** The rows that a page shows, a few of each entity. */
public final class Samples {
    private final List<SampleRow> rows;
    private final boolean madeUp;

    private Samples(List<SampleRow> rows, boolean madeUp) {
        this.rows = List.copyOf(rows);
        this.madeUp = madeUp;
    }

    /**
     * Rows with made-up values, the same each time. Foreign keys agree with the rows that they name.
     *
     * @param items how many of each entity
     */
    public static Samples madeUp(Catalog catalog, int items) {
        return new Samples(new MadeUpRows(catalog, items).rows(), true);
    }

    /**
     * Rows of a table.
     *
     * @param texts by the entity's name: of each row the columns' values as SQL gives them as text, null for NULL
     * @throws org.singletable.jdbc.error.DriverException 22018, 22003 a text is no value of its column
     */
    public static Samples ofTable(Catalog catalog, Map<String, List<Map<String, @Nullable String>>> texts) {
        List<SampleRow> rows = new ArrayList<>();
        for (Entity entity : catalog.entities()) {
            texts.getOrDefault(entity.name(), List.of()).forEach(row -> rows.add(row(entity, row)));
        }
        return new Samples(rows, false);
    }

    private static SampleRow row(Entity entity, Map<String, @Nullable String> texts) {
        Map<Column, Object> values = new LinkedHashMap<>();
        for (Column column : entity.columns()) {
            String text = texts.get(column.name());
            if (text != null) {
                values.put(column, Conversions.convert(text, column.type()));
            }
        }
        return new SampleRow(entity, values);
    }

    List<SampleRow> rows() {
        return rows;
    }

    boolean isMadeUp() {
        return madeUp;
    }

    /** How many rows a parent's collection gets of those that are left: about half, so that most collections differ in size. */
    public static int share(int left) {
        return (left + 1) / 2;
    }
}
