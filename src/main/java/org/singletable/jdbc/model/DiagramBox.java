package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.ForeignKey;

/** An entity's box in the diagram: its name, and a line for each column as far as there is room. Sizes are in pixels. */
final class DiagramBox {
    static final int HEADER = 28;
    static final int ROW = 18;
    static final int PADDING = 10;
    static final int MARKS = 46;

    /** Of a character of the diagram's fixed-width letters at 12 pixels. */
    private static final double CHARACTER = 7.25;

    private static final int LEAST_WIDTH = 150;
    private static final int BETWEEN_NAME_AND_TYPE = 18;
    private static final int LONGEST_NAME = 26;
    private static final int MOST_COLUMNS = 12;

    /** A line: what marks it as key, the column's name and its type. */
    record Line(String marks, String name, String type) {}

    private final Entity entity;
    private final List<Line> lines = new ArrayList<>();
    private final List<Column> shown;

    DiagramBox(Entity entity) {
        this.entity = entity;
        Set<String> foreign = new HashSet<>();
        entity.foreignKeys().stream().map(ForeignKey::columns).forEach(foreign::addAll);
        this.shown = shown(foreign);
        for (Column column : shown) {
            lines.add(new Line(
                    marks(column, foreign), cut(column.name()), column.type().toString()));
        }
        int more = entity.columns().size() - shown.size();
        if (more > 0) {
            lines.add(new Line("", "… " + more + " more", ""));
        }
    }

    /** Where there are too many, keys come before what else is left out. */
    private List<Column> shown(Set<String> foreign) {
        List<Column> columns = entity.columns();
        if (columns.size() <= MOST_COLUMNS) {
            return columns;
        }
        long keys = columns.stream().filter(column -> isKey(column, foreign)).count();
        long others = Math.max(0, MOST_COLUMNS - 1 - keys);
        List<Column> shown = new ArrayList<>();
        for (Column column : columns) {
            boolean key = isKey(column, foreign);
            if (key || others > 0) {
                shown.add(column);
                others -= key ? 0 : 1;
            }
        }
        return shown;
    }

    private boolean isKey(Column column, Set<String> foreign) {
        return entity.primaryKey().contains(column) || foreign.contains(column.name());
    }

    private String marks(Column column, Set<String> foreign) {
        String primary = entity.primaryKey().contains(column) ? "PK" : "";
        String separator = !primary.isEmpty() && foreign.contains(column.name()) ? " " : "";
        return primary + separator + (foreign.contains(column.name()) ? "FK" : "");
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    String title() {
        return cut(entity.name());
    }

    List<Line> lines() {
        return lines;
    }

    LayeredLayout.Node node() {
        double widest = textWidth(title());
        for (Line line : lines) {
            widest = Math.max(widest, MARKS + textWidth(line.name()) + BETWEEN_NAME_AND_TYPE + textWidth(line.type()));
        }
        int width = (int) Math.ceil(Math.max(LEAST_WIDTH, widest + 2 * PADDING));
        return new LayeredLayout.Node(entity.name(), width, HEADER + ROW * lines.size() + PADDING / 2);
    }

    /** The middle of a column's line, from the top of the box. */
    double middleOf(String column) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).name().equals(column)) {
                return HEADER + ROW * i + ROW / 2.0;
            }
        }
        return HEADER / 2.0;
    }

    /** Letters of East Asian scripts are twice as wide. */
    private static double textWidth(String text) {
        return CHARACTER * text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
    }
}
