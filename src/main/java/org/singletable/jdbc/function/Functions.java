package org.singletable.jdbc.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.FunctionErrors;
import org.singletable.jdbc.type.SqlType;

/** The one table of scalar functions and operators (docs/functions.md). */
public final class Functions {
    private static final Map<String, Definition> BY_NAME = byName();

    private Functions() {}

    private static Map<String, Definition> byName() {
        Map<String, Definition> byName = new LinkedHashMap<>();
        Stream.of(
                        Arithmetic.all(),
                        NumericFunctions.all(),
                        StringFunctions.all(),
                        TimeFunctions.all(),
                        Conditionals.all(),
                        CollectionFunctions.all())
                .flatMap(List::stream)
                .forEach(definition -> definition.names().forEach(name -> byName.put(name, definition)));
        return byName;
    }

    /** Whether there is a function or operator of this name, in lower case. */
    public static boolean exists(String name) {
        return BY_NAME.containsKey(name);
    }

    /** The names of a category's functions, in upper case and in alphabetical order. */
    public static List<String> names(Category category) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue().category() == category)
                .map(Map.Entry::getKey)
                .filter(Functions::isName)
                .map(name -> name.toUpperCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    /** Some functions have an operator among their names. */
    private static boolean isName(String name) {
        return Character.isLetter(name.charAt(0));
    }

    /**
     * The function for arguments of these types.
     *
     * @param name in lower case, or an operator's symbol: {@code + - * / % || negate -> ->>}
     * @throws DriverException 42883 where there is no such function, or none for so many arguments or for these types
     */
    public static ScalarFunction resolve(String name, List<SqlType> arguments) {
        Definition definition = definition(name);
        Optional<Choice> choice =
                definition.takesSoMany(arguments.size()) ? definition.chooser().choose(arguments) : Optional.empty();
        return choice.<ScalarFunction>map(chosen -> new ChosenFunction(name, chosen))
                .orElseThrow(() -> FunctionErrors.wrongArguments(name, definition.usage(), arguments));
    }

    /**
     * The type of a {@code ?} in a call: what the function takes there, or beside an operand of a known type what that is.
     *
     * @param position from 0
     * @param arguments the types of the arguments, null for those that are {@code ?} too
     * @throws DriverException 42883 where there is no such function
     */
    public static SqlType parameterType(String name, int position, List<@Nullable SqlType> arguments) {
        return definition(name).parameters().at(position, arguments);
    }

    private static Definition definition(String name) {
        Definition definition = BY_NAME.get(name);
        if (definition == null) {
            throw FunctionErrors.unknown(
                    name,
                    BY_NAME.keySet().stream().filter(Functions::isName).sorted().toList());
        }
        return definition;
    }
}
