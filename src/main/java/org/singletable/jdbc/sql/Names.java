package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** Names of tables and columns, without their quotes. */
final class Names {
    private final Symbols symbols;

    Names(Symbols symbols) {
        this.symbols = symbols;
    }

    /**
     * A column with up to three parts.
     *
     * @throws DriverException 42601, HYC00 for more parts
     */
    Expr.ColumnRef column(Column column) {
        String name = symbols.name(column.getColumnName());
        Table table = column.getTable();
        if (table == null) {
            return new Expr.ColumnRef(null, null, name);
        }
        if (!".".equals(column.getTableDelimiter())) {
            throw SqlErrors.syntax("the parts of a column's name are joined by one dot");
        }
        List<String> parts = parts(table);
        if (parts.size() > 2) {
            throw SqlErrors.unsupported("a column's name of more than three parts", "write schema.table.column");
        }
        return new Expr.ColumnRef(parts.size() == 2 ? parts.get(0) : null, parts.get(parts.size() - 1), name);
    }

    /**
     * A table with its alias.
     *
     * @throws DriverException 42601, HYC00 for more than two parts
     */
    Statement.TableRef table(Table table) {
        StatementRules.TABLE.check(table);
        List<String> parts = parts(table);
        if (parts.size() > 2) {
            throw SqlErrors.unsupported("a table's name of more than two parts", "write schema.table");
        }
        return new Statement.TableRef(
                parts.size() == 2 ? parts.get(0) : null, parts.get(parts.size() - 1), alias(table.getAlias()));
    }

    /** The name or alias before {@code .*}. */
    String qualifier(Table table) {
        StatementRules.TABLE.check(table);
        List<String> parts = parts(table);
        if (parts.size() > 1) {
            throw SqlErrors.unsupported("schema.table.*", "write table.*");
        }
        return parts.get(0);
    }

    @Nullable
    String alias(@Nullable Alias alias) {
        if (alias == null) {
            return null;
        }
        StatementRules.ALIAS.check(alias);
        return symbols.name(alias.getName());
    }

    /**
     * A query in the place of a table, with its name and maybe those of its columns: {@code AS x (a, b)}.
     *
     * @throws DriverException 42601 without a name, HYC00 for types
     */
    Statement.DerivedTable derived(Statement.Query query, @Nullable Alias alias) {
        if (alias == null) {
            throw SqlErrors.syntax("a query in FROM takes a name: FROM (SELECT ...) AS x");
        }
        StatementRules.QUERY_ALIAS.check(alias);
        List<String> columns = new ArrayList<>();
        if (alias.getAliasColumns() != null) {
            for (Alias.AliasColumn column : alias.getAliasColumns()) {
                if (column.colDataType != null) {
                    throw SqlErrors.unsupported("a type in an alias", "write CAST in the query");
                }
                columns.add(symbols.name(column.name));
            }
        }
        return new Statement.DerivedTable(query, symbols.name(alias.getName()), columns);
    }

    /** First the outermost; JSqlParser keeps them the other way round. */
    private List<String> parts(Table table) {
        List<String> parts = new ArrayList<>();
        for (String part : table.getNameParts()) {
            if (part == null || part.isEmpty()) {
                throw SqlErrors.syntax("the parts of a name are joined by one dot");
            }
            parts.add(0, symbols.name(part));
        }
        if (table.getNamePartDelimiters().stream().anyMatch(d -> !d.equals("."))) {
            throw SqlErrors.syntax("the parts of a name are joined by one dot");
        }
        return parts;
    }
}
