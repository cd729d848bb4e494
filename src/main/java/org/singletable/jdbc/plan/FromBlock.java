package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Set;

/**
 * FROM and WHERE of one SELECT with names resolved: what {@link FromPlanner} finds access paths and joins for.
 *
 * @param width slots of a frame: those of all tables together
 * @param where conjuncts of WHERE
 * @param wanted the slots that the select list, GROUP BY, HAVING and ORDER BY read; those of conditions come on top
 * @param scanAllowed the statement's hint permits a Scan
 */
record FromBlock(Node from, int width, List<BoundExpr> where, Set<Integer> wanted, boolean scanAllowed) {
    FromBlock {
        where = List.copyOf(where);
        wanted = Set.copyOf(wanted);
    }

    /** An item of FROM. */
    sealed interface Node {}

    record Table(Source source) implements Node {}

    /** The table {@code _items}. Its columns, from the offset on: the key attributes, {@code _entity}, {@code _item}. */
    record Items(int offset) implements Node {}

    /** A query in FROM, planned already. */
    record Derived(Rel query, int columns, int offset) implements Node {}

    /** @param on conjuncts of the join's condition */
    record Join(Node left, Node right, boolean outer, List<BoundExpr> on) implements Node {
        Join {
            on = List.copyOf(on);
        }
    }
}
