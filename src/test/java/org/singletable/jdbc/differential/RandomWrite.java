package org.singletable.jdbc.differential;

import java.util.Random;
import org.singletable.jdbc.differential.RandomSchema.Table;

/** Writes INSERT, UPSERT, UPDATE and DELETE of the whole dialect, each with what does the same on H2. */
final class RandomWrite {
    private RandomWrite() {}

    static Write of(RandomSchema schema, Random random) {
        Table table = table(schema, random);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> new RandomInsert(schema, table, random).insert();
            case 5 -> new RandomInsert(schema, table, random).upsert();
            case 6 -> new RandomChange(schema, table, random).delete();
            default -> new RandomChange(schema, table, random).update();
        };
    }

    /** An INSERT or UPSERT. */
    static Write ofRows(RandomSchema schema, Random random) {
        RandomInsert insert = new RandomInsert(schema, table(schema, random), random);
        return random.nextInt(4) == 0 ? insert.upsert() : insert.insert();
    }

    private static Table table(RandomSchema schema, Random random) {
        return schema.tables().get(random.nextInt(schema.tables().size()));
    }
}
