package org.singletable.jdbc.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of a {@link Tool}: those without a name in their order, and options {@code --name value}. */
final class ToolArguments {
    private final List<String> plain;
    private final Map<String, List<String>> options;
    private final Set<String> flags;

    private ToolArguments(List<String> plain, Map<String, List<String>> options, Set<String> flags) {
        this.plain = List.copyOf(plain);
        this.options = Map.copyOf(options);
        this.flags = Set.copyOf(flags);
    }

    /**
     * Tells options from the rest.
     *
     * @param valued options that have a value, such as {@code --items}
     * @param flags options without one
     * @throws UsageException for an unknown or repeated option, or one without its value
     */
    static ToolArguments parse(List<String> arguments, Set<String> valued, Set<String> flags) throws UsageException {
        return parse(arguments, valued, Set.of(), flags);
    }

    /**
     * The same, for tools with options that can stand several times.
     *
     * @param repeated options that have a value each time, see {@link #all}
     */
    static ToolArguments parse(List<String> arguments, Set<String> valued, Set<String> repeated, Set<String> flags)
            throws UsageException {
        List<String> plain = new ArrayList<>();
        Map<String, List<String>> options = new HashMap<>();
        Set<String> given = new HashSet<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("-") || argument.equals("-")) {
                plain.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (flags.contains(name) && equals < 0) {
                given.add(name);
            } else if (valued.contains(name) || repeated.contains(name)) {
                if (equals < 0 && !rest.hasNext()) {
                    throw new UsageException("Option " + name + " lacks its value");
                }
                String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
                if (options.containsKey(name) && !repeated.contains(name)) {
                    throw new UsageException("Option " + name + " is given twice");
                }
                options.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            } else {
                throw new UsageException("Unknown option " + argument);
            }
        }
        return new ToolArguments(plain, options, given);
    }

    /**
     * The arguments without a name.
     *
     * @param names what they are, for the message where there are not as many
     */
    List<String> plain(String... names) throws UsageException {
        if (plain.size() < names.length) {
            throw new UsageException("Argument missing: " + names[plain.size()]);
        }
        if (plain.size() > names.length) {
            throw new UsageException("Unknown argument " + plain.get(names.length));
        }
        return plain;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> option(String name) {
        return all(name).stream().findFirst();
    }

    /** The values of an option that can stand several times, in their order. */
    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    /** @throws UsageException it is no whole number, or less than the least */
    long number(String name, long least, long otherwise) throws UsageException {
        Optional<String> given = option(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        String text = given.get();
        try {
            long number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("Option " + name + ": expected a whole number, found " + text);
        }
        throw new UsageException("Option " + name + ": expected at least " + least + ", found " + text);
    }

    /** @throws UsageException it is no whole number, less than the least, or more than the most */
    int number(String name, int least, int most, int otherwise) throws UsageException {
        long number = number(name, least, otherwise);
        if (number > most) {
            throw new UsageException("Option " + name + ": expected at most " + most + ", found " + number);
        }
        return (int) number;
    }

    Optional<Path> file(String name) throws UsageException {
        Optional<String> text = option(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(path(text.get()));
    }

    static Path path(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("Not a file name: " + e.getMessage());
        }
    }
}
