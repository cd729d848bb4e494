package org.singletable.jdbc.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.SqlType;

/** What CALL knows: procedures that look after the stored items of one entity (docs/maintenance.md). */
public enum Procedure {
    VERIFY("singletable_verify", "Lists stored items that disagree with the mapping"),
    REPAIR("singletable_repair", "Mends, by conditional writes, what singletable_verify lists");

    /**
     * A parameter of all procedures.
     *
     * @param optional whether it may be left out
     */
    public record Parameter(String name, String remarks, boolean optional) {}

    /** In their order, all of them text. */
    public static final List<Parameter> PARAMETERS = List.of(
            new Parameter("entity", "the table whose items are looked at", false),
            new Parameter("resume", "where to go on: what the column resume of a row PROGRESS said", true));

    /** What each row of the result tells. */
    public static final List<ResultColumn> COLUMNS = List.of(
            column("kind", SqlType.STRING, false),
            column("item_key", SqlType.JSON, true),
            column("attribute", SqlType.STRING, true),
            column("stored", SqlType.JSON, true),
            column("expected", SqlType.JSON, true),
            column("outcome", SqlType.STRING, true),
            column("message", SqlType.STRING, false),
            column("items", SqlType.LONG, false),
            column("resume", SqlType.STRING, true));

    private final String sqlName;
    private final String remarks;

    Procedure(String sqlName, String remarks) {
        this.sqlName = sqlName;
        this.remarks = remarks;
    }

    private static ResultColumn column(String name, SqlType type, boolean nullable) {
        return new ResultColumn(name, name, type, nullable, null, null);
    }

    public String sqlName() {
        return sqlName;
    }

    public String remarks() {
        return remarks;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Procedure::sqlName).toList();
    }

    /** The procedure of a name, in capitals or not. */
    static Optional<Procedure> named(String name) {
        return Arrays.stream(values())
                .filter(procedure -> procedure.sqlName.equalsIgnoreCase(name))
                .findFirst();
    }
}
