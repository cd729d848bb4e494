package org.singletable.jdbc.dynamo;

import java.util.List;

/** One action on one item, with the condition under which it happens: all of it or nothing. */
public sealed interface ItemWrite {
    /** The key attributes of the table, nothing else. */
    Item key();

    /** What the stored item must be like, or that there is none; {@link Condition#none} for anything. */
    Condition condition();

    /**
     * Stores an item in the place of the one that is there.
     *
     * @param item whole, with its key
     */
    record Put(Item key, Item item, Condition condition) implements ItemWrite {}

    /**
     * Changes an item; one that is not there is created, unless the condition forbids it.
     *
     * @param actions may be none: then it only asks for the condition
     */
    record Update(Item key, List<UpdateAction> actions, Condition condition) implements ItemWrite {
        public Update {
            actions = List.copyOf(actions);
        }
    }

    record Delete(Item key, Condition condition) implements ItemWrite {}

    /** Changes nothing; in transactions only. */
    record Check(Item key, Condition condition) implements ItemWrite {
        public Check {
            if (condition.isAlwaysTrue()) {
                throw new IllegalArgumentException("a check of nothing");
            }
        }
    }
}
