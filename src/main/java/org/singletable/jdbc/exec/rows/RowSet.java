package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Ternary;

/** The rows of a query as a set, for {@code IN}. */
final class RowSet {
    private final List<EqualForm> forms;
    private final Set<List<@Nullable Object>> rows = new LinkedHashSet<>();
    private final List<List<@Nullable Object>> rowsWithNulls = new ArrayList<>();

    private RowSet(List<EqualForm> forms) {
        this.forms = forms;
    }

    static RowSet of(List<@Nullable Object[]> rows, List<EqualForm> forms, Workspace workspace) {
        RowSet set = new RowSet(forms);
        for (@Nullable Object[] row : rows) {
            workspace.step();
            List<@Nullable Object> key = set.key(Arrays.asList(row));
            if (set.rows.add(key)) {
                workspace.keep(RowSize.ofValue(key) + RowSize.HASH_ENTRY);
                if (key.contains(null)) {
                    set.rowsWithNulls.add(key);
                }
            }
        }
        return set;
    }

    private List<@Nullable Object> key(List<@Nullable Object> row) {
        List<@Nullable Object> key = new ArrayList<>(row.size());
        for (int i = 0; i < forms.size(); i++) {
            Object value = row.get(i);
            key.add(value == null ? null : forms.get(i).of(value));
        }
        return key;
    }

    /** True where a row equals the operand; unknown where none does, but one would if NULLs were other values. */
    Ternary contains(List<@Nullable Object> operand) {
        if (rows.isEmpty()) {
            return Ternary.FALSE;
        }
        List<@Nullable Object> key = key(operand);
        boolean hasNull = key.contains(null);
        if (!hasNull && rows.contains(key)) {
            return Ternary.TRUE;
        }
        for (List<@Nullable Object> row : hasNull ? rows : rowsWithNulls) {
            if (mayEqual(row, key)) {
                return Ternary.UNKNOWN;
            }
        }
        return Ternary.FALSE;
    }

    private static boolean mayEqual(List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int i = 0; i < left.size(); i++) {
            Object a = left.get(i);
            Object b = right.get(i);
            if (a != null && b != null && !a.equals(b)) {
                return false;
            }
        }
        return true;
    }
}
