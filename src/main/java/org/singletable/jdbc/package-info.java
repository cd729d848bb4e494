/** The JDBC surface. */
@NullMarked
package org.singletable.jdbc;

import org.jspecify.annotations.NullMarked;
