package org.singletable.jdbc.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.SqlType;

/** What CALL knows: procedures that look after the stored items of one entity or of all (docs/maintenance.md). */
public enum Procedure {
    VERIFY("singletable_verify", "Lists stored items that disagree with the mapping", false),
    REPAIR("singletable_repair", "Mends, by conditional writes, what singletable_verify lists", true),
    BACKFILL(
            "singletable_backfill",
            "Writes, by conditional writes, the derived attributes and sentinels that rows lack, and tells only what it cannot",
            true);

    /** Stands for all tables. */
    public static final String ALL = "*";

    /**
     * A parameter.
     *
     * @param optional whether it may be left out
     */
    public record Parameter(String name, SqlType type, String remarks, boolean optional) {}

    private static final Parameter ENTITY =
            new Parameter("entity", SqlType.STRING, "the table whose items are looked at; '*' for all", false);
    private static final Parameter RESUME = new Parameter(
            "resume", SqlType.STRING, "where to go on: what the column resume of a row PROGRESS said", true);
    private static final Parameter RATE = new Parameter(
            "rate", SqlType.DECIMAL, "capacity units, read and written, that it may consume a second", true);

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
            column("resume", SqlType.STRING, true),
            column("entity", SqlType.STRING, true));

    private final String sqlName;
    private final String remarks;
    private final boolean writes;

    Procedure(String sqlName, String remarks, boolean writes) {
        this.sqlName = sqlName;
        this.remarks = remarks;
        this.writes = writes;
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

    /** Whether it changes items. */
    public boolean writes() {
        return writes;
    }

    /** In their order. */
    public List<Parameter> parameters() {
        return writes ? List.of(ENTITY, RESUME, RATE) : List.of(ENTITY, RESUME);
    }

    /** How it is called: {@code singletable_verify(entity [, resume])}. */
    String signature() {
        return sqlName
                + parameters().stream()
                        .map(parameter -> parameter.optional() ? " [, " + parameter.name() : parameter.name())
                        .collect(Collectors.joining("", "(", ""))
                + "]".repeat(parameters().size() - 1) + ")";
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
