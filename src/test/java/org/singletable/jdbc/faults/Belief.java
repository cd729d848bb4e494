package org.singletable.jdbc.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.singletable.jdbc.faults.Change.Outcome;

/**
 * What is known of a group of rows that one thread writes: the worlds that explain all that the driver has said so far. Where
 * no world does, the driver has said something wrong.
 */
final class Belief {
    private static final int REMEMBERED = 40;

    private final String name;
    private final Deque<String> history = new ArrayDeque<>();
    private Set<World> possible = Set.of(World.EMPTY);

    Belief(String name) {
        this.name = name;
    }

    int size() {
        return possible.size();
    }

    private void know(Set<World> worlds, String what) {
        history.addLast(what);
        if (history.size() > REMEMBERED) {
            history.removeFirst();
        }
        if (worlds.isEmpty()) {
            throw new AssertionError(name + ": no world explains the last of\n  " + String.join("\n  ", history)
                    + "\nbefore it the rows were one of\n  "
                    + possible.stream().map(World::toString).collect(Collectors.joining("\n  ")));
        }
        possible = worlds;
    }

    private static <T> Set<T> set(Stream<T> worlds) {
        return worlds.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A statement said what it did. */
    void done(Change change, long count) {
        know(
                set(possible.stream()
                        .map(change::in)
                        .filter(outcome -> outcome.refusal() == null && outcome.count() == count)
                        .map(Outcome::after)),
                "count " + count + " of " + change);
    }

    /** A statement said that the rows did not allow it. */
    void refused(Change change, String state) {
        know(set(possible.stream().filter(world -> state.equals(change.in(world).refusal()))), state + " of " + change);
    }

    /** A statement said that it did nothing, whatever the rows are like. */
    void undone(Change change, String state) {
        know(possible, state + ", nothing done, of " + change);
    }

    /** A statement said that nobody knows what it did. */
    void unknown(Change change, String state) {
        know(
                set(possible.stream()
                        .flatMap(world -> Stream.of(world, change.in(world).after()))),
                state + ", unknown, of " + change);
    }

    /** Rows were read, strongly consistently. */
    void saw(Predicate<World> rows, String what) {
        know(set(possible.stream().filter(rows)), "saw " + what);
    }

    /** Rows were read that may lack the latest. */
    void sawSome(Predicate<World> rows, String what) {
        Set<World> before = possible;
        saw(rows, what);
        possible = before;
    }

    Transaction begin() {
        return new Transaction();
    }

    /** Statements that are written together. */
    final class Transaction {
        /** @param now what the transaction sees */
        private record Pair(World before, World now) {}

        private Set<Pair> pairs = set(possible.stream().map(world -> new Pair(world, world)));
        private final Deque<String> said = new ArrayDeque<>();

        void done(Change change, long count) {
            said.add("count " + count + " of " + change);
            pairs = set(pairs.stream().flatMap(pair -> {
                Outcome outcome = change.in(pair.now());
                return outcome.refusal() == null && outcome.count() == count
                        ? Stream.of(new Pair(pair.before(), outcome.after()))
                        : Stream.empty();
            }));
        }

        void refused(Change change, String state) {
            said.add(state + " of " + change);
            pairs = set(pairs.stream()
                    .filter(pair -> Objects.equals(state, change.in(pair.now()).refusal())));
        }

        void failed(Change change, String state) {
            said.add(state + ", nothing done, of " + change);
        }

        private Stream<World> before() {
            return pairs.stream().map(Pair::before);
        }

        private Stream<World> now() {
            return pairs.stream().map(Pair::now);
        }

        void committed() {
            know(set(now()), "committed " + said);
        }

        void undone(String why) {
            know(set(before()), why + ", nothing written, of " + said);
        }

        void unknown(String state) {
            know(set(Stream.concat(before(), now())), state + ", unknown, of " + said);
        }
    }
}
