package org.singletable.jdbc.mapping;

import java.util.List;

/** A name that a mapping file mentions. */
record Named(String name, Place place) {
    static List<String> names(List<Named> named) {
        return named.stream().map(Named::name).toList();
    }
}
