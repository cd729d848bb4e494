package org.singletable.jdbc.exec.push;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.StoredForms;

/** A column at a place in the items where DynamoDB finds its value. */
public record StoredColumn(ItemCodec codec, Column column, AttributePath path) {
    private static final Set<SqlState> UNSTORABLE =
            Set.of(SqlState.NUMERIC_OUT_OF_RANGE, SqlState.INVALID_VALUE, SqlState.STRING_TOO_LONG);

    /** Empty where DynamoDB sees no value of the column. */
    static Optional<StoredColumn> of(ItemCodec codec, Column column) {
        return StoredForms.path(codec.entity(), column).map(path -> new StoredColumn(codec, column, path));
    }

    /** Whether DynamoDB can hold the text: it has no half of a surrogate pair, which would be sent as another character. */
    static boolean isStorable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Empty where the column cannot hold the value, such as a fraction of a second in an epoch or '' in an index key. */
    Optional<StoredValue> encode(Object value) {
        if (value instanceof String text && !isStorable(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.encode(column, value));
        } catch (DriverException e) {
            if (UNSTORABLE.contains(e.state())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Where the attribute is missing the key tells the column's value, which the condition does not see. */
    Pushed orFromKey(Condition condition) {
        return isReadFromKey()
                ? Pushed.loosely(new Condition.Any(List.of(isNull(), condition)))
                : Pushed.exactly(condition);
    }

    /** Whether the table key tells the value of the column where its own attribute is missing. */
    boolean isReadFromKey() {
        Entity entity = codec.entity();
        return isReadFrom(entity.partitionKey())
                || entity.rangeKey().filter(this::isReadFrom).isPresent();
    }

    private boolean isReadFrom(KeyTemplate key) {
        boolean isTheKey = path.isTopLevel() && path.attribute().equals(key.name());
        return !isTheKey && key.template().reversibleColumns().contains(column);
    }

    Condition isNull() {
        return isNull(path);
    }

    /** A missing attribute is NULL as a stored NULL is. */
    public static Condition isNull(AttributePath path) {
        return new Condition.Any(List.of(new Condition.NotExists(path), new Condition.IsNull(path)));
    }

    Condition isNotNull() {
        return new Condition.All(List.of(new Condition.Exists(path), new Condition.Not(new Condition.IsNull(path))));
    }

    /** DynamoDB's own NOT is true of missing attributes, of which SQL's is UNKNOWN. */
    Condition isNotNullAnd(Condition condition) {
        return new Condition.All(List.of(isNotNull(), condition));
    }

    /** Matches no item: its operand contradicts itself. */
    Condition never() {
        return new Condition.All(List.of(new Condition.Exists(path), new Condition.NotExists(path)));
    }
}
