/**
 * From the tree of a statement to a plan: pure, no I/O, nothing of the values of parameters.
 *
 * <ul>
 *   <li>Binding: {@code Scope}, {@code FromBinder}, {@code ExpressionBinder} with its {@code ComparisonBinder} and
 *       {@code FunctionBinder} resolve names and types; the outcome is {@link org.singletable.jdbc.plan.BoundExpr} and
 *       {@code FromBlock}. {@code Flattening} says which queries in FROM become part of the one around them.
 *   <li>Queries: {@code QueryPlanner} plans a query with those within it, {@code SelectPlanner} one SELECT: groups, order,
 *       result. {@code FromPlanner} plans its FROM and WHERE: {@code OuterJoins} turns LEFT JOINs into inner ones where it
 *       may, {@code JoinPlanner} joins, {@code CollectionReads} lets tables of one partition share a Query. The outcome is
 *       {@link org.singletable.jdbc.plan.Rel}.
 *   <li>Access paths: {@code Conjuncts} says what a condition means for the columns of one table ({@code Restriction},
 *       {@code Contradictions}, {@code NullRejection}), {@code Equivalences} what the conditions on others mean for it.
 *       {@code PathCandidates} lists the ways to its rows, with {@code KeyRanges}, {@code KeyOrder}, {@code IndexUse};
 *       {@code AccessPlanner} takes the cheapest by {@code Estimates}. The outcome is
 *       {@link org.singletable.jdbc.plan.Access}.
 *   <li>Writes: {@code WritePlanner}. EXPLAIN: {@code Explain}. Plans that are kept: {@code PlanCache}.
 * </ul>
 *
 * <p>Two rules hold everything together: an access path gives a superset of the wanted rows, and every condition is evaluated
 * again on each row; so a condition that the planner does not understand costs requests, and never rows.
 */
@NullMarked
package org.singletable.jdbc.plan;

import org.jspecify.annotations.NullMarked;
