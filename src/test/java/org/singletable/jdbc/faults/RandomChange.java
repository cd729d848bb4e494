package org.singletable.jdbc.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.singletable.jdbc.faults.Change.Outcome;

/** Makes statements that write rows of one group, with what each does. */
final class RandomChange {
    /** Rows of a group at most. */
    static final int KEYS = 4;

    /** Tags of a group where they are unique, so that they meet. */
    private static final int TAGS = 6;

    /** Between two numbers that are inserted: rows that only differ in what was added to them are never equal. */
    private static final long STEP = 1_000_000;

    private static final String VALUES = " INTO @ (box, k, owner, n, tag) VALUES (?, ?, ?, ?, ?)";

    private static final AtomicLong INSERTED = new AtomicLong();

    private final Kind kind;
    private final String box;
    private final Random random;

    RandomChange(Kind kind, String box, Random random) {
        this.kind = kind;
        this.box = box;
        this.random = random;
    }

    int key() {
        return random.nextInt(KEYS);
    }

    private int otherKey(int k) {
        return (k + 1 + random.nextInt(KEYS - 1)) % KEYS;
    }

    private static long number() {
        return INSERTED.incrementAndGet() * STEP;
    }

    private String tag() {
        return kind == Kind.UNIQUE
                ? box + "/" + random.nextInt(TAGS)
                : "t" + Long.toString(random.nextLong(), Character.MAX_RADIX);
    }

    private int step() {
        return 1 + random.nextInt(100);
    }

    private boolean isTaken(World world, String tag, int besides) {
        return kind == Kind.UNIQUE && world.hasTag(tag, besides);
    }

    private Row first(long n, String tag) {
        return new Row(n, tag, kind.firstVersion());
    }

    private Row next(Row before, long n, String tag) {
        return new Row(n, tag, kind.nextVersion(before.version()));
    }

