package org.singletable.jdbc.function;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Operands;
import org.singletable.jdbc.type.SqlType;

/** Functions that choose among their arguments. COALESCE and CASE are not here, since they evaluate only some. */
final class Conditionals {
    private Conditionals() {}

    static List<Definition> all() {
        return List.of(
                new Definition(
                        Category.SYSTEM,
                        List.of("nullif"),
                        "NULLIF(value, value that can be compared with it)",
                        2,
                        2,
                        Definition.likeTheOthers(SqlType.STRING),
                        Conditionals::nullIf),
                extreme("greatest", order -> order > 0),
                extreme("least", order -> order < 0));
    }

    private static Optional<Choice> nullIf(List<SqlType> arguments) {
        SqlType left = arguments.get(0);
        SqlType right = arguments.get(1);
        return CommonTypes.comparable(left, right)
                ? Optional.of(new Choice(left, arguments, true, given -> {
                    if (given.isNull(0)) {
                        return null;
                    }
                    boolean equal =
                            !given.isNull(1) && Operands.compare(given.value(0), left, given.value(1), right) == 0;
                    return equal ? null : given.value(0);
                }))
                : Optional.empty();
    }

    private static Definition extreme(String name, IntPredicate replaces) {
        return new Definition(
                Category.SYSTEM,
                List.of(name),
                name.toUpperCase(java.util.Locale.ROOT) + "(value, value ...), all comparable with each other",
                1,
                Definition.ANY_NUMBER,
                Definition.likeTheOthers(SqlType.STRING),
                arguments -> CommonTypes.comparable(arguments).map(type -> extreme(type, arguments.size(), replaces)));
    }

    /** As in H2, NULL where any argument is. */
    private static Choice extreme(SqlType type, int size, IntPredicate replaces) {
        return new Choice(type, Collections.nCopies(size, type), arguments -> {
            Object chosen = arguments.value(0);
            for (int i = 1; i < arguments.size(); i++) {
                Object value = arguments.value(i);
                chosen = replaces.test(Comparison.compare(value, chosen)) ? value : chosen;
            }
            return Conversions.convert(chosen, type);
        });
    }
}
