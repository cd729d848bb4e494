package org.singletable.jdbc.mapping;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a mapping file, so that all of it is reported at once. */
final class Problems {
    private static final Comparator<MappingException.Problem> BY_PLACE =
            Comparator.comparingInt(MappingException.Problem::line).thenComparingInt(MappingException.Problem::column);

    /** Characters of one message, which may quote what the file has. */
    private static final int LONGEST = 2_000;

    private final String source;
    private final Set<MappingException.Problem> problems = new LinkedHashSet<>();
    private int reports;

    /** @param source the file's name, for messages */
    Problems(String source) {
        this.source = source;
    }

    void add(Place place, String message) {
        reports++;
        problems.add(new MappingException.Problem(place.pointer(), place.line(), place.column(), cut(message)));
    }

    private static String cut(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
    }

    /** How often {@link #add} was called: tells whether a step found something, even what others have found before. */
    int reports() {
        return reports;
    }

    /** @throws MappingException with all problems in the order of the file, where there are any */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new MappingException(
                    source, List.copyOf(problems.stream().sorted(BY_PLACE).toList()));
        }
    }
}
