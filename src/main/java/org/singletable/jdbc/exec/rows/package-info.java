/** The operators of a query plan as pull-based cursors: filter, join, group, sort, limit. */
@NullMarked
package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.NullMarked;
