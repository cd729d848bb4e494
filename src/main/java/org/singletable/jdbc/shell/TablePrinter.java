package org.singletable.jdbc.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/**
 * {@link OutputFormat#TABLE}. NULL shows as {@code <null>}. Control characters show as escapes, so that one row is one
 * line and no value can steer the terminal. Nothing is cut off. Widths are those of the first rows, so that a result of any size is
 * printed in little memory; later rows widen their columns where they must.
 */
final class TablePrinter implements ResultPrinter {
    private static final String NULL = "<null>";
    private static final int ROWS_HELD = 1000;

    private final PrintStream out;
    private final List<List<String>> held = new ArrayList<>();
    private List<ResultColumn> columns = List.of();
    private int[] widths = {};
    private boolean headed;

    TablePrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> resultColumns) {
        columns = resultColumns;
        widths = new int[columns.size()];
        widen(labels());
    }

    @Override
    public void row(List<@Nullable String> values) {
        List<String> cells =
                values.stream().map(v -> v == null ? NULL : printable(v)).toList();
        widen(cells);
        held.add(cells);
        if (held.size() == ROWS_HELD) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (!headed) {
            headed = true;
            print(labels());
            List<String> rules = new ArrayList<>();
            for (int width : widths) {
                rules.add("-".repeat(width));
            }
            out.print(rules.stream().collect(Collectors.joining("-+-", "-", "-\n")));
        }
        held.forEach(this::print);
        held.clear();
        out.flush();
    }

    @Override
    public void end(long rows) {
        flush();
        out.print(rows == 1 ? "(1 row)\n\n" : "(" + rows + " rows)\n\n");
        out.flush();
    }

    @Override
    public void updateCount(long count) {
        out.print(count == 1 ? "1 row changed\n\n" : count + " rows changed\n\n");
        out.flush();
    }

    private List<String> labels() {
        return columns.stream().map(column -> printable(column.label())).toList();
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(cells.get(i)));
        }
    }

    private void print(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths[i] - width(cell));
            boolean right = columns.get(i).kind() == ResultColumn.Kind.NUMBER;
            line.append(i == 0 ? " " : "| ")
                    .append(right ? padding + cell : cell + padding)
                    .append(' ');
        }
        out.print(line.toString().stripTrailing() + "\n");
    }

    /** Columns of a terminal that the text takes. */
    private static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    private static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        escaped.append("\\u%04X".formatted((int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
