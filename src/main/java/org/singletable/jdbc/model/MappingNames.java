package org.singletable.jdbc.model;

import java.util.Locale;
import java.util.Set;

/** Names that a mapping file takes, made of names that others chose. */
final class MappingNames {
    private MappingNames() {}

    /** {@code OrderLine} and {@code order-line} become {@code order_line}; another one where that is taken. */
    static String entity(String name, Set<String> taken) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return free(legal(words.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "")), taken);
    }

    /** The name itself where it is legal. */
    static String column(String name, Set<String> taken) {
        return free(legal(name.replaceAll("[^A-Za-z0-9_$]+", "_")), taken);
    }

    private static String legal(String name) {
        return name.isEmpty() || !name.matches("[A-Za-z_].*") ? "_" + name : name;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; taken.contains(free) || free.equals("_items"); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
