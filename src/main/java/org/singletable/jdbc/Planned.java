package org.singletable.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.Plan;

/**
 * A statement that is to be carried out.
 *
 * @param sql as the application wrote it
 * @param parameters values of its {@code ?}, null for NULL
 */
record Planned(String sql, Plan plan, List<@Nullable Object> parameters) {}
