package org.singletable.jdbc.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;

/**
 * A row of the table of functions.
 *
 * @param names in lower case; those after the first are other names for it
 * @param usage how it is called, for messages
 * @param required the least number of arguments
 * @param limit the largest number of arguments
 * @param parameters the types of {@code ?} in a call
 * @param chooser empty for types that the function does not take
 */
record Definition(
        Category category,
        List<String> names,
        String usage,
        int required,
        int limit,
        ParameterTypes parameters,
        Chooser chooser) {
    static final int ANY_NUMBER = Integer.MAX_VALUE;

    Definition {
        names = List.copyOf(names);
    }

    /** Chooses what to do for the types of the arguments; they are as many as the function takes. */
    @FunctionalInterface
    interface Chooser {
        Optional<Choice> choose(List<SqlType> arguments);
    }

    /** The type of a {@code ?}; the types of arguments that are {@code ?} too are null. */
    @FunctionalInterface
    interface ParameterTypes {
        SqlType at(int position, List<@Nullable SqlType> arguments);
    }

    /** A function with parameters of fixed types, of which the last ones may be left out. */
    static Definition fixed(
            Category category,
            List<String> names,
            String usage,
            SqlType type,
            int required,
            List<Take> takes,
            Choice.Body body) {
        return new Definition(
                category,
                names,
                usage,
                required,
                takes.size(),
                (position, arguments) ->
                        takes.get(Math.min(position, takes.size() - 1)).type(),
                arguments -> {
                    List<SqlType> types = new ArrayList<>();
                    for (int i = 0; i < arguments.size(); i++) {
                        if (!takes.get(i).accepts(arguments.get(i).kind())) {
                            return Optional.empty();
                        }
                        types.add(takes.get(i).type());
                    }
                    return Optional.of(new Choice(type, types, body));
                });
    }

    /** A {@code ?} has the type of the first argument whose type is known, or the given one where none is. */
    static ParameterTypes likeTheOthers(SqlType unknown) {
        return (position, arguments) -> arguments.stream()
                .filter(Objects::nonNull)
                .map(SqlType::withoutLimit)
                .findFirst()
                .orElse(unknown);
    }

    boolean takesSoMany(int arguments) {
        return arguments >= required && arguments <= limit;
    }
}
