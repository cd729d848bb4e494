package org.singletable.jdbc.mapping;

import java.util.BitSet;

/** A set of characters: some of ASCII, and all others or none. Immutable. */
final class Alphabet {
    private static final int ASCII = 128;

    /** Every character. */
    static final Alphabet ANY = from(0, true);

    /** The characters of {@code key} texts of strings: nothing below the percent sign. */
    static final Alphabet KEY_STRING = from('%', true);

    private final BitSet ascii;
    private final boolean others;

    private Alphabet(BitSet ascii, boolean others) {
        this.ascii = ascii;
        this.others = others;
    }

    private static Alphabet from(int first, boolean others) {
        BitSet set = new BitSet(ASCII);
        set.set(first, ASCII);
        return new Alphabet(set, others);
    }

    static Alphabet of(String characters) {
        BitSet set = new BitSet(ASCII);
        characters.chars().forEach(set::set);
        return new Alphabet(set, false);
    }

    /** One character; one beyond ASCII stands for all of those. */
    static Alphabet of(char c) {
        return new Alphabet(new BitSet(ASCII), false).with(c);
    }

    Alphabet with(char c) {
        BitSet set = (BitSet) ascii.clone();
        if (c < ASCII) {
            set.set(c);
        }
        return new Alphabet(set, others || c >= ASCII);
    }

    boolean contains(char c) {
        return c < ASCII ? ascii.get(c) : others;
    }

    boolean intersects(Alphabet other) {
        return others && other.others || ascii.intersects(other.ascii);
    }
}
