package org.singletable.jdbc.exec.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.LikePattern;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.StoredForms;

/** Conditions on parts of a text or elements of a set: LIKE, {@code starts_with}, {@code contains}. */
final class TextPushdown {
    private final ItemCodec codec;
    private final KnownValues values;

    TextPushdown(ItemCodec codec, KnownValues values) {
        this.codec = codec;
        this.values = values;
    }

    /** Empty where there is no condition that says anything. */
    Optional<Pushed> like(BoundExpr.Like like, boolean negated) {
        BoundExpr escape = like.escape();
        if (!(like.operand() instanceof BoundExpr.ColumnValue value)
                || like.ignoreCase()
                || !StoredForms.isPlainText(value.column())) {
            return Optional.empty();
        }
        Optional<StoredColumn> stored = StoredColumn.of(codec, value.column());
        Optional<String> pattern = values.text(like.pattern());
        Optional<String> character = escape == null ? Optional.of(LikePattern.DEFAULT_ESCAPE) : values.text(escape);
        if (stored.isEmpty() || pattern.isEmpty() || character.isEmpty()) {
            return Optional.empty();
        }
        Optional<Pushed> matches = matches(stored.get(), LikePattern.compile(pattern.get(), character.get()));
        return matches.flatMap(pushed -> negated ? negation(stored.get(), pushed) : Optional.of(pushed))
                .map(pushed -> orFromKey(stored.get(), pushed));
    }

    /** Of a superset the negation would leave rows out. */
    private static Optional<Pushed> negation(StoredColumn stored, Pushed pushed) {
        return pushed.exact()
                ? Optional.of(Pushed.exactly(stored.isNotNullAnd(new Condition.Not(pushed.condition()))))
                : Optional.empty();
    }

    private static Pushed orFromKey(StoredColumn stored, Pushed pushed) {
        Pushed complete = stored.orFromKey(pushed.condition());
        return new Pushed(complete.condition(), complete.exact() && pushed.exact());
    }

    /** What is true of the texts that match; DynamoDB compares them by code points too. */
    private static Optional<Pushed> matches(StoredColumn stored, LikePattern pattern) {
        String begin = pattern.plainPrefix();
        String part = pattern.longestPart();
        if (!pattern.hasWildcards()) {
            return stored.encode(begin).map(text -> Pushed.exactly(new Condition.Equal(stored.path(), text)));
        } else if (pattern.isPrefixOnly() && begin.isEmpty()) {
            return Optional.of(Pushed.exactly(stored.isNotNull()));
        }
        List<Condition> conditions = new ArrayList<>();
        if (!begin.isEmpty()) {
            conditions.add(new Condition.BeginsWith(stored.path(), StoredValue.string(begin)));
        }
        if (!part.isEmpty()) {
            conditions.add(new Condition.Contains(stored.path(), StoredValue.string(part)));
        }
        if (conditions.isEmpty()) {
            return Optional.empty();
        }
        Condition all = conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
        return Optional.of(new Pushed(all, pattern.isPrefixOnly() || pattern.isPartOnly()));
    }

    /** {@code starts_with(column, text)} and {@code contains(set, element)}. */
    Optional<Pushed> function(BoundExpr.Apply apply, boolean negated) {
        if (apply.arguments().size() != 2 || !(apply.arguments().get(0) instanceof BoundExpr.ColumnValue value)) {
            return Optional.empty();
        }
        Column column = value.column();
        Optional<StoredColumn> stored = StoredColumn.of(codec, column);
        String name = apply.function().name();
        if (stored.isEmpty() || !StoredForms.isPlainText(column) && !StoredForms.isTextSet(column)) {
            return Optional.empty();
        }
        Optional<String> text = values.text(apply.arguments().get(1));
        if (name.equals("starts_with") && StoredForms.isPlainText(column)) {
            return text.filter(begin -> !begin.isEmpty())
                    .map(begin ->
                            Pushed.exactly(new Condition.BeginsWith(stored.get().path(), StoredValue.string(begin))))
                    .flatMap(pushed -> negated ? negation(stored.get(), pushed) : Optional.of(pushed))
                    .map(pushed -> orFromKey(stored.get(), pushed));
        }
        return name.equals("contains") && StoredForms.isTextSet(column) && !negated
                ? text.map(element ->
                        Pushed.loosely(new Condition.Contains(stored.get().path(), StoredValue.string(element))))
                : Optional.empty();
    }
}