    /** Any of them. */
    Change next() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> insert(key());
            case 2 -> insertOrNothing(key());
            case 3 -> insertOrAdd(key());
            case 4 -> upsert(key());
            case 5, 6 -> add(key());
            case 7 -> setTag(key());
            case 8 -> negate(key());
            case 9 -> addWhereEven(key());
            case 10 -> random.nextBoolean() ? delete(key()) : deleteWhereNegative(key());
            case 11 -> insertTwo(key());
            case 12 -> addToAll();
            default -> random.nextInt(3) > 0 ? move(key()) : deleteAll();
        };
    }

    /** Of one row, as a batch and a transaction have several. */
    Change ofRow(int k) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> insert(k);
            case 2 -> add(k);
            case 3 -> kind == Kind.PLAIN ? upsert(k) : negate(k);
            default -> delete(k);
        };
    }

    private Change change(String sql, List<Object> parameters, Function<World, Outcome> effect) {
        return new Change(sql.replace("@", kind.entity()), parameters, effect);
    }

    /** What is done to a row that is there; nothing where none is. */
    private Function<World, Outcome> toRow(int k, UnaryOperator<Row> effect) {
        return world -> world.row(k)
                .map(row -> Outcome.done(world.with(k, effect.apply(row)), 1))
                .orElseGet(() -> Outcome.done(world, 0));
    }

    /** What becomes of a new row where one is there already. */
    private Function<World, Outcome> toNew(int k, Row row, BiFunction<World, Row, Outcome> whereThere) {
        return world -> world.row(k)
                .map(there -> whereThere.apply(world, there))
                .orElseGet(() ->
                        isTaken(world, row.tag(), k) ? Outcome.refused(world) : Outcome.done(world.with(k, row), 1));
    }

    private Change newRow(String sql, int k, Row row, BiFunction<World, Row, Outcome> whereThere) {
        return change(sql, List.of(box, k, box, row.n(), row.tag()), toNew(k, row, whereThere));
    }

    Change insert(int k) {
        return newRow("INSERT" + VALUES, k, first(number(), tag()), (world, there) -> Outcome.refused(world));
    }

    private Change insertOrNothing(int k) {
        Row row = first(number(), tag());
        return change(
                "INSERT" + VALUES + " ON CONFLICT DO NOTHING",
                List.of(box, k, box, row.n(), row.tag()),
                world -> world.row(k).isPresent() || isTaken(world, row.tag(), k)
                        ? Outcome.done(world, 0)
                        : Outcome.done(world.with(k, row), 1));
    }

    private Change insertOrAdd(int k) {
        Row row = first(number(), tag());
        return newRow(
                "INSERT" + VALUES + " ON CONFLICT (box, k) DO UPDATE SET n = @.n + excluded.n",
                k,
                row,
                (world, there) -> Outcome.done(world.with(k, next(there, there.n() + row.n(), there.tag())), 1));
    }

    Change upsert(int k) {
        Row row = first(number(), tag());
        return newRow(
                "UPSERT" + VALUES,
                k,
                row,
                (world, there) -> isTaken(world, row.tag(), k)
                        ? Outcome.refused(world)
                        : Outcome.done(world.with(k, next(there, row.n(), row.tag())), 1));
    }

    Change add(int k) {
        int step = step();
        return change(
                "UPDATE @ SET n = n + ? WHERE box = ? AND k = ?",
                List.of(step, box, k),
                toRow(k, row -> next(row, row.n() + step, row.tag())));
    }

    private Change setTag(int k) {
        String tag = tag();
        return change(
                "UPDATE @ SET tag = ? WHERE box = ? AND k = ?",
                List.of(tag, box, k),
                world -> world.row(k).isPresent() && isTaken(world, tag, k)
                        ? Outcome.refused(world)
                        : toRow(k, row -> next(row, row.n(), tag)).apply(world));
    }

    /** Has to read the row. */
    private Change negate(int k) {
        return change(
                "UPDATE @ SET n = -n WHERE box = ? AND k = ?",
                List.of(box, k),
                toRow(k, row -> next(row, -row.n(), row.tag())));
    }

    private Change addWhereEven(int k) {
        return change(
                "UPDATE @ SET n = n + 1 WHERE box = ? AND k = ? AND n % 2 = 0",
                List.of(box, k),
                world -> world.row(k).filter(row -> row.n() % 2 == 0).isEmpty()
                        ? Outcome.done(world, 0)
                        : toRow(k, row -> next(row, row.n() + 1, row.tag())).apply(world));
    }

    private Change delete(int k) {
        return change(
                "DELETE FROM @ WHERE box = ? AND k = ?",
                List.of(box, k),
                world -> Outcome.done(world.without(k), world.row(k).isPresent() ? 1 : 0));
    }

    private Change deleteWhereNegative(int k) {
        return change(
                "DELETE FROM @ WHERE box = ? AND k = ? AND n < 0",
                List.of(box, k),
                world -> world.row(k).filter(row -> row.n() < 0).isPresent()
                        ? Outcome.done(world.without(k), 1)
                        : Outcome.done(world, 0));
    }

    /** Both or none. */
    private Change insertTwo(int k) {
        int other = otherKey(k);
        Row row = first(number(), tag());
        Row second = first(number(), tag());
        List<Object> parameters = new ArrayList<>(List.of(box, k, box, row.n(), row.tag()));
        parameters.addAll(List.of(box, other, box, second.n(), second.tag()));
        return change("INSERT" + VALUES + ", (?, ?, ?, ?, ?)", parameters, world -> {
            Outcome one = toNew(k, row, (in, there) -> Outcome.refused(in)).apply(world);
            Outcome both =
                    toNew(other, second, (in, there) -> Outcome.refused(in)).apply(one.after());
            return one.refusal() != null || both.refusal() != null
                    ? Outcome.refused(world)
                    : Outcome.done(both.after(), 2);
        });
    }

    private Change addToAll() {
        int step = step();
        return change("UPDATE @ SET n = n + ? WHERE box = ?", List.of(step, box), world -> {
            TreeMap<Integer, Row> rows = new TreeMap<>(world.rows());
            rows.replaceAll((k, row) -> next(row, row.n() + step, row.tag()));
            return Outcome.done(new World(rows), rows.size());
        });
    }

    private Change deleteAll() {
        return change(
                "DELETE FROM @ WHERE box = ?",
                List.of(box),
                world -> Outcome.done(World.EMPTY, world.rows().size()));
    }

    /** To another key, which may be taken. */
    private Change move(int k) {
        int other = otherKey(k);
        return change("UPDATE @ SET k = ? WHERE box = ? AND k = ?", List.of(other, box, k), world -> {
            if (world.row(k).isEmpty()) {
                return Outcome.done(world, 0);
            }
            Row row = world.row(k).get();
            return world.row(other).isPresent()
                    ? Outcome.refused(world)
                    : Outcome.done(world.without(k).with(other, next(row, row.n(), row.tag())), 1);
        });
    }
}
