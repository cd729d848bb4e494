package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Set;

/**
 * An item of FROM to join with what is there already.
 *
 * @param own conditions on it alone, evaluated on each of its rows
 * @param facts what is true of the wanted rows besides
 * @param independent its reading by what is known of it alone
 */
record JoinSide(
        FromBlock.Node node, Set<Integer> slots, List<BoundExpr> own, List<BoundExpr> facts, JoinStep independent) {}
