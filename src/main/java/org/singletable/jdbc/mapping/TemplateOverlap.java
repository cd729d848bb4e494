package org.singletable.jdbc.mapping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether one text could be made by two templates. Each shape of a template is a small automaton over characters, and the
 * two are walked together. The answer may be yes for templates that in truth exclude each other, never the other way.
 */
final class TemplateOverlap {
    private TemplateOverlap() {}

    static boolean possible(Template left, Template right) {
        if (left instanceof CompiledTemplate a && right instanceof CompiledTemplate b) {
            return a.shapes().stream()
                    .anyMatch(one -> b.shapes().stream().anyMatch(other -> possible(atoms(one), atoms(other))));
        }
        return true;
    }

    /** One character, or any number of characters of an alphabet. */
    private sealed interface Atom {}

    private record One(Alphabet alphabet) implements Atom {}

    private record Many(Alphabet alphabet) implements Atom {}

    private static List<Atom> atoms(TemplateShape shape) {
        List<Atom> atoms = new ArrayList<>();
        for (TemplateShape.Segment segment : shape.segments()) {
            if (segment instanceof TemplateShape.Text text) {
                text.text().chars().forEach(c -> atoms.add(new One(Alphabet.of((char) c))));
            } else if (segment instanceof TemplateShape.Run run) {
                for (TemplateStep step : run.steps()) {
                    if (step instanceof TemplateStep.OfColumn column) {
                        FormatTraits traits = column.text().traits();
                        if (!traits.mayBeEmpty()) {
                            atoms.add(new One(traits.alphabet()));
                        }
                        atoms.add(new Many(traits.alphabet()));
                    } else {
                        atoms.add(new Many(Alphabet.of("0123456789")));
                    }
                }
            }
        }
        return atoms;
    }

    private record State(int left, int right) {}

    private static boolean possible(List<Atom> left, List<Atom> right) {
        Deque<State> open = new ArrayDeque<>();
        Set<State> seen = new HashSet<>();
        open.add(new State(0, 0));
        while (!open.isEmpty()) {
            State state = open.remove();
            if (!seen.add(state)) {
                continue;
            }
            boolean leftEnds = state.left() == left.size();
            boolean rightEnds = state.right() == right.size();
            if (leftEnds && rightEnds) {
                return true;
            }
            if (!leftEnds && left.get(state.left()) instanceof Many) {
                open.add(new State(state.left() + 1, state.right()));
            }
            if (!rightEnds && right.get(state.right()) instanceof Many) {
                open.add(new State(state.left(), state.right() + 1));
            }
            if (!leftEnds && !rightEnds) {
                Atom a = left.get(state.left());
                Atom b = right.get(state.right());
                if (alphabet(a).intersects(alphabet(b))) {
                    open.add(new State(
                            state.left() + (a instanceof One ? 1 : 0), state.right() + (b instanceof One ? 1 : 0)));
                }
            }
        }
        return false;
    }

    private static Alphabet alphabet(Atom atom) {
        return atom instanceof One one ? one.alphabet() : ((Many) atom).alphabet();
    }
}
