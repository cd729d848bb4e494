package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How SQL identifiers find what they name. */
public final class Names {
    private Names() {}

    /** An exact match wins, else a case-insensitive one if it is unique. */
    public static <T> Optional<T> find(List<T> things, Function<T, String> nameOf, String name) {
        Optional<T> exact =
                things.stream().filter(t -> nameOf.apply(t).equals(name)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<T> alike = things.stream()
                .filter(t -> nameOf.apply(t).equalsIgnoreCase(name))
                .toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }
}
