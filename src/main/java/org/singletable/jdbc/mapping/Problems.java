package org.singletable.jdbc.mapping;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a mapping file, so that all of it is reported at once. */
final class Problems {
    private static final Comparator<MappingException.Problem> BY_PLACE =
            Comparator.comparingInt(MappingException.Problem::line).thenComparingInt(MappingException.Problem::column);

    private final String source;
    private final Set<MappingException.Problem> problems = new LinkedHashSet<>();
    private int reports;

    /** @param source the file's name, for messages */
    Problems(String source) {
        this.source = source;
    }

    void add(Place place, String message) {
        reports++;
        problems.add(new MappingException.Problem(place.pointer(), place.line(), place.column(), message));
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
