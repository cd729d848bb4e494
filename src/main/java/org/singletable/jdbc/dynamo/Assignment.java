package org.singletable.jdbc.dynamo;

import java.util.List;

/**
 * What an UpdateItem does to give columns new values.
 *
 * @param actions the changes
 * @param conditions what must hold so that they reach their places and destroy nothing; where one of them does not, the
 *     item that the failed write gives back tells how to do it
 */
public record Assignment(List<UpdateAction> actions, List<Condition> conditions) {
    public Assignment {
        actions = List.copyOf(actions);
        conditions = List.copyOf(conditions);
    }
}
